import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Measured, measureBatch, withVendor } from "./batch/processes.ts";
import { median } from "./check/median.ts";

/**
 * The batch runner next to a bare loop, each in its own process against the same vendor over sockets: throughput with a
 * vendor that is done at once, makespan against the ideal schedule, and the highest resident memory of a large batch.
 */
const { values } = parseArgs({
  options: {
    takes: { type: "string", default: "2000" },
    batch: { type: "string", default: "100000" },
    rounds: { type: "string", default: "3" },
  },
});
const root = join(import.meta.dirname, "..");
const takes = Number(values.takes);
const rounds = Number(values.rounds);

function say(what: string, found: string, goal: string): void {
  process.stdout.write(`| ${what} | ${found} | ${goal} |\n`);
}

/** Taken in turns, so that whatever else the machine does falls on both alike. */
async function throughput(): Promise<void> {
  const [ours, bare]: [Measured[], Measured[]] = [[], []];
  await withVendor(0, async (url) => {
    for (let round = 0; round < rounds; round += 1) {
      bare.push(await measureBatch({ root, mode: "bare", url, takes }));
      ours.push(await measureBatch({ root, mode: "ours", url, takes }));
    }
  });
  const perSecond = (all: readonly Measured[]): number => takes / median(all.map(({ seconds }) => seconds));
  const found = `${(perSecond(ours) / perSecond(bare)).toFixed(2)} (${perSecond(ours).toFixed(0)} of ${perSecond(bare).toFixed(0)} takes a second)`;
  say(`throughput of ${takes} takes at an instant vendor, over a bare undici + p-limit loop`, found, "≥ 0.7");
  const cpuMs = (all: readonly Measured[]): number => (median(all.map(({ cpuSeconds }) => cpuSeconds)) / takes) * 1000;
  const cpu = `${(cpuMs(ours) / cpuMs(bare)).toFixed(2)} (${cpuMs(ours).toFixed(2)} of ${cpuMs(bare).toFixed(2)} ms a take)`;
  say("CPU of the same, over the bare loop's", cpu, "");
}

const taskMs = 2000;
const pollEveryMs = 500;
const inFlight = 50;
const makespanTakes = 1000;

/** The ideal: all places are always taken, and each task is asked for at the first poll that can see its end. */
async function makespan(): Promise<void> {
  const { seconds } = await withVendor(taskMs, (url) =>
    measureBatch({ root, mode: "ours", url, takes: makespanTakes, inFlight, pollEveryMs }),
  );
  const ideal = (Math.ceil(makespanTakes / inFlight) * Math.ceil(taskMs / pollEveryMs) * pollEveryMs) / 1000;
  const found = `${(seconds / ideal).toFixed(2)} (${seconds.toFixed(1)} s of ${ideal.toFixed(1)} s)`;
  say(`makespan of ${makespanTakes} takes, ${inFlight} in flight, over the ideal schedule`, found, "≤ 1.03");
}

async function memory(): Promise<void> {
  const batch = Number(values.batch);
  const { highestResidentMiB, seconds } = await withVendor(0, (url) =>
    measureBatch({ root, mode: "ours", url, takes: batch }),
  );
  const found = `${highestResidentMiB.toFixed(0)} MiB (in ${seconds.toFixed(0)} s)`;
  say(`highest resident memory of a batch of ${batch} takes, plan included`, found, "≤ 200 MiB");
}

process.stdout.write("| what | found | goal |\n|---|---|---|\n");
await throughput();
await makespan();
if (Number(values.batch) > 0) await memory();
