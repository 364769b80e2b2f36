import * as fc from "fast-check";
import { factsOf, formatIds } from "@shotlist/schema";
import type { CanonicalStatus, FormatId } from "@shotlist/schema";
import { contractOf } from "@shotlist/schema/contracts";
import { describe, expect, test } from "vitest";
import { withValueAt } from "@shotlist/schema/own";
import { canonicalOf, newBelief } from "./belief.ts";
import type { Belief } from "./belief.ts";
import { cancelTask } from "./cancel-task.ts";
import { missTask } from "./miss-task.ts";
import { seeTask } from "./see-task.ts";

/** A task's answer that says a status and nothing else. */
function saying(format: FormatId, status: CanonicalStatus): unknown {
  const { places } = contractOf(format);
  const word = factsOf(format).statuses.find(({ canonical }) => canonical === status)?.word;
  const body = withValueAt({}, places.status[0] ?? "", word);
  const [link] = places.videoUrl;
  return status === "succeeded" && link !== undefined ? withValueAt(body, link, "https://clips.example/a.mp4") : body;
}

function see(
  format: FormatId,
  belief: Belief,
  ...statuses: readonly CanonicalStatus[]
): { readonly belief: Belief; readonly rules: readonly string[] } {
  let known = belief;
  const rules: string[] = [];
  for (const status of statuses) {
    const seen = seeTask(format, known, { body: saying(format, status), atMs: 0 });
    known = seen.belief;
    rules.push(...seen.findings.map(({ rule }) => rule));
  }
  return { belief: known, rules };
}

describe.each(formatIds)("of %s", (format) => {
  const steps = factsOf(format).lifecycle.map(
    ({ from, to }) => [canonicalOf(format, from), canonicalOf(format, to)] as const,
  );

  test("accepts every walk along the documented steps, whichever of its polls were made", () => {
    const walk = fc.infiniteStream(fc.nat()).map((choices) => {
      const walked: CanonicalStatus[] = ["queued"];
      for (;;) {
        const next = steps.filter(([from]) => from === walked.at(-1)).map(([, to]) => to);
        const chosen = next[Number(choices.next().value) % Math.max(1, next.length)];
        if (chosen === undefined) return walked;
        if (chosen !== walked.at(-1)) walked.push(chosen);
        else return walked;
      }
    });
    fc.assert(
      fc.property(walk, fc.infiniteStream(fc.nat({ max: 3 })), (walked, times) => {
        const polled = walked.flatMap((status) => Array.from({ length: Number(times.next().value) }, () => status));
        expect(see(format, newBelief(format), ...polled).rules).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test("takes no way back from an end", () => {
    for (const { canonical } of factsOf(format).statuses) {
      const isAnEnd = canonical !== "queued" && canonical !== "running";
      if (!isAnEnd) continue;
      expect(see(format, newBelief(format), canonical, "running").rules).toEqual(["lifecycle: terminal-is-final"]);
    }
  });

  test("takes no way back from running to waiting", () => {
    expect(see(format, newBelief(format), "running", "queued").rules).toEqual(["lifecycle: status-order"]);
  });
});

test("a task may be forgotten once its time is over, and not before", () => {
  const { belief } = see("wisgate", newBelief("wisgate"), "succeeded");
  const keptMs = factsOf("wisgate").taskRetentionSeconds.value * 1000;
  expect(missTask("wisgate", belief, keptMs - 1).findings.map(({ rule }) => rule)).toEqual([
    "lifecycle: remembers-task",
  ]);
  expect(missTask("wisgate", belief, keptMs).findings).toEqual([]);
});

describe("a cancel", () => {
  test("whose answer was lost leaves both possible: it took effect, or it did not", () => {
    const { belief } = cancelTask("wisgate", newBelief("wisgate"), "unknown");
    for (const status of ["cancelled", "running", "succeeded"] as const)
      expect(see("wisgate", belief, status).rules).toEqual([]);
    expect(missTask("wisgate", belief, 0).findings).toEqual([]);
  });

  test("that was granted leaves only its effect", () => {
    const { belief } = cancelTask("wisgate", newBelief("wisgate"), "granted");
    expect(see("wisgate", belief, "cancelled").rules).toEqual([]);
    expect(see("wisgate", belief, "running").rules).toEqual(["lifecycle: cancel-holds"]);
  });

  test("that was refused changes nothing", () => {
    const { belief } = cancelTask("wisgate", newBelief("wisgate"), "refused");
    expect(see("wisgate", belief, "queued", "running").rules).toEqual([]);
  });
});
