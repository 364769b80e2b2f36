import type { FormatFacts, JsonObject } from "@shotlist/schema";
import type { Reference } from "../../model/media.ts";
import type { ResolvedShot } from "../../model/shot.ts";
import { present } from "../../model/present.ts";
import { promptText } from "../../wire/prompt-text.ts";
import { seedOf } from "../../wire/seed.ts";
import type { Bindings, DefinedCodec } from "../../wire/codec.ts";
import { defineCodec } from "../../wire/define-codec.ts";
import { decodeError } from "./decode-error.ts";
import { decodeSubmit } from "./decode-submit.ts";
import { decodeTask } from "./decode-task.ts";
import type { CarriedFields } from "../../wire/carried-fields.ts";
import { withoutUpstreamOptions } from "../../wire/upstream-options.ts";
import { usualFields } from "../../wire/usual-fields.ts";

const fields: CarriedFields = {
  ...usualFields,
  ...withoutUpstreamOptions,
  frames: "never",
  seed: "field",
  draft: "never",
  draftOf: "never",
  task: "never",
};

/** ToAPIs, for Seedance 1.5 Pro. */
export const codec: DefinedCodec = defineCodec("toapis", {
  fields,
  encodeSubmit,
  decodeSubmit,
  decodeTask,
  decodeError,
});

/** A shot as a ToAPIs request. Frames always go with their roles, as the document advises over `image_urls`. */
function encodeSubmit(shot: ResolvedShot, bindings: Bindings, facts: FormatFacts): JsonObject {
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
