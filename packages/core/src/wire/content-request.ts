import { type FormatFacts, type JsonObject, present } from "@shotlist/schema";
import type { ResolvedShot } from "../model/shot.ts";
import type { Bindings } from "./codec.ts";
import { draftEntries, mediaEntries, textEntries } from "./content-entries.ts";
import { promptText } from "./prompt-text.ts";
import { seedOf } from "./seed.ts";
import { upstreamOptions, withUpstreamOptions } from "./upstream-options.ts";
import { usualFields } from "./usual-fields.ts";
import type { CarriedFields } from "./carried-fields.ts";

/** What such a request says: everything. */
export const contentFields: CarriedFields = {
  ...usualFields,
  ...withUpstreamOptions,
  frames: "field",
  seed: "field",
  draft: "field",
  draftOf: "field",
  task: "never",
};

/** The request whose prompt, media and draft are typed entries of one `content` list. */
export function encodeContentRequest(shot: ResolvedShot, bindings: Bindings, facts: FormatFacts): JsonObject {
  return present({
    model: shot.model,
    content: [
      ...draftEntries(shot, bindings),
      ...textEntries(promptText(shot.prompt)),
      ...mediaEntries(shot, bindings),
    ],
    resolution: shot.resolution,
    ratio: shot.ratio,
    duration: shot.duration,
    frames: shot.frames,
    seed: seedOf(shot, bindings, facts),
    generate_audio: shot.audio,
    draft: shot.draft,
    ...upstreamOptions(shot),
  });
}
