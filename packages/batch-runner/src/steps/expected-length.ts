import type { ResolvedShot } from "@shotlist/core";
import { realmClassOf } from "@shotlist/core";
import type { Attempt } from "../lifecycle/attempt.ts";
import { readTaskLength, usualLength, withTask, type TaskLength } from "../schedule/task-length.ts";
import type { Watching } from "../work/context.ts";

/** Of the wait for a first poll that found the task ended: it may have ended at any time in it. */
const endedWithin = 0.7;

/** How long tasks like one take, and what this one adds to that. */
export interface ExpectedLength {
  known(): Promise<TaskLength | undefined>;
  /** The task had not ended `openMs` after its submit, or nobody had asked (0), and had `endedMs` after it. */
  ended(openMs: number, endedMs: number): Promise<void>;
}

/** Learned for each provider, model, length, resolution and tier; begins with what the format's document says, at the vendor itself. */
export function expectedLength(
  { learned, formatOf, runId }: Pick<Watching, "learned" | "formatOf" | "runId">,
  shot: ResolvedShot,
  { provider, model, ...attempt }: Attempt,
): ExpectedLength {
  const { duration, frames, resolution, serviceTier, draft = false } = shot;
  const clip = [model, duration ?? ["frames", frames].join("="), resolution, serviceTier ?? "default"];
  const name = ["length", provider.realm, provider.name, ...clip, draft ? "draft" : "final"].join(" ");
  // A mock may be as fast as it likes.
  const usual = realmClassOf(provider.realm) === "live" ? formatOf(provider).usualLength : undefined;

  async function known(): Promise<TaskLength | undefined> {
    return readTaskLength(await learned.of(name)) ?? (usual === undefined ? undefined : usualLength(usual));
  }

  return {
    known,
    async ended(openMs, endedMs) {
      // Of a task from an earlier run nobody knows when it ended.
      if (attempt.runId !== runId || endedMs <= 0) return;
      const ms = openMs <= 0 ? endedMs * endedWithin : (openMs + endedMs) / 2;
      learned.set(name, { ...withTask(await known(), ms) });
    },
  };
}
