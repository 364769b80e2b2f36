import { type FormatFacts, type JsonObject, modelFactsOf, present } from "@shotlist/schema";
import type { ResolvedShot } from "../../model/shot.ts";
import { draftEntries } from "../../wire/content-entries.ts";
import { contentFields, encodeContentRequest } from "../../wire/content-request.ts";
import type { Bindings, DefinedCodec } from "../../wire/codec.ts";
import { contentList } from "../../wire/content-list.ts";
import { defineCodec } from "../../wire/define-codec.ts";
import { decodeError } from "./decode-error.ts";
import { decodeSubmit } from "./decode-submit.ts";
import { decodeTask } from "./decode-task.ts";
import type { Carried, CarriedFields } from "../../wire/carried-fields.ts";

const unlessFinal: Carried = ({ draftOf }) => draftOf === undefined;

const fields: CarriedFields = {
  ...contentFields,
  prompt: unlessFinal,
  references: unlessFinal,
  ratio: unlessFinal,
  duration: unlessFinal,
  frames: unlessFinal,
  seed: unlessFinal,
  audio: (shot, facts) => shot.draftOf === undefined && hasSound(shot, facts),
};

/** Volcengine's and BytePlus' own API. */
export const codec: DefinedCodec = defineCodec("ark", {
  fields,
  encodeSubmit,
  decodeSubmit,
  decodeTask,
  decodeError,
  list: contentList,
});

/** A shot as a request of Ark. The switch for sound goes only to models that have it, which refuse unknown switches. */
function encodeSubmit(shot: ResolvedShot, bindings: Bindings, facts: FormatFacts): JsonObject {
  const callback = present({ callback_url: bindings.webhookUrl });
  const { generate_audio, ...body } = encodeContentRequest(shot, bindings, facts);
  if (shot.draftOf !== undefined) return { ...encodeFinal(body, shot, bindings), ...callback };
  return { ...body, ...(hasSound(shot, facts) && generate_audio !== undefined ? { generate_audio } : {}), ...callback };
}

function hasSound({ model }: ResolvedShot, facts: FormatFacts): boolean {
  const listed = modelFactsOf(model, facts);
  return listed === undefined || listed.audio?.value === true;
}

/** What a final clip takes over from its draft is not said again; the checks have held both shots to the same words. */
function encodeFinal(body: JsonObject, shot: ResolvedShot, bindings: Bindings): JsonObject {
  const { ratio: _ratio, duration: _duration, frames: _frames, seed: _seed, ...rest } = body;
  return { ...rest, content: draftEntries(shot, bindings) };
}
