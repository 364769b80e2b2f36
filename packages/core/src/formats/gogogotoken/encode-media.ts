import type { JsonObject, JsonValue } from "../../plan/json.ts";
import type { Reference, ResolvedShot } from "../../plan/plan.ts";
import type { Bindings } from "../codec.ts";
import { mediaEntry } from "../content-entries.ts";
import { isBytes } from "../media-value.ts";

/** The fields that carry a shot's media; `content` belongs into `metadata`. */
export interface MediaFields {
  readonly images?: readonly JsonValue[];
  readonly first_frame_image?: JsonValue;
  readonly last_frame_image?: JsonValue;
  readonly content?: readonly JsonObject[];
}

interface Medium {
  readonly reference: Reference;
  readonly value: JsonValue;
}

/**
 * A lone first frame goes by address into `images` and by its bytes into `first_frame_image`, a pair of frames by their bytes
 * into the two frame fields; all else has its role in `metadata.content`, the only place that says what a medium is for.
 */
export function encodeMedia(shot: ResolvedShot, bindings: Bindings): MediaFields {
  const media = shot.references.map((reference) => ({ reference, value: bindings.media(reference) }));
  const first = media.find(({ reference }) => reference.role === "first_frame");
  const last = media.find(({ reference }) => reference.role === "last_frame");
  if (first !== undefined && media.length === 1) {
    return isBytes(first.value) ? { first_frame_image: first.value } : { images: [first.value] };
  }
  if (first !== undefined && last !== undefined && media.length === 2 && isBytes(first.value) && isBytes(last.value)) {
    return { first_frame_image: first.value, last_frame_image: last.value };
  }
  return media.length === 0 ? {} : { content: media.map(toEntry) };
}

function toEntry({ reference, value }: Medium): JsonObject {
  return mediaEntry(reference, value);
}
