import type { FormatFacts, JsonObject, JsonValue } from "@shotlist/schema";
import type { ResolvedShot } from "../../model/plan.ts";
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

/**
 * A lone first frame goes by address into `images` and by its bytes into `first_frame_image`, a pair of frames by their bytes
 * into the two frame fields; all else has its role in `metadata.content`, the only place that says what a medium is for.
 */
export function encodeMedia(shot: ResolvedShot, bindings: Bindings, facts: FormatFacts): MediaFields {
  const media = shot.references.map((reference) => {
    const value = bindings.media(reference);
    return { reference, value, isBytes: isBytes(value, { reference, model: shot.model, facts }) };
  });
  const first = media.find(({ reference }) => reference.role === "first_frame");
  const last = media.find(({ reference }) => reference.role === "last_frame");
  if (first !== undefined && media.length === 1) {
    return first.isBytes ? { first_frame_image: first.value } : { images: [first.value] };
  }
  if (first?.isBytes === true && last?.isBytes === true && media.length === 2) {
    return { first_frame_image: first.value, last_frame_image: last.value };
  }
  if (media.length === 0) return {};
  return { content: media.map(({ reference, value }) => mediaEntry(reference, value)) };
}
