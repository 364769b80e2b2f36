import type { JoinedTake, TakeAction } from "@shotlist/batch-runner";
import type { PlannedTake } from "@shotlist/core";
import { present } from "@shotlist/schema";
import { expect, test } from "vitest";
import { sharedLeads, tasksToPay } from "./tasks-to-pay.ts";

interface Wanted {
  readonly digest?: string;
  readonly action?: TakeAction;
  readonly needs?: readonly string[];
  readonly fetch?: true;
}

/** A take that would be submitted, unless something else is said about it. */
function joined(id: string, { digest = id, action = "render", needs = [], fetch }: Wanted = {}): JoinedTake {
  // What is to be paid for follows from these alone.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const take = {
    storyboard: "launch",
    id,
    realm: "live:https://v.example.com",
    digest,
    dependsOn: needs,
  } as Partial<PlannedTake> as PlannedTake;
  return { take, action, own: action, next: "submit", reason: "", ...present({ fetch }) };
}

function leadsOf(entries: readonly JoinedTake[], options?: { readonly rebuy: boolean }): readonly string[] {
  return tasksToPay(entries, options).map(({ lead }) => lead.take.id);
}

test("takes that ask for the same thing are one task, paid by the one that was never rendered", () => {
  const takes = [
    joined("en", { digest: "same", action: "stale" }),
    joined("de", { digest: "same" }),
    joined("zh", { digest: "same" }),
    joined("other"),
  ];
  const tasks = tasksToPay(takes);
  expect(tasks.map(({ lead }) => lead.take.id)).toEqual(["de", "other"]);
  expect([...sharedLeads(tasks)].map(([take, lead]) => [take.take.id, lead.take.id])).toEqual([
    ["en", "de"],
    ["zh", "de"],
  ]);
});

test("what is here, or is paid for already, is not paid for", () => {
  const actions = ["cached", "collect", "failed", "uncertain", "lost", "missing"] as const;
  expect(leadsOf(actions.map((action) => joined(action, { action })))).toEqual([]);
  expect(leadsOf([joined("gone", { action: "missing" })], { rebuy: true })).toEqual(["gone"]);
});

test.each([
  ["failed", {}, false],
  ["lost", {}, false],
  ["missing", {}, false],
  ["missing", { fetch: true }, true],
  ["uncertain", {}, true],
  ["collect", {}, true],
  ["stale", {}, true],
] as const)("what needs a take that is %s %j is counted: %s", (action, more, isCounted) => {
  const takes = [
    joined("reveal", { action, ...more }),
    joined("detail", { needs: ["reveal"] }),
    joined("last", { needs: ["detail"] }),
  ];
  expect(leadsOf(takes).includes("detail")).toBe(isCounted);
  expect(leadsOf(takes).includes("last")).toBe(isCounted);
});
