// Renders a storyboard with four workers on one ledger in PostgreSQL, and kills workers at random meanwhile.
// Usage: node examples/many-machines/run.ts [--seed N] [--report FILE.html]
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { shotlist, startMock, type Mock, type Place, type Program } from "./machines.ts";
import { startPostgres } from "./postgres.ts";

const { values } = parseArgs({ options: { seed: { type: "string" }, report: { type: "string" } } });
const seed = Number(values.seed ?? "1");
const report = resolve(values.report ?? "report.html");
const storyboard = "studio.yaml";
const workerCount = 4;
const kills = 5;

/** What takes away what was started, newest last. Runs also where the example is interrupted. */
const undo: (() => void)[] = [];
process.once("exit", () => {
  for (const step of undo.toReversed()) step();
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

/** Numbers from 0 to 1 that a seed repeats. */
function createChance(start: number): () => number {
  let state = start;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Runs one command at the desk. Ends the example where the command says that it cannot go on. */
async function atDesk(desk: Place, ...words: readonly string[]): Promise<string> {
  const { stdout, stderr, exitCode } = await shotlist(desk, ...words).ended;
  // 3: some takes need a person's decision, which the end of the example shows.
  if (exitCode === 0 || exitCode === 3) return stdout;
  throw new Error(`shotlist ${words[0]} ended with ${exitCode}: ${stderr}`);
}

function createTeam(
  folder: string,
  ledger: string,
): { readonly start: () => void; readonly workers: Map<string, Program> } {
  const workers = new Map<string, Program>();
  let started = 0;
  return {
    workers,
    start: () => {
      const name = `worker-${(started += 1)}`;
      const own = join(folder, name);
      mkdirSync(own);
      const program = shotlist({ folder: own, ledger }, "worker", "--until-empty", "--state", ".shotlist", "--json");
      undo.push(() => void program.child.kill("SIGKILL"));
      workers.set(name, program);
      console.log(`${name} started`);
    },
  };
}

/** Kills workers while takes are at the vendor, and starts a new one for each. */
async function killSome(team: ReturnType<typeof createTeam>, mock: Mock, takes: number): Promise<void> {
  const chance = createChance(seed);
  for (let kill = 0; kill < kills; kill += 1) {
    const least = (kill + chance()) * (takes / (kills + 2));
    const submitted = await untilSubmitted(mock, least);
    await wait(chance() * 1000);
    const names = [...team.workers.keys()];
    const name = names[Math.floor(chance() * names.length)] ?? "";
    team.workers.get(name)?.child.kill("SIGKILL");
    team.workers.delete(name);
    console.log(`${name} killed after ${submitted} submits`);
    team.start();
  }
}

async function untilSubmitted(mock: Mock, least: number): Promise<number> {
  for (;;) {
    const submitted = (await mock.submits()).size;
    if (submitted >= least) return submitted;
    await wait(50);
  }
}

async function untilAllEnded(workers: ReadonlyMap<string, Program>): Promise<void> {
  await Promise.all(
    [...workers].map(async ([name, { ended }]) => {
      const { stdout, stderr } = await ended;
      if (stdout === "") throw new Error(`${name} stopped: ${stderr}`);
      const { takes }: { readonly takes: number } = JSON.parse(stdout);
      console.log(`${name} ended with ${takes} takes`);
    }),
  );
}

interface Status {
  readonly takes: readonly { readonly state: string }[];
}

/** Says what became of the takes; `true` if nothing is paid twice and no take is lost. */
async function sumUp(desk: Place, mock: Mock, takes: number): Promise<boolean> {
  const status: Status = JSON.parse(await atDesk(desk, "status", storyboard, "--json"));
  const rendered = status.takes.filter(({ state }) => state === "downloaded").length;
  const uncertain = status.takes.filter(({ state }) => state === "uncertain").length;
  const submits = await mock.submits();
  const twice = [...submits.values()].filter((count) => count > 1).length;
  console.log(`${rendered} of ${takes} takes rendered, ${uncertain} uncertain, ${twice} paid twice`);
  if (uncertain > 0)
    console.log("Uncertain: their worker was killed during the submit. shotlist resolve decides them.");
  return twice === 0 && rendered + uncertain === takes;
}

const folder = mkdtempSync(join(tmpdir(), "shotlist-many-machines-"));
undo.push(() => rmSync(folder, { recursive: true, force: true }));
const postgres = await startPostgres();
undo.push(postgres.stop);
console.log(`PostgreSQL ${postgres.version} on port ${postgres.port}`);
const mock = await startMock();
undo.push(mock.stop);
console.log(`mock vendor on ${mock.url}`);

const desk = { folder: join(folder, "desk"), ledger: postgres.address };
cpSync(join(import.meta.dirname, storyboard), join(desk.folder, storyboard));
const order = await atDesk(
  desk,
  "render",
  storyboard,
  "--detach",
  "--base-url",
  mock.url,
  "--state",
  ".shotlist",
  "--json",
);
const { orders }: { readonly orders: readonly { readonly takes: number }[] } = JSON.parse(order);
const takes = orders.reduce((sum, { takes: own }) => sum + own, 0);
console.log(`${takes} takes handed to workers`);

const team = createTeam(folder, postgres.address);
for (let index = 0; index < workerCount; index += 1) team.start();
await killSome(team, mock, takes);
await untilAllEnded(team.workers);

// Fetches to the desk what lies on the workers' machines, for the report.
await atDesk(desk, "render", storyboard, "--base-url", mock.url, "--state", ".shotlist", "--json");
const isRight = await sumUp(desk, mock, takes);
await atDesk(desk, "report", storyboard, "--embed", "--out", report);
console.log(`Wrote ${report}`);
process.exit(isRight ? 0 : 1);
