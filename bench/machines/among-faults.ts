// Four workers render one storyboard, while they are killed and frozen, and their ledger's server crashes.
import { setTimeout as sleep } from "node:timers/promises";
import type { MockServer } from "@shotlist/mock-server";
import { mostAtOnce } from "../../tests/external/postgres/most-at-once.ts";
import { openStudio, type Program, type Size, type Studio } from "./studio.ts";

/** What came of it, in counts. */
export interface Outcome {
  readonly takes: number;
  readonly kills: number;
  readonly freezes: number;
  readonly crashes: number;
  readonly tasks: number;
  readonly paidTwice: number;
  readonly there: number;
  readonly held: number;
  readonly lost: number;
  readonly mostAtOnce: number;
}

const names = ["a", "b", "c", "d"];
const kills = 8;
/** Longer than a session may be silent. */
const freezeMs = 40_000;
const lookEveryMs = 100;

export async function renderAmongFaults(size: Size): Promise<Outcome> {
  const studio = await openStudio(size);
  try {
    const handed = await studio.start("desk", "render", "board.yaml", "--detach", "--yes").ended;
    if (handed.code !== 0) throw new Error(handed.stderr);
    const counts = await strike(studio, size.takes);
    return { takes: size.takes, ...counts, ...(await countAll(studio, size)) };
  } finally {
    await studio.close();
  }
}

async function strike(
  studio: Studio,
  takes: number,
): Promise<{ readonly kills: number; readonly freezes: number; readonly crashes: number }> {
  const work = (machine: string): Program => studio.start(machine, "worker", "--until-empty", "--json");
  const workers = new Map(names.map((name) => [name, work(name)]));
  const whenSubmitted = async (share: number): Promise<void> => {
    while (studio.vendor.tasks.length < takes * share) await sleep(lookEveryMs);
  };
  let crashes = 0;
  for (let kill = 1; kill <= kills; kill += 1) {
    await whenSubmitted(kill * 0.08);
    const name = names[kill % names.length] ?? "a";
    workers.get(name)?.process.kill("SIGKILL");
    await workers.get(name)?.ended;
    workers.set(name, work(name));
    if (kill === 3 || kill === 6) {
      crashes += 1;
      await studio.cluster.crash();
    }
  }
  await whenSubmitted(0.75);
  const frozen = workers.get("a")?.process;
  frozen?.kill("SIGSTOP");
  await sleep(freezeMs);
  frozen?.kill("SIGCONT");
  await Promise.all([...workers.values()].map(({ ended }) => ended));
  return { kills, freezes: 1, crashes };
}

async function countAll(
  studio: Studio,
  { takes }: Size,
): Promise<Omit<Outcome, "takes" | "kills" | "freezes" | "crashes">> {
  const last = await studio.start("e", "worker", "--until-empty", "--json").ended;
  if (last.code === null) throw new Error(last.stderr);
  const inState = (state: string): number =>
    Number(studio.cluster.sql("studio", `SELECT count(*) FROM shotlist_local.attempts WHERE state = '${state}'`));
  const [there, held] = [inState("downloaded"), inState("uncertain")];
  const prompts = studio.vendor.tasks.map(({ requested }) => JSON.stringify(requested.prompt));
  return {
    tasks: prompts.length,
    paidTwice: prompts.length - new Set(prompts).size,
    there,
    held,
    lost: takes - there - held,
    mostAtOnce: mostInFlight(studio.vendor),
  };
}

/** The most tasks that were at the vendor at one moment. Of one that nobody polls its end is not known: it counts as the longest. */
function mostInFlight(vendor: MockServer): number {
  const lengths = vendor.tasks.map(({ createdAtMs, finishedAtMs = createdAtMs }) => finishedAtMs - createdAtMs);
  const longest = Math.max(...lengths);
  return mostAtOnce(vendor, ({ createdAtMs, finishedAtMs }) => finishedAtMs ?? createdAtMs + longest);
}
