import type { RunEvent } from "@shotlist/batch-runner";
import { expect, test } from "vitest";
import type { Output } from "../../world/world.ts";
import { toPlainText } from "../plain-text.ts";
import { createPlainProgress, createTerminalProgress, type Progress } from "./progress.ts";

const words = { style: (_format: unknown, text: string): string => text, manyStoryboards: false };
const of = { at: 0, storyboard: "launch", provider: "wisgate" };

const events: readonly RunEvent[] = [
  { type: "run-started", at: 0, runId: "run", takes: 4 },
  { type: "take-planned", ...of, take: "cached", action: "cached", reason: "the clip is in the store" },
  { type: "submitting", ...of, take: "reveal", attempt: 1 },
  { type: "submitted", ...of, take: "reveal", taskId: "cgt-1", resumed: false },
  { type: "submitted", ...of, take: "skyline", taskId: "cgt-2", resumed: true },
  { type: "progress", ...of, take: "reveal", taskId: "cgt-1", status: "running", wireStatus: "running" },
  { type: "paused", at: 1000, provider: "wisgate", cause: "rate limit", untilMs: 5000 },
  { type: "succeeded", ...of, take: "reveal", taskId: "cgt-1" },
  { type: "downloaded", ...of, take: "reveal", taskId: "cgt-1", sha256: "ab", bytes: 1_234_567 },
  { type: "failed", ...of, take: "skyline", error: { code: "refused", message: "Not allowed", vendorCode: "Policy" } },
];

function setup(create: (output: Output) => Progress): { readonly progress: Progress; readonly written: () => string } {
  let written = "";
  const output: Output = { write: (text) => (written += toPlainText(text)), isTTY: true, columns: 100 };
  return { progress: create(output), written: () => written };
}

test("without a terminal there is one plain line for each event that matters", () => {
  const { progress, written } = setup((output) => createPlainProgress(output, words));
  for (const event of events) progress.onEvent(event);
  expect(written()).toBe(
    [
      "· reveal  submitted as task cgt-1",
      "· skyline  collects task cgt-2",
      "‖ wisgate  paused for 4 s: rate limit",
      "✓ reveal  1.2 MB",
      "✗ skyline  failed: Not allowed (Policy)",
      "",
    ].join("\n"),
  );
});

test("at a terminal, what has ended stays above one moving line that goes away in the end", () => {
  const { progress, written } = setup((output) => createTerminalProgress(output, { ...words, now: () => 0 }));
  for (const event of events) progress.onEvent(event);
  progress.close();
  const lines = written().split("\r\u001B[2K");
  expect(lines).toContain("━━━━━━────────────────── 1 of 4 · 1 queued · 1 running · 0:00");
  expect(lines).toContain("✓ reveal  1.2 MB\n");
  expect(lines.at(-2)).toBe("━━━━━━━━━━━━━━━━━━────── 3 of 4 · wisgate paused: rate limit · 0:00");
  expect(lines.at(-1)).toBe("");
});

test("a narrow terminal gets the moving line without its bar, and never one that wraps", () => {
  for (const columns of [10, 30, 40]) {
    let written = "";
    const output: Output = { write: (text) => (written += toPlainText(text)), isTTY: true, columns };
    const progress = createTerminalProgress(output, { ...words, now: () => 0 });
    for (const event of events.slice(0, 6)) progress.onEvent(event);
    for (const line of written.split("\r\u001B[2K")) expect(line.length).toBeLessThan(columns);
  }
});
