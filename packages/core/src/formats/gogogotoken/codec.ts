import { type FormatFacts, type JsonObject, present } from "@shotlist/schema";
import type { ResolvedShot } from "../../model/shot.ts";
import { promptText } from "../../wire/prompt-text.ts";
import { ratioInRequest } from "../../wire/ratio-of-frame.ts";
import { seedOf } from "../../wire/seed.ts";
import { mediaEntry } from "../../wire/content-entries.ts";
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
  frames: "field",
  seed: "field",
  draft: "never",
  draftOf: "never",
  task: "never",
};

/** The relay of gogogotoken. */
export const codec: DefinedCodec = defineCodec("gogogotoken", {
  fields,
  encodeSubmit,
  decodeSubmit,
  decodeTask,
  decodeError,
});

/**
 * A shot as a gogogotoken request, in the words that every edition of the document takes: the shape in `metadata`, since
 * `size` was pixels once and is a resolution now, and each medium with its role in `metadata.content`, since the fields for
 * frames are gone. No `callback_url`: what it brings back carries the upstream's task id, not the relay's.
 */
function encodeSubmit(shot: ResolvedShot, bindings: Bindings, facts: FormatFacts): JsonObject {
  const content = shot.references.map((reference) => mediaEntry(reference, bindings.media(reference)));
  return present({
    model: shot.model,
    prompt: promptText(shot.prompt),
    seconds: shot.duration === undefined ? undefined : String(shot.duration),
    metadata: present({
      content: content.length === 0 ? undefined : content,
      resolution: shot.resolution,
      ratio: ratioInRequest(shot, facts),
      frames: shot.frames,
      seed: seedOf(shot, bindings, facts),
      generate_audio: shot.audio,
      ...upstreamOptions(shot),
    }),
  });
}
