import type { RunTotals, TakeReport, TakeStatus } from "@shotlist/batch-runner";
import { expect, test } from "vitest";
import { exitCodeOfReport } from "./exit-code-of-report.ts";
import type { RenderReport } from "../output/merge-reports.ts";

const totals: RunTotals = {
  takes: 0,
  cached: 0,
  succeeded: 0,
  failed: 0,
  blocked: 0,
  cancelled: 0,
  uncertain: 0,
  lost: 0,
  missing: 0,
  detached: 0,
  left: 0,
};

function report(...takes: readonly (readonly [TakeStatus, string?])[]): RenderReport {
  return {
    ok: false,
    totals,
    spent: [],
    submitted: 0,
    takes: takes.map(([status, code], index): TakeReport => ({
      storyboard: "launch",
      realm: "mock",
      id: `take-${index}`,
      status,
      ...(code === undefined ? {} : { error: { code, message: code } }),
    })),
  };
}

test.each<readonly [number, readonly (readonly [TakeStatus, string?])[]]>([
  [0, [["cached"], ["succeeded"]]],
  [1, [["succeeded"], ["failed"]]],
  [1, [["blocked"]]],
  [1, [["left", "provider_unreachable"]]],
  [2, [["left", "provider_closed"], ["uncertain"]]],
  [3, [["uncertain"], ["failed"], ["left", "budget_reached"]]],
  [3, [["lost"]]],
  [3, [["missing"]]],
  [4, [["left", "stale"], ["failed"]]],
  [4, [["left", "max_tasks"]]],
  [6, [["detached"], ["succeeded"]]],
])("exit %i for takes that end as %j", (code, takes) => {
  expect(exitCodeOfReport(report(...takes), undefined)).toBe(code);
});

test.each([
  ["interrupted", "SIGINT", 130],
  ["interrupted", "SIGTERM", 143],
  ["max_duration", undefined, 6],
  ["disk_full", undefined, 1],
  ["ledger_fenced", undefined, 5],
] as const)("a run stopped by %s (%s) exits with %i", (code, name, exitCode) => {
  const stopped = { code, message: code, hint: "" };
  expect(exitCodeOfReport({ ...report(["left", "stopped"], ["detached"]), stopped }, name)).toBe(exitCode);
});
