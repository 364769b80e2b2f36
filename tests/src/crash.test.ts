import { execa } from "execa";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";
import { startMock } from "../external/mock-process.ts";
import { asked, billedPrompts, decideHeld, readReport, type Report } from "./held-takes.ts";
import { root } from "./sources.ts";

const launcher = join(root, "packages/cli/bin/shotlist.js");
const boards = 4;
const killsOfABoard = 6;
const shotsOfABoard = 5;

/** A storyboard in its own folder, and the program to be run over it. */
interface Board {
  readonly number: number;
  readonly run: ReturnType<typeof runnerIn>;
  readonly render: readonly string[];
}

/** Starts the program in a folder. */
const runnerIn =
  (folder: string) =>
  (...words: readonly string[]) =>
    execa(process.execPath, [launcher, ...words], { cwd: folder, reject: false, env: { NO_COLOR: "1" } });

async function createBoard(number: number, mockUrl: string): Promise<Board> {
  const folder = await mkdtemp(join(tmpdir(), "shotlist-crash-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const shots = Array.from(
    { length: shotsOfABoard },
    (_, shot) => `  - { id: shot-${shot}, prompt: "clip ${shot} of board ${number}" }`,
  );
  const text = [
    "shotlist: 1",
    `name: board-${number}`,
    "provider: wisgate",
    "providers: { wisgate: { pollEvery: 20ms, concurrency: 2, requestsPerMinute: 6000 } }",
    "defaults: { model: doubao-seedance-2.0, duration: 5, resolution: 480p }",
    "shots:",
    ...shots,
    "",
  ].join("\n");
  await writeFile(join(folder, "board.yaml"), text);
  return { number, run: runnerIn(folder), render: ["render", "board.yaml", "--base-url", mockUrl, "--yes"] };
}

/** Kills the program with SIGKILL a moment after one of the things that it says it does. Answers whether it came to that. */
async function killAfter(board: Board, events: number, delayMs: number): Promise<boolean> {
  const child = board.run(...board.render, "--events");
  let seen = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.includes('"take-planned"') || line.includes('"run-started"')) continue;
    seen += 1;
    if (seen === events) setTimeout(() => child.kill("SIGKILL"), delayMs);
  }
  return (await child).signal === "SIGKILL";
}

/** Renders until nothing changes; whatever is held is decided by what the vendor's own list shows. */
async function finish({ number, run, render }: Board, mockUrl: string): Promise<Report> {
  const report = readReport((await run(...render, "--json")).stdout);
  const promptOf = (take: string): string => `clip ${take.slice("shot-".length)} of board ${number}`;
  await decideHeld(run, { report, storyboard: `board-${number}`, mockUrl }, promptOf);
  const last = await run(...render, "--json");
  expect(last.exitCode).toBe(0);
  return readReport(last.stdout);
}

/** Numbers that are the same every time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 2 ** 32;
  };
}

test(`pays for nothing twice when it is killed with SIGKILL ${boards * killsOfABoard} times`, async () => {
  await using mock = await startMock("--format", "wisgate", "--speed", "600");
  let kills = 0;
  for (let number = 1; number <= boards; number += 1) {
    const next = seeded(number);
    const board = await createBoard(number, mock.url);
    for (let round = 0; round < killsOfABoard; round += 1) {
      if (await killAfter(board, 1 + Math.floor(next() * 8), Math.floor(next() * 12))) kills += 1;
    }
    const { takes } = await finish(board, mock.url);
    expect(takes.filter(({ status }) => status !== "cached" && status !== "succeeded")).toEqual([]);
  }
  const prompts = await billedPrompts(mock.url);
  expect(prompts.filter((prompt, index) => prompts.indexOf(prompt) !== index)).toEqual([]);
  expect(prompts).toHaveLength(boards * shotsOfABoard);
  expect(await asked(mock.url, "billed")).toMatchObject({ tasks: boards * shotsOfABoard });
  // A run may be done before its turn comes.
  expect(kills).toBeGreaterThanOrEqual(boards * 4);
});
