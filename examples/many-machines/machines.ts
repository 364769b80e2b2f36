// The programs of the example: the mock vendor, the workers and the commands of the desk.
import { spawn, type ChildProcess, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";

const launcher = join(import.meta.dirname, "../../packages/cli/bin/shotlist.js");

export interface Program {
  readonly child: ChildProcess;
  /** What it has printed, once it has ended. */
  readonly ended: Promise<Ended>;
}

interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  /** Absent where it was killed. */
  readonly exitCode: number | null;
}

/** A place where programs run: a folder, and a ledger that all places share. */
export interface Place {
  readonly folder: string;
  readonly ledger: string;
}

export function shotlist({ folder, ledger }: Place, ...words: readonly string[]): Program {
  const child = spawn(process.execPath, [launcher, ...words], {
    cwd: folder,
    env: { ...process.env, SHOTLIST_LEDGER: ledger, CI: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return { child, ended: endOf(child) };
}

async function endOf(child: ChildProcessByStdio<null, Readable, Readable>): Promise<Ended> {
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { stdout, stderr, exitCode: child.exitCode };
}

export interface Mock {
  readonly url: string;
  /** How often each prompt was submitted, as the vendor would bill it. */
  readonly submits: () => Promise<ReadonlyMap<string, number>>;
  readonly stop: () => void;
}

interface TaskList {
  readonly tasks: readonly { readonly requested: { readonly prompt: string } }[];
}

/** Starts the mock, thirty times as fast as a vendor. */
export async function startMock(): Promise<Mock> {
  const words = [launcher, "mock", "--port", "0", "--format", "wisgate", "--speed", "30", "--json"];
  const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "ignore"] });
  let printed = "";
  for await (const line of createInterface({ input: child.stdout })) {
    printed += line;
    if (line === "}") break;
  }
  const { url }: { readonly url: string } = JSON.parse(printed);
  return { url, submits: () => countSubmits(url), stop: () => void child.kill() };
}

async function countSubmits(url: string): Promise<ReadonlyMap<string, number>> {
  const answer = await fetch(`${url}/__mock/tasks`);
  const { tasks }: TaskList = JSON.parse(await answer.text());
  const counts = new Map<string, number>();
  for (const { requested } of tasks) counts.set(requested.prompt, (counts.get(requested.prompt) ?? 0) + 1);
  return counts;
}
