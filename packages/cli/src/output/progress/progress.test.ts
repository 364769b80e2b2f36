import type { RunEvent } from "@shotlist/batch-runner";
import { expect, test } from "vitest";
import type { Output } from "../../world/world.ts";
import { toPlainText } from "../plain-text.ts";
import { createLiveView } from "./live-view.ts";
import { createPlainLog } from "./plain-log.ts";
import type { Progress } from "./progress.ts";

const words = { style: (_format: unknown, text: string): string => text, manyStoryboards: false };
const of = { at: 0, storyboard: "launch", provider: "wisgate" };
const reserved = { amount: 4.5, currency: "CNY" };

const events: readonly RunEvent[] = [
  { type: "run-started", at: 0, runId: "run", takes: 4 },
  { type: "take-planned", ...of, take: "cached", action: "cached", reason: "its clip is here" },
  { type: "take-planned", ...of, take: "reveal", action: "render", reason: "" },
  { type: "take-planned", ...of, take: "skyline", action: "render", reason: "" },
  { type: "take-planned", ...of, take: "dial", action: "render", reason: "" },
  { type: "submitting", ...of, take: "reveal", attempt: 1, reserved },
  { type: "submitted", ...of, take: "reveal", taskId: "cgt-1", resumed: false },
  { type: "submitted", ...of, take: "skyline", taskId: "cgt-2", resumed: true },
  { type: "progress", ...of, take: "reveal", taskId: "cgt-1", status: "running", wireStatus: "running" },
  { type: "paused", at: 1000, provider: "wisgate", cause: "rate limit", untilMs: 5000 },
  { type: "succeeded", ...of, take: "reveal", taskId: "cgt-1" },
  { type: "downloaded", ...of, take: "reveal", taskId: "cgt-1", sha256: "abc", bytes: 1_200_000 },
  { type: "failed", ...of, take: "skyline", error: { code: "refused", message: "Not allowed", vendorCode: "Policy" } },
];

interface Setup {
  readonly progress: Progress;
  readonly written: () => string;
  readonly tick: (ms: number) => void;
}

function setup(create: (output: Output, now: () => number) => Progress, columns = 100): Setup {
  let written = "";
  let nowMs = 0;
  const output: Output = { write: (text) => (written += toPlainText(text)), isTTY: true, columns };
  return { progress: create(output, () => nowMs), written: () => written, tick: (ms) => (nowMs += ms) };
}

const live = (columns?: number, budget = [{ amount: 200, currency: "CNY" }]): Setup =>
  setup((output, now) => createLiveView(output, { ...words, now, budget }), columns);
const plain = (): Setup => setup((output, now) => createPlainLog(output, { ...words, now }));

/** What is on a screen after text with the sequences that the live view uses. */
function screenAfter(written: string): readonly string[] {
  const screen: string[] = [""];
  let row = 0;
  // oxlint-disable-next-line no-control-regex -- what a terminal reads
  for (const [part = ""] of written.matchAll(/\r\u001B\[2K|\u001B\[\d+A|\n|[^\n\r\u001B]+/gu)) {
    if (part === "\r\u001B[2K") screen[row] = "";
    else if (part.startsWith("\u001B[")) row -= Number(part.slice(2, -1));
    else if (part === "\n") {
      row += 1;
      screen[row] ??= "";
    } else screen[row] += part;
    expect(row, "never above where it began").toBeGreaterThanOrEqual(0);
  }
  return screen;
}

test("without a terminal, what was here before a long run leaves no line", () => {
  const { progress, written } = plain();
  const takes = Array.from({ length: 200 }, (_, index) => `take-${index}`);
  progress.onEvent({ type: "run-started", at: 0, runId: "run", takes: takes.length });
  for (const take of takes)
    progress.onEvent({ type: "take-planned", ...of, take, action: "cached", reason: "its clip is here" });
  for (const take of takes) progress.onEvent({ type: "take-finished", ...of, take, status: "cached" });
  expect(written()).toBe("");
});

test("without a terminal each line has the time and how many takes have ended", () => {
  const { progress, written, tick } = plain();
  for (const event of events) {
    progress.onEvent(event);
    tick(1000);
  }
  expect(written()).toBe(
    [
      "[0:06 1/4] · reveal  submitted as task cgt-1",
      "[0:07 1/4] · skyline  collects task cgt-2",
      "[0:09 1/4] ‖ wisgate  paused for 4 s: rate limit",
      "[0:11 2/4] ✓ reveal  1.2 MB",
      "[0:12 3/4] ✗ skyline  failed: Not allowed (Policy)",
      "",
    ].join("\n"),
  );
});

function* longRun(takes: number): Generator<RunEvent> {
  yield { type: "run-started", at: 0, runId: "run", takes };
  for (let index = 0; index < takes; index += 1) {
    yield { type: "take-planned", ...of, take: `t${index}`, action: "render", reason: "" };
  }
  for (let index = 0; index < takes; index += 1) {
    const take = `t${index}`;
    yield { type: "submitted", ...of, take, taskId: take, resumed: false };
    if (index % 4 === 0) yield { type: "failed", ...of, take, error: { code: "refused", message: "Not allowed" } };
    else yield { type: "downloaded", ...of, take, taskId: take, sha256: "abc", bytes: 1 };
  }
}

test("a log of 50,000 takes has about a hundred lines, and says how far it is", () => {
  const { progress, written } = plain();
  for (const event of longRun(50_000)) progress.onEvent(event);
  const lines = written().trimEnd().split("\n");
  expect(lines.length).toBeLessThan(110);
  expect(lines.filter((line) => line.includes("✗"))).toHaveLength(50);
  expect(lines).toContain("[0:00 25000/50000] 0 running, 6250 failed");
});

test("at a terminal three lines tell what runs, its money, its pace and what holds it up", () => {
  const { progress, written, tick } = live();
  for (const event of events.slice(0, -2)) progress.onEvent(event);
  tick(60_000);
  progress.onEvent(events.at(-2)!);
  progress.repaint();
  expect(screenAfter(written())).toEqual([
    "‖ wisgate  paused for 4 s: rate limit",
    "✓ reveal  1.2 MB",
    "━━━━━━━━━━━━──────────── 2 of 4 · 1 queued",
    "4.50 of 200.00 CNY · 1.0 clips/min · about 30 s left · 1:00",
    "wisgate paused: rate limit",
  ]);
  progress.onEvent(events.at(-1)!);
  progress.close();
  expect(screenAfter(written()).filter(Boolean)).toEqual([
    "‖ wisgate  paused for 4 s: rate limit",
    "✓ reveal  1.2 MB",
    "✗ skyline  failed: Not allowed (Policy)",
  ]);
});

test("the live view keeps its height, and 50,000 takes leave no more on the screen than 20 troubles", () => {
  const { progress, written, tick } = live();
  for (const event of longRun(50_000)) {
    progress.onEvent(event);
    tick(1);
  }
  progress.repaint();
  const screen = screenAfter(written());
  expect(screen).toHaveLength(24);
  expect(screen[20]).toContain("The report at the end has the others.");
  expect(screen[21]).toContain("50000 of 50000");
  // Painted ten times a second at most: 100 seconds have passed.
  expect(written().split("of 50000").length).toBeLessThan(1100);
});

test("the bar keeps its width whatever is counted next to it, and failures are never cut off", () => {
  for (const [columns, width] of [
    [160, 24],
    [80, 8],
  ] as const) {
    const { progress, written, tick } = live(columns);
    for (const event of [...longRun(30_000)].slice(0, -5)) {
      progress.onEvent(event);
      tick(10);
      if (event.type === "submitted")
        progress.onEvent({ ...event, type: "progress", status: "running", wireStatus: "running" });
    }
    progress.repaint();
    const bars = written().match(/[━─]+(?= \d+ of)/gu) ?? [];
    expect(new Set(bars.map(({ length }) => length))).toEqual(new Set([width]));
    expect(screenAfter(written()).at(-3)).toMatch(/of 30000 · \d+ failed/u);
  }
});

test("of a short run the lowest line does not repeat the line above", () => {
  const { progress, written } = live();
  for (const event of events.filter(({ type }) => type !== "paused")) progress.onEvent(event);
  progress.repaint();
  expect(screenAfter(written()).filter((line) => line.includes("✓"))).toHaveLength(1);
});

test("no line ever wraps", () => {
  for (const columns of [10, 30, 40, 80]) {
    const { progress, written } = live(columns);
    for (const event of events.slice(0, 9)) progress.onEvent(event);
    for (const line of screenAfter(written()).slice(-3)) expect(line.length).toBeLessThan(columns);
  }
});
