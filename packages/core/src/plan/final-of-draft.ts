import { type DraftPart, present } from "@shotlist/schema";
import type { ResolvedShot } from "../model/shot.ts";

/**
 * A shot as it is asked for where its clip is made from a draft of it. What the vendor takes over from the draft is not said again;
 * what every shot has to say stays, and the codec leaves it out. The shot itself, and so its digest, is what it was.
 */
export function finalOfDraft(shot: ResolvedShot, taskId: string, reused: readonly DraftPart[] = []): ResolvedShot {
  const { seed, cameraFixed, draft: _draft, ...rest } = shot;
  return {
    ...rest,
    ...present({
      seed: reused.includes("seed") ? undefined : seed,
      cameraFixed: reused.includes("cameraFixed") ? undefined : cameraFixed,
    }),
    prompt: reused.includes("prompt") ? [] : shot.prompt,
    references: reused.includes("references") ? [] : shot.references,
    draftOf: { task: taskId },
  };
}
