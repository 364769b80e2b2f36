import { type FormatFacts, type JsonObject, type JsonValue, present, type Role } from "@shotlist/schema";
import type { ResolvedShot } from "../../model/shot.ts";
import { pixelSizeOf } from "../../wire/pixel-size.ts";
import { promptText } from "../../wire/prompt-text.ts";
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
  audio: "never",
  frames: "never",
  seed: "never",
  draft: "never",
  draftOf: "never",
  task: "never",
};

/** WisGate's path for clients of the OpenAI Videos API. */
export const codec: DefinedCodec = defineCodec("wisgate-videos", {
  fields,
  encodeSubmit,
  decodeSubmit,
  decodeTask,
  decodeError,
});

/** A shot as a request of WisGate's compatible path, which says in `mode` whether its images are frames or references. */
function encodeSubmit(shot: ResolvedShot, bindings: Bindings, facts: FormatFacts): JsonObject {
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
