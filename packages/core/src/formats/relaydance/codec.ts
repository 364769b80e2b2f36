import { type FormatFacts, type JsonObject, modelFactsOf, present } from "@shotlist/schema";
import type { ResolvedShot } from "../../model/shot.ts";
import { mediaEntries } from "../../wire/content-entries.ts";
import { namingOf, promptText, type NameMedium } from "../../wire/prompt-text.ts";
import { seedOf } from "../../wire/seed.ts";
import type { Bindings, DefinedCodec } from "../../wire/codec.ts";
import { defineCodec } from "../../wire/define-codec.ts";
import { decodeError } from "./decode-error.ts";
import { decodeSubmit } from "./decode-submit.ts";
import { decodeTask } from "./decode-task.ts";
import type { CarriedFields } from "../../wire/carried-fields.ts";
import { upstreamOptions, withUpstreamOptions } from "../../wire/upstream-options.ts";
import { usualFields } from "../../wire/usual-fields.ts";

const fields: CarriedFields = {
  ...usualFields,
  ...withUpstreamOptions,
  audio: ({ model }, facts) => !hasFixedAudio(model, facts),
  frames: "field",
  seed: "field",
  draft: "never",
  draftOf: "never",
  task: "never",
};

/** RelayDance. */
export const codec: DefinedCodec = defineCodec("relaydance", {
  fields,
  encodeSubmit,
  decodeSubmit,
  decodeTask,
  decodeError,
});

/** A shot as a RelayDance request: everything but model, prompt and length is in `metadata`, `callback_url` included. */
function encodeSubmit(shot: ResolvedShot, bindings: Bindings, facts: FormatFacts): JsonObject {
  const content = mediaEntries(shot, bindings);
  return present({
    model: shot.model,
    prompt: promptText(shot.prompt, nameMediumOf(shot)),
    seconds: shot.duration === undefined ? undefined : String(shot.duration),
    metadata: present({
      ratio: shot.ratio,
      resolution: shot.resolution,
      generate_audio: hasFixedAudio(shot.model, facts) ? undefined : shot.audio,
      callback_url: bindings.webhookUrl,
      content: content.length === 0 ? undefined : content,
      frames: shot.frames,
      seed: seedOf(shot, bindings, facts),
      ...upstreamOptions(shot),
    }),
  });
}

// `@imageN` counts the images of `content[]`. Names of videos and audios are undocumented, so they are written in words.
function nameMediumOf({ prompt }: ResolvedShot): NameMedium {
  const inWords = namingOf(prompt);
  return (kind, index) => (kind === "image" ? `@image${index}` : inWords(kind, index));
}

// `generate_audio` is documented for the 2.0 family; 1.5 models say in their id whether they make audio, unlisted ones too.
function hasFixedAudio(model: string, facts: FormatFacts): boolean {
  const listed = modelFactsOf(model, facts);
  return listed === undefined ? /-(?:with|no)-audio$/.test(model) : listed.audioFixed !== undefined;
}
