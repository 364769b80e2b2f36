import type { FormatFacts, JsonObject } from "@shotlist/schema";
import type { ResolvedShot } from "../../model/shot.ts";
import { assertUnused } from "../assert-unused.ts";
import type { Bindings } from "../codec.ts";
import { mediaEntry } from "../content-entries.ts";
import { present } from "../../model/present.ts";
import { promptText } from "../prompt-text.ts";
import { seedOf } from "../seed.ts";

/**
 * A shot as a gogogotoken request, in the words that every edition of the document takes: the shape in `metadata`, since
 * `size` was pixels once and is a resolution now, and each medium with its role in `metadata.content`, since the fields for
 * frames are gone. No `callback_url`: what it brings back carries the upstream's task id, not the relay's.
 */
export function encodeSubmit(shot: ResolvedShot, bindings: Bindings, facts: FormatFacts): JsonObject {
  assertUnused(shot, ["draft", "draftOf"]);
  const content = shot.references.map((reference) => mediaEntry(reference, bindings.media(reference)));
  return present({
    model: shot.model,
    prompt: promptText(shot.prompt),
    seconds: shot.duration === undefined ? undefined : String(shot.duration),
    metadata: present({
      content: content.length === 0 ? undefined : content,
      resolution: shot.resolution,
      ratio: shot.ratio,
      frames: shot.frames,
      seed: seedOf(shot, bindings, facts),
      generate_audio: shot.audio,
      watermark: shot.watermark,
      return_last_frame: shot.returnLastFrame,
      service_tier: shot.serviceTier,
      execution_expires_after: shot.expiresAfter,
    }),
  });
}
