import type { FormatFacts, JsonObject } from "@shotlist/schema";
import type { ResolvedShot } from "../../model/shot.ts";
import { assertUnused } from "../assert-unused.ts";
import type { Bindings } from "../codec.ts";
import { pixelSizeOf } from "../pixel-size.ts";
import { present } from "../../model/present.ts";
import { promptText } from "../prompt-text.ts";

/** A shot as a JSON request of the Videos API, which also takes the same as a form. Sound needs no word: every clip has it. */
export function encodeSubmit(shot: ResolvedShot, bindings: Bindings, facts: FormatFacts): JsonObject {
  assertUnused(shot, [
    "frames",
    "seed",
    "watermark",
    "returnLastFrame",
    "draft",
    "draftOf",
    "serviceTier",
    "expiresAfter",
  ]);
  const [first, ...others] = shot.references;
  if (others.length > 0) throw new Error("A shot was encoded for a format that takes one image.");
  return present({
    model: shot.model,
    prompt: promptText(shot.prompt),
    seconds: shot.duration === undefined ? undefined : String(shot.duration),
    size: pixelSizeOf(shot, facts),
    input_reference: first === undefined ? undefined : { image_url: bindings.media(first) },
  });
}
