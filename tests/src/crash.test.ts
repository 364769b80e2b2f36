import { execa } from "execa";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";
import { startMock } from "../external/mock-process.ts";
import { root } from "./sources.ts";

const launcher = join(root, "packages/cli/bin/shotlist.js");
const boards = 4;
const killsOfABoard = 6;
const shotsOfABoard = 5;

interface Report {
  readonly takes: readonly { readonly id: string; readonly status: string }[];
}

interface Tasks {
  readonly tasks: readonly { readonly id: string; readonly requested: { readonly prompt: string } }[];
}

/** A storyboard in a folder of its own, and the program to be run over it. */
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
async function finish(board: Board, mockUrl: string): Promise<Report> {
  const first = await board.run(...board.render, "--json");
  const stuck = readReport(first.stdout).takes.filter(({ status }) => status === "uncertain");
  const { stdout: listed } = await board.run("resolve", "--list");
  for (const { id } of stuck) {
    expect(listed).toContain(`shotlist resolve board-${board.number}/${id} --adopt TASK_ID`);
    const { tasks } = await asked<Tasks>(mockUrl, "tasks");
    const prompt = `clip ${id.slice("shot-".length)} of board ${board.number}`;
    const task = tasks.find(({ requested }) => requested.prompt === prompt);
    const decision = task === undefined ? ["--resubmit"] : ["--adopt", task.id];
    const decided = await board.run("resolve", id, ...decision);
    expect(decided.exitCode).toBe(0);
  }
  const last = await board.run(...board.render, "--json");
  expect(last.exitCode).toBe(0);
  return readReport(last.stdout);
}

function readReport(stdout: string): Report {
  const report: Report = JSON.parse(stdout);
  return report;
}

/** What the mock itself knows. */
async function asked<Answer>(mockUrl: string, what: string): Promise<Answer> {
  const answer = await fetch(`${mockUrl}/__mock/${what}`);
  const value: Answer = JSON.parse(await answer.text());
  return value;
}

/** Numbers that are the same every time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 2 ** 32;
  };
}

test(
  `pays for nothing twice when it is killed with SIGKILL ${boards * killsOfABoard} times`,
  { timeout: 120_000 },
  async () => {
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
    const { tasks } = await asked<Tasks>(mock.url, "tasks");
    const prompts = tasks.map(({ requested }) => requested.prompt);
    expect(prompts.filter((prompt, index) => prompts.indexOf(prompt) !== index)).toEqual([]);
    expect(prompts).toHaveLength(boards * shotsOfABoard);
    expect(await asked(mock.url, "billed")).toMatchObject({ tasks: boards * shotsOfABoard });
    // A run may be done before its turn comes.
    expect(kills).toBeGreaterThanOrEqual(boards * 4);
  },
);
