import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { factsOf, formatIds, type FormatId } from "@shotlist/schema";
import { execa } from "execa";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { startMock } from "../external/mock-process.ts";
import { root } from "./sources.ts";

const launcher = join(root, "packages/cli/bin/shotlist.js");
const ratios = ["16:9", "9:16"] as const;

interface Report {
  readonly ok: boolean;
  readonly submitted: number;
  readonly takes: readonly { readonly id: string; readonly status: string; readonly file?: string }[];
}

/** A storyboard of two takes at a format's first model, asked for as often as this machine can. */
function storyboardFor(format: FormatId): string {
  const [model] = factsOf(format).models;
  if (model === undefined) throw new Error(`${format} has no model`);
  const audio = model.audioFixed?.value === true;
  return `shotlist: 1
name: board
provider: ${format}
providers: { ${format}: { pollEvery: 20ms, requestsPerMinute: 60000 } }
defaults: { model: ${model.id}, resolution: ${model.resolutions.value[0]}, duration: 8, audio: ${audio} }
matrix: { ratio: ${JSON.stringify(ratios)} }
shots: [{ id: reveal, prompt: "Clip of ${format}" }]
`;
}

interface Ended {
  readonly exitCode?: number | undefined;
  readonly stdout: string;
}

interface Board {
  /** Runs a command line in the storyboard's folder. */
  readonly shotlist: (...words: readonly string[]) => Promise<Ended>;
  /** Starts a command line and kills it with SIGKILL as soon as that is over which is waited for. */
  readonly killAfter: (
    wait: (lines: AsyncIterable<string>) => Promise<void>,
    ...words: readonly string[]
  ) => Promise<void>;
}

async function createBoard(format: FormatId): Promise<Board> {
  const folder = await mkdtemp(join(tmpdir(), "shotlist-resume-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, "board.yaml"), storyboardFor(format));
  const options = { cwd: folder, reject: false, extendEnv: false } as const;
  return {
    shotlist: (...words) => execa(process.execPath, [launcher, ...words], options),
    killAfter: async (wait, ...words) => {
      const child = execa(process.execPath, [launcher, ...words], options);
      await wait(createInterface({ input: child.stdout }));
      child.kill("SIGKILL");
      expect(await child).toMatchObject({ signal: "SIGKILL" });
    },
  };
}

/** Waits until an event of this type was printed so often. */
const events =
  (type: string, times: number) =>
  async (lines: AsyncIterable<string>): Promise<void> => {
    let seen = 0;
    for await (const line of lines) {
      if (line.includes(`"type":"${type}"`)) seen += 1;
      if (seen === times) return;
    }
  };

function readReport({ stdout }: Ended): Report {
  const report: Report = JSON.parse(stdout);
  return report;
}

interface Task {
  readonly id: string;
  readonly format: FormatId;
  readonly requested: { readonly ratio?: string };
}

async function tasksAt(mockUrl: string): Promise<readonly Task[]> {
  const { tasks }: { readonly tasks: readonly Task[] } = await (await fetch(`${mockUrl}/__mock/tasks`)).json();
  return tasks;
}

async function advance(mockUrl: string, time: string): Promise<void> {
  const body = JSON.stringify({ advance: time });
  const headers = { "content-type": "application/json" };
  expect(await fetch(`${mockUrl}/__mock/clock`, { method: "POST", body, headers })).toMatchObject({ ok: true });
}

// Slow, so that tasks are under way when a render is killed.
const slow = await startMock("--speed", "1");
afterAll(() => slow[Symbol.asyncDispose]());

test.each(formatIds)(
  "a render at %s that was killed with its tasks under way is resumed with one submit a take",
  async (format) => {
    const { shotlist, killAfter } = await createBoard(format);
    const render = ["render", "board.yaml", "--base-url", `${slow.url}/${format}`];
    await killAfter(events("submitted", ratios.length), ...render, "--events");

    await advance(slow.url, "30m");
    const resumed = await shotlist(...render, "--json");
    expect(resumed.exitCode).toBe(0);
    const { ok, submitted, takes } = readReport(resumed);
    expect({ ok, submitted }).toEqual({ ok: true, submitted: 0 });
    expect(takes.map(({ status }) => status)).toEqual(ratios.map(() => "succeeded"));
    for (const { file } of takes) expect((await stat(file ?? "")).size).toBeGreaterThan(1000);
    expect((await tasksAt(slow.url)).filter((task) => task.format === format)).toHaveLength(ratios.length);
  },
  30_000,
);

test("killed inside two submits, a render ends with exit 3 and the commands for a shell; after them it completes", async () => {
  await using mock = await startMock("--speed", "600", "--scenario", await scenarioOfSilence());
  const { shotlist, killAfter } = await createBoard("wisgate");
  const render = ["render", "board.yaml", "--base-url", `${mock.url}/wisgate`];
  await killAfter(
    async () => {
      await expect.poll(async () => (await tasksAt(mock.url)).length).toBe(ratios.length);
    },
    ...render,
  );

  const held = await shotlist(...render);
  expect(held.exitCode).toBe(3);
  const commands = held.stdout.split("\n").filter((line) => line.startsWith("  shotlist resolve "));
  expect(commands).toHaveLength(3 * ratios.length);
  expect(commands[0]).toBe("  shotlist resolve 'board/reveal[ratio=16:9]' --adopt TASK_ID");

  const task = (await tasksAt(mock.url)).find(({ requested }) => requested.ratio === "16:9");
  expect(await shotlist("resolve", "board/reveal[ratio=16:9]", "--adopt", task?.id ?? "")).toMatchObject({
    exitCode: 0,
  });
  expect(await shotlist("resolve", "board/reveal[ratio=9:16]", "--resubmit")).toMatchObject({ exitCode: 0 });
  const last = await shotlist(...render, "--json");
  expect(last.exitCode).toBe(0);
  expect(readReport(last)).toMatchObject({ ok: true, submitted: 1 });
});

/** The first two submits are carried out, and never answered. */
async function scenarioOfSilence(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "shotlist-resume-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, "silence.yaml");
  await writeFile(file, `rules:\n  - { fault: stall, match: { operation: submit }, times: ${ratios.length} }\n`);
  return file;
}
