import { factsOf } from "@shotlist/schema";
import type { JsonValue, OperationName } from "@shotlist/schema";
import { contractOf } from "@shotlist/schema/contracts";
import * as fc from "fast-check";
import type { Arbitrary } from "fast-check";
import { textAt } from "../answer/pointer.ts";
import { exampleBodies } from "../case/example-bodies.ts";
import { unknownTaskId } from "../case/gate-cases.ts";
import { checkRefusal } from "../check/check-refusal.ts";
import { fetchClip, storyFinding, toTask } from "../story/steps.ts";
import type { CaseRun } from "../call/case-run.ts";
import type { Draws } from "./draw-bodies.ts";

/** One step of a walk. `task` picks among the tasks that the walk has made. */
interface Step {
  readonly operation: "submit" | "poll" | "list" | "cancel" | "download" | "wait";
  readonly task: number;
  readonly body: JsonValue;
  /** Share of the recommended time between two polls. */
  readonly pause: number;
}

const longestWalk = 24;

/** Where time cannot be moved: pauses at the format's pace, and as many walks as fit into so many recommended polls. */
const realPolls = 24;
const realPause = 0.25;

/** What bounds the walks of one run. */
interface Pacing {
  /** Milliseconds that a pause of 1 lasts. */
  readonly pauseMs: number;
  /** When no further step is taken. */
  readonly endsAtMs: number;
}

/**
 * Draws walks through the operations of the format; the oracle watches each and the shortest wrong one is reported. An
 * endpoint that lives in real time is walked for as long as its format's pace and `mostMs` allow.
 */
export async function drawWalks(
  run: CaseRun,
  { seed, count, shrink, mostMs }: Draws & { readonly mostMs: number },
): Promise<void> {
  const pacing = pacingOf(run, mostMs);
  let shortest: CaseRun | undefined;
  const property = fc.asyncProperty(
    fc.array(arbitraryStep(run), { minLength: 4, maxLength: longestWalk }),
    async (steps) => {
      const own = run.fresh();
      await walk(own, steps, pacing);
      if (own.findings.every(({ level }) => level !== "reject")) return;
      shortest = own;
      throw new Error("inconsistent");
    },
  );
  await fc.check(property, { seed: seed | 0, numRuns: count, endOnFailure: !shrink });
  if (shortest !== undefined) run.take(shortest);
}

function pacingOf({ format, time }: CaseRun, mostMs: number): Pacing {
  const pollMs = factsOf(format).pollEverySeconds.value * 1000;
  if (time.isVirtual) return { pauseMs: pollMs, endsAtMs: Number.POSITIVE_INFINITY };
  return { pauseMs: pollMs * realPause, endsAtMs: time.now() + Math.min(mostMs, realPolls * pollMs) };
}

function arbitraryStep({ format }: CaseRun): Arbitrary<Step> {
  const { operations } = factsOf(format);
  const offered = (["list", "cancel"] as const).filter((name: OperationName) => operations[name] !== undefined);
  return fc.record({
    operation: fc.oneof(
      { weight: 3, arbitrary: fc.constant("submit" as const) },
      { weight: 6, arbitrary: fc.constant("poll" as const) },
      { weight: 3, arbitrary: fc.constant("wait" as const) },
      { weight: 2, arbitrary: fc.constantFrom("download" as const, ...offered) },
    ),
    task: fc.nat({ max: longestWalk }),
    body: fc.constantFrom(...exampleBodies(format)),
    pause: fc.double({ min: 0, max: 6, noNaN: true }),
  });
}

async function walk(run: CaseRun, steps: readonly Step[], { pauseMs, endsAtMs }: Pacing): Promise<void> {
  const { places } = contractOf(run.format);
  const ids: string[] = [];
  const links = new Map<string, Parameters<typeof fetchClip>[1]>();
  for (const { operation, task, body, pause } of steps) {
    const leftMs = endsAtMs - run.time.now();
    if (leftMs <= 0) return;
    const id = ids[task % Math.max(1, ids.length)];
    switch (operation) {
      case "submit": {
        const { raw } = await run.call({ kind: "call", operation, key: "valid", body });
        const made = textAt(raw, places.submittedTaskId);
        if (made !== undefined) ids.push(made);
        break;
      }
      case "poll": {
        const answered = await run.call({ kind: "call", operation, key: "valid", taskId: id ?? unknownTaskId });
        const seen = id === undefined ? undefined : toTask(run, id, answered);
        if (seen?.status === "succeeded") links.set(seen.id, seen);
        if (id === undefined && answered.answer.status < 300) {
          run.report(
            storyFinding(run, "poll", {
              rule: "error: unknown_task",
              seen: `HTTP ${answered.answer.status}`,
              allowed: "a refusal",
              message: "a task that does not exist must be refused",
            }),
          );
        } else if (answered.answer.status >= 400)
          run.report(...checkRefusal(run.format, answered.answer, ["unknown_task"]));
        break;
      }
      case "cancel":
        if (id !== undefined) await run.call({ kind: "call", operation, key: "valid", taskId: id });
        break;
      case "list":
        await run.call({ kind: "call", operation, key: "valid" });
        break;
      case "download": {
        const linked = id === undefined ? undefined : links.get(id);
        if (linked !== undefined) await fetchClip(run, linked);
        break;
      }
      case "wait":
        await run.wait(Math.min(pause * pauseMs, leftMs));
        break;
      default:
        operation satisfies never;
    }
  }
}
