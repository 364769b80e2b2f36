import type { FormatFacts, JsonObject, JsonValue, Role } from "@shotlist/schema";
import type { ResolvedShot } from "../../model/shot.ts";
import { assertUnused } from "../assert-unused.ts";
import type { Bindings } from "../codec.ts";
import { pixelSizeOf } from "../pixel-size.ts";
import { present } from "../../model/present.ts";
import { promptText } from "../prompt-text.ts";

/** A shot as a request of WisGate's compatible path, which says in `mode` whether its images are frames or references. */
export function encodeSubmit(shot: ResolvedShot, bindings: Bindings, facts: FormatFacts): JsonObject {
  assertUnused(shot, [
    "frames",
    "audio",
    "seed",
    "watermark",
    "returnLastFrame",
    "draft",
    "draftOf",
    "serviceTier",
    "expiresAfter",
  ]);
  const valuesOf = (...roles: readonly Role[]): readonly JsonValue[] =>
    roles.flatMap((role) => shot.references.filter((reference) => reference.role === role).map(bindings.media));
  const frames = valuesOf("first_frame", "last_frame");
  const images = frames.length > 0 ? frames : valuesOf("reference_image");
  const videos = valuesOf("reference_video");
  return present({
    model: shot.model,
    prompt: promptText(shot.prompt),
    duration: shot.duration,
    size: pixelSizeOf(shot, facts),
    mode: shot.references.length === 0 ? undefined : frames.length > 0 ? "i2v" : "r2v",
    images: images.length === 0 ? undefined : images,
    videos: videos.length === 0 ? undefined : videos,
  });
}
