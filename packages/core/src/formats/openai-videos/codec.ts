import { type FormatFacts, type JsonObject, present } from "@shotlist/schema";
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
  // Every clip has sound.
  audio: () => false,
  frames: "never",
  seed: "never",
  draft: "never",
  draftOf: "never",
  task: "never",
};

/** OpenAI's Videos API, and services that speak it. */
export const codec: DefinedCodec = defineCodec("openai-videos", {
  fields,
  encodeSubmit,
  decodeSubmit,
  decodeTask,
  decodeError,
});

/** A shot as a JSON request of the Videos API, which also takes the same as a form. Sound needs no word: every clip has it. */
function encodeSubmit(shot: ResolvedShot, bindings: Bindings, facts: FormatFacts): JsonObject {
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
