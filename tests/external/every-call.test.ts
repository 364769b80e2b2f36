import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { billedPrompts, decideHeld, readReport } from "../src/held-takes.ts";
import { root } from "../src/sources.ts";
import { startMock, type MockProcess } from "./mock-process.ts";

const launcher = join(root, "packages/cli/bin/shotlist.js");
/** So many programs at once. */
const abreast = 3;
/** Exit codes of design: all good, disk or vendor unusable, bad input, a decision to make, another run. */
const documentedCodes = [0, 1, 2, 3, 5];
/** Otherwise a slice of them: of a row of like calls on one file the first and the last, and of the deaths one in four. */
const everyCall = process.env["EVERY_CALL"] === "all";

let library: string;
let mock: MockProcess;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "shotlist-calls-"));
  library = join(folder, "fail-nth.so");
  await execa("cc", ["-shared", "-fPIC", "-O1", "-o", library, join(root, "tests/external/fail-nth.c"), "-ldl"]);
  mock = await startMock("--format", "wisgate", "--speed", "6000");
});

afterAll(async () => {
  await mock[Symbol.asyncDispose]();
  await rm(join(library, ".."), { recursive: true });
});

/** A storyboard of one clip in its own folder. */
async function createBoard(
  prompt: string,
): Promise<{ readonly folder: string; readonly run: ReturnType<typeof runIn> }> {
  const folder = await mkdtemp(join(tmpdir(), "shotlist-calls-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const text = [
    "shotlist: 1",
    "name: board",
    "provider: wisgate",
    "providers: { wisgate: { pollEvery: 20ms, requestsPerMinute: 6000 } }",
    "defaults: { model: doubao-seedance-2.0, resolution: 480p }",
    `shots: [{ id: shot, prompt: ${JSON.stringify(prompt)} }]`,
    "",
  ];
  await writeFile(join(folder, "board.yaml"), text.join("\n"));
  return { folder, run: runIn(folder) };
}

type How = "error" | "kill";

/** Starts the program, with the nth of its calls going wrong where `nth` is given. */
function runIn(folder: string) {
  return (words: readonly string[], fault?: { readonly nth: number; readonly how: How; readonly log: string }) =>
    execa(process.execPath, [launcher, ...words, "--state", join(folder, "state")], {
      cwd: folder,
      reject: false,
      env: {
        NO_COLOR: "1",
        ...(fault === undefined
          ? {}
          : {
              LD_PRELOAD: library,
              FAIL_BELOW: folder,
              FAIL_NTH: String(fault.nth),
              FAIL_HOW: fault.how,
              FAIL_LOG: fault.log,
            }),
      },
    });
}

const renderOf = (): readonly string[] => ["render", "board.yaml", "--base-url", mock.url, "--yes", "--json"];

/** The numbers of the calls that a whole render makes, or of the slice of them. */
async function callsOfARender(): Promise<readonly number[]> {
  const { folder, run } = await createBoard("what a render calls");
  const log = join(tmpdir(), `shotlist-calls-${process.pid}.log`);
  onTestFinished(() => rm(log, { force: true }));
  expect((await run(renderOf(), { nth: 0, how: "error", log })).exitCode).toBe(0);
  const lines = (await readFile(log, "utf8")).trim().split("\n");
  expect(lines.length).toBeGreaterThan(200);
  for (const word of ["write", "read", "sync", "rename", "open", "unlink", "mkdir", "truncate", "connect"]) {
    expect(lines.filter((line) => line.split(" ")[1] === word).length).toBeGreaterThan(0);
  }
  const calls = lines.map((line) => line.slice(line.indexOf(" ")).replace(folder, ""));
  const numbers = calls.map((_, index) => index + 1);
  if (everyCall) return numbers;
  return numbers.filter((number) => calls[number - 1] !== calls[number - 2] || calls[number - 1] !== calls[number]);
}

/** One render with one call that goes wrong, then as many as it takes; answers what is wrong with the outcome. */
async function renderPast(nth: number, how: How): Promise<{ readonly struck: boolean; readonly complaints: string[] }> {
  const prompt = `${how} at call ${nth}`;
  const { folder, run } = await createBoard(prompt);
  const complaints: string[] = [];
  const log = join(folder, "..", `shotlist-calls-${process.pid}-${how}-${nth}.log`);
  const first = await run(renderOf(), { nth, how, log });
  const struck = (await readFile(log, "utf8")).split("\n").length > nth;
  await rm(log);
  if (how === "kill" && struck && first.signal !== "SIGKILL") complaints.push(`was not killed: ${first.exitCode}`);
  if (how === "error" && !documentedCodes.includes(first.exitCode ?? -1)) {
    complaints.push(`ended with ${first.exitCode ?? first.signal}`);
  }
  if (/^ {4}at /mu.test(first.stderr)) complaints.push(`printed a stack trace: ${first.stderr.slice(0, 500)}`);

  const next = await run(renderOf());
  if (next.exitCode !== 0 && next.exitCode !== 3) complaints.push(`then ended with ${next.exitCode}: ${next.stderr}`);
  const report = readReport(next.stdout);
  await decideHeld(
    (...words) => run(words),
    { report, storyboard: "board", mockUrl: mock.url },
    () => prompt,
  );
  const last = next.exitCode === 3 ? await run(renderOf()) : next;
  const [take] = readReport(last.stdout).takes;
  if (last.exitCode !== 0 || take?.file === undefined) complaints.push(`is left ${take?.status}: ${last.stderr}`);
  else {
    const hash = createHash("sha256")
      .update(await readFile(take.file))
      .digest("hex");
    if (hash !== take.sha256) complaints.push("the clip at its place is not the clip that was fetched");
  }
  return { struck, complaints };
}

describe("a render whose every call in its turn", () => {
  it.each(["error", "kill"] as const)(
    "on a file or a socket comes to: %s, pays once and loses nothing",
    { timeout: 1_800_000 },
    async (how) => {
      const calls = (await callsOfARender()).filter((_, index) => everyCall || how === "error" || index % 4 === 0);
      const waiting = [...calls];
      const wrong: string[] = [];
      let strikes = 0;
      await Promise.all(
        Array.from({ length: abreast }, async () => {
          for (let nth = waiting.shift(); nth !== undefined; nth = waiting.shift()) {
            const { struck, complaints } = await renderPast(nth, how);
            if (struck) strikes += 1;
            wrong.push(...complaints.map((complaint) => `call ${nth}: ${complaint}`));
          }
        }),
      );
      const prompts = (await billedPrompts(mock.url)).filter((prompt) => prompt.startsWith(how));
      expect(wrong).toEqual([]);
      expect(prompts.toSorted()).toEqual(calls.map((nth) => `${how} at call ${nth}`).toSorted());
      // No two renders make quite the same calls: the last ones of a long one may not come to pass in a short one.
      expect(strikes).toBeGreaterThan(calls.length * 0.9);
    },
  );
});
