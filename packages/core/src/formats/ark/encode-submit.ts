import type { FormatFacts, JsonObject } from "@shotlist/schema";
import type { ResolvedShot } from "../../model/shot.ts";
import type { Bindings } from "../codec.ts";
import { draftEntries } from "../content-entries.ts";
import { encodeContentRequest } from "../content-request.ts";
import { modelFactsOf } from "../../model/model-facts.ts";
import { present } from "../../model/present.ts";

/** A shot as a request of Ark. The switch for sound goes only to models that have it, which refuse unknown switches. */
export function encodeSubmit(shot: ResolvedShot, bindings: Bindings, facts: FormatFacts): JsonObject {
  const callback = present({ callback_url: bindings.webhookUrl });
  const { generate_audio, ...body } = encodeContentRequest(shot, bindings, facts);
  if (shot.draftOf !== undefined) return { ...encodeFinal(body, shot, bindings), ...callback };
  const model = modelFactsOf(shot.model, facts);
  const hasSound = model === undefined || model.audio?.value === true;
  return { ...body, ...(hasSound && generate_audio !== undefined ? { generate_audio } : {}), ...callback };
}

/** What a final clip takes over from its draft is not said again; the checks have held both shots to the same words. */
function encodeFinal(body: JsonObject, shot: ResolvedShot, bindings: Bindings): JsonObject {
  const { ratio: _ratio, duration: _duration, frames: _frames, seed: _seed, ...rest } = body;
  return { ...rest, content: draftEntries(shot, bindings) };
}
