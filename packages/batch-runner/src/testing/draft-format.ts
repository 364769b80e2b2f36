import { present } from "@shotlist/schema";
import type { FormatSupport } from "../formats/format-support.ts";
import { plainFormat } from "./plain-format.ts";

/** How long a draft of these tests can become its clip. */
export const draftLifeMs: number = 7 * 24 * 3_600_000;

/** The small format of tests with drafts: `draft` asks for one, `draft_task` names the one that a clip is made from. */
export const draftFormat: FormatSupport = {
  ...plainFormat,
  codec: {
    ...plainFormat.codec,
    encodeSubmit: (shot, bindings) => {
      const { body, ...request } = plainFormat.codec.encodeSubmit(shot, bindings);
      const task = shot.draftOf !== undefined && "task" in shot.draftOf ? shot.draftOf.task : undefined;
      const plain = Object.fromEntries(Object.entries(body ?? {}));
      return {
        ...request,
        body: {
          ...plain,
          resolution: shot.resolution,
          ...(shot.draft === true ? { draft: true } : {}),
          ...present({ draft_task: task }),
        },
      };
    },
  },
  finalOfDraft: ({ prompt: _prompt, ...shot }, taskId) => ({ ...shot, prompt: [], draftOf: { task: taskId } }),
  draftLifeMs: () => draftLifeMs,
};
