import { type FormatFacts, type JsonObject, type MediaKind, present } from "@shotlist/schema";
import type { ResolvedShot } from "../../model/shot.ts";
import { promptText } from "../../wire/prompt-text.ts";
import { ratioInRequest } from "../../wire/ratio-of-frame.ts";
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
  cameraFixed: (shot) => isOlder(shot),
  task: (shot) => !isOlder(shot),
  returnLastFrame: (shot) => !isOlder(shot),
  webSearch: (shot) => !isOlder(shot),
  outputFormat: (shot) => !isOlder(shot),
};

/** ToAPIs. */
export const codec: DefinedCodec = defineCodec("toapis", {
  fields,
  encodeSubmit,
  decodeSubmit,
  decodeTask,
  decodeError,
});

/**
 * A shot as a ToAPIs request. Media always go with their roles, as the document advises over `image_urls`. Seedance 1.5 has
 * its shape and its sound in `metadata`, the later models at the top of the body.
 */
function encodeSubmit(shot: ResolvedShot, bindings: Bindings, facts: FormatFacts): JsonObject {
  const seed = seedOf(shot, bindings, facts);
  return present({
    model: shot.model,
    prompt: promptText(shot.prompt),
    duration: shot.duration,
    aspect_ratio: ratioInRequest(shot, facts),
    image_with_roles: encodeMedia("image", shot, bindings),
    video_with_roles: encodeMedia("video", shot, bindings),
    audio_with_roles: encodeMedia("audio", shot, bindings),
    ...(isOlder(shot)
      ? {
          metadata: present({
            resolution: shot.resolution,
            audio: shot.audio,
            seed,
            // Spelled so there.
            camerafixed: shot.cameraFixed,
          }),
        }
      : {
          resolution: shot.resolution,
          generate_audio: shot.audio,
          return_last_frame: shot.returnLastFrame,
          output_format: shot.outputFormat,
          video_operation: shot.task,
          tools: shot.webSearch === true ? [{ type: "web_search" }] : undefined,
          seed,
        }),
    client_business_id: bindings.clientId,
    callback_url: bindings.webhookUrl,
  });
}

function isOlder({ model }: ResolvedShot): boolean {
  return model.startsWith("doubao-seedance-1-5");
}

function encodeMedia(
  kind: MediaKind,
  { references }: ResolvedShot,
  bindings: Bindings,
): readonly JsonObject[] | undefined {
  const media = references.filter((reference) => reference.kind === kind);
  if (media.length === 0) return undefined;
  return media.map((reference) => ({ url: bindings.media(reference), role: reference.role }));
}
