import type { FormatFacts, JsonObject } from "@shotlist/schema";
import type { Reference } from "../../model/media.ts";
import type { ResolvedShot } from "../../model/shot.ts";
import { assertUnused } from "../assert-unused.ts";
import type { Bindings } from "../codec.ts";
import { present } from "../../model/present.ts";
import { promptText } from "../prompt-text.ts";
import { seedOf } from "../seed.ts";

/** A shot as a ToAPIs request. Frames always go with their roles, as the document advises over `image_urls`. */
export function encodeSubmit(shot: ResolvedShot, bindings: Bindings, facts: FormatFacts): JsonObject {
  assertUnused(shot, ["frames", "watermark", "returnLastFrame", "draft", "draftOf", "serviceTier", "expiresAfter"]);
  const frames = shot.references.map((reference) => encodeFrame(reference, bindings));
  return present({
    model: shot.model,
    prompt: promptText(shot.prompt),
    duration: shot.duration,
    aspect_ratio: shot.ratio,
    image_with_roles: frames.length === 0 ? undefined : frames,
    metadata: present({
      resolution: shot.resolution,
      audio: shot.audio,
      seed: seedOf(shot, bindings, facts),
    }),
    client_business_id: bindings.clientId,
    callback_url: bindings.webhookUrl,
  });
}

function encodeFrame(reference: Reference, bindings: Bindings): JsonObject {
  const { role } = reference;
  if (role !== "first_frame" && role !== "last_frame") {
    throw new Error(`A shot was encoded for a format that has no place for a ${role}.`);
  }
  return { url: bindings.media(reference), role };
}
