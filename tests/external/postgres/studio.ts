import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMockServer, type MockServer, type Scenario } from "@shotlist/mock-server";
import { execa } from "execa";
import { onTestFinished } from "vitest";
import { root } from "../../src/sources.ts";
import type { Cluster } from "./cluster.ts";

const launcher = join(root, "packages/cli/bin/shotlist.js");
/** What a studio renders, and how much of it at a time, unless its test says otherwise. */
export const takes = 40;
export const concurrency = 12;
let databases = 0;

/** A machine's program, while it runs and when it has ended. */
export interface Child extends PromiseLike<Ended> {
  readonly kill: (signal: NodeJS.Signals) => boolean;
}

/** How a program has ended. */
interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode?: number;
}

/** One storyboard, one vendor and one ledger, for as many machines as there are. */
export interface Studio {
  readonly folder: string;
  readonly vendor: MockServer;
  readonly database: string;
  /** The same with these variables as well. */
  readonly within: (env: Readonly<Record<string, string>>) => Studio;
  /** Starts a program, on a machine with clips of its own. */
  readonly start: (machine: string, ...words: readonly string[]) => Child;
  /** The same, with the ledger in a file on that machine. */
  readonly startAlone: (machine: string, ...words: readonly string[]) => Child;
}

interface StudioOptions {
  readonly takes?: number;
  readonly concurrency?: number;
  readonly scenario?: Scenario | undefined;
  /** How fast the vendor's clock runs. */
  readonly speed?: number;
}

export async function openStudio(
  cluster: Cluster,
  { takes: count = takes, concurrency: most = concurrency, scenario = { rules: [] }, speed = 30 }: StudioOptions = {},
): Promise<Studio> {
  const folder = await mkdtemp(join(tmpdir(), "shotlist-many-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, "board.yaml"), storyboardOf(count, most));
  const vendor = await createMockServer({ format: "wisgate", speed, scenario });
  onTestFinished(() => vendor.close());
  const database = `studio_${(databases += 1)}`;
  const address = cluster.database(database);
  const stateOf = (machine: string): readonly string[] => ["--state", join(folder, machine)];
  const within = (env: Readonly<Record<string, string>>): Studio => ({
    folder,
    vendor,
    database,
    within,
    start: (machine, ...words) =>
      startProgram(folder, [...words, ...stateOf(machine)], { SHOTLIST_LEDGER: address, ...env }),
    startAlone: (machine, ...words) => startProgram(folder, [...words, ...stateOf(machine)], env),
  });
  return within({});
}

function storyboardOf(count: number, most: number): string {
  return `shotlist: 1
name: board
provider: wisgate
providers:
  wisgate: { pollEvery: 50ms, concurrency: ${most}, requestsPerMinute: 60000, deadline: 60s }
defaults: { model: doubao-seedance-2.0, resolution: 480p }
matrix: { n: [${Array.from({ length: count }, (_, index) => index).join(", ")}] }
shots:
  - { id: shot, prompt: "take \${{ matrix.n }}" }
`;
}

function startProgram(folder: string, words: readonly string[], env: Readonly<Record<string, string>>): Child {
  const child = execa(process.execPath, [launcher, ...words], {
    cwd: folder,
    reject: false,
    env: { ...env, CI: "1" },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

/** The words that render the storyboard on a machine. */
export function renderWords(studio: Studio, machine: string): readonly string[] {
  return ["render", "board.yaml", "--base-url", studio.vendor.url, "--json", "--out", `clips-${machine}`];
}

export function render(studio: Studio, machine: string): Child {
  return studio.start(machine, ...renderWords(studio, machine));
}
