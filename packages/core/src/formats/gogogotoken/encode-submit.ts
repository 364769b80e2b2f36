import type { FormatFacts, JsonObject } from "@shotlist/schema";
import type { ResolvedShot } from "../../model/plan.ts";
import { assertUnused } from "../assert-unused.ts";
import type { Bindings } from "../codec.ts";
import { present } from "../../model/present.ts";
import { promptText } from "../prompt-text.ts";
import { seedOf } from "../seed.ts";
import { encodeMedia } from "./encode-media.ts";
import { pixelSizeOf } from "./pixel-size.ts";

/** A shot as a gogogotoken request. No `callback_url`: what it brings back carries the upstream's task id, not the relay's. */
export function encodeSubmit(shot: ResolvedShot, bindings: Bindings, facts: FormatFacts): JsonObject {
  assertUnused(shot, ["draft", "draftOf"]);
  const size = pixelSizeOf(shot);
  const { content, ...frameFields } = encodeMedia(shot, bindings, facts);
  return present({
    model: shot.model,
    prompt: promptText(shot.prompt),
    seconds: shot.duration === undefined ? undefined : String(shot.duration),
    size,
    ...frameFields,
    metadata: present({
      content,
      ...(size === undefined ? { resolution: shot.resolution, ratio: shot.ratio } : {}),
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
