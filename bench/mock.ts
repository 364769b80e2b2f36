// The mock next to a bare `node:http` server with the same ajv check and next to the mock servers people use, in one run.
// Prints figures and, where a goal is stated, the ratio that it speaks of. Linux only: it reads /proc.
// Words choose parts: requests, start, memory, embedding; all by default.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { requestBytes, runLoad } from "./mock/load.ts";
import type { Answer } from "./mock/load.ts";
import { fineCpuSeconds, residentMiB } from "./mock/process-cost.ts";
import { bare, ours, peerSubjects, start, submitBody, tasksPath } from "./mock/subjects.ts";
import type { Running, Subject } from "./mock/subjects.ts";

const rounds = 25;
const roundMs = 300;
const warmUpMs = 2000;
const distinctBodies = 1000;
const polledTasks = 200;
const starts = 9;
const soakRequests = 1_000_000;

const submits = Array.from({ length: distinctBodies }, (_, number) =>
  requestBytes("POST", tasksPath, submitBody(number)),
);

interface Cost {
  readonly perSecond: number;
  readonly cpuMicroseconds: number;
}

async function measure({ port, pid, subject }: Running, requests: readonly Buffer[], ms: number): Promise<Cost> {
  const before = fineCpuSeconds(pid);
  const { answers, refused, seconds } = await runLoad({ port, requests, ms });
  if (refused > 0) throw new Error(`${subject.name} refused ${refused} of ${answers} requests`);
  return { perSecond: answers / seconds, cpuMicroseconds: ((fineCpuSeconds(pid) - before) / answers) * 1e6 };
}

/** Polls of tasks that were created just now. */
async function pollsOf({ port }: Running): Promise<readonly Buffer[]> {
  const ids: string[] = [];
  const onAnswer = ({ body }: Answer): void => {
    ids.push(/"id"\s*:\s*"([^"]+)"/.exec(body)?.[1] ?? "");
  };
  await runLoad({ port, requests: submits, count: polledTasks, onAnswer });
  return ids.map((id) => requestBytes("GET", `${tasksPath}/${id}`));
}

type Kind = "submit" | "poll, unfinished" | "poll, ended";

type Costs = Readonly<Record<Kind, readonly Cost[]>>;

/** The requests of a round, made ready for the subject; undefined where its tasks take no time to end. */
async function requestsOf(kind: Kind, one: Running): Promise<readonly Buffer[] | undefined> {
  if (kind === "submit") return submits;
  const { endTasks } = one.subject;
  if (kind === "poll, ended" && endTasks === undefined) return undefined;
  const polls = await pollsOf(one);
  if (kind === "poll, unfinished" || endTasks === undefined) return polls;
  await runLoad({ port: one.port, requests: [requestBytes("POST", ...endTasks)], connections: 1, count: 1 });
  // Two more polls each: a task shows itself unfinished twice, however late it is asked for.
  await runLoad({ port: one.port, requests: polls, count: 3 * polls.length });
  return polls;
}

/**
 * Costs of each subject, round by round. The rounds are many and short and the subjects take turns, so that what else the
 * machine does weighs on all of them; and one kind of request follows the other, so that none pays for the other's garbage.
 */
async function measureRequests(subjects: readonly Subject[]): Promise<ReadonlyMap<string, Costs>> {
  const running = await Promise.all(subjects.map(start));
  const costsOf = async (kind: Kind): Promise<ReadonlyMap<string, readonly Cost[]>> => {
    const costs = new Map<string, Cost[]>(running.map(({ subject }) => [subject.name, []]));
    for (let round = 0; round <= rounds; round += 1) {
      for (const one of running) {
        const requests = await requestsOf(kind, one);
        if (requests === undefined) continue;
        const cost = await measure(one, requests, round === 0 ? warmUpMs : roundMs);
        if (round > 0) costs.get(one.subject.name)?.push(cost);
      }
    }
    return costs;
  };
  try {
    const [submit, unfinished, ended] = [
      await costsOf("submit"),
      await costsOf("poll, unfinished"),
      await costsOf("poll, ended"),
    ];
    return new Map(
      running.map(({ subject: { name, endTasks } }) => [
        name,
        {
          submit: submit.get(name) ?? [],
          "poll, unfinished": unfinished.get(name) ?? [],
          "poll, ended": (endTasks === undefined ? unfinished : ended).get(name) ?? [],
        },
      ]),
    );
  } finally {
    await Promise.all(running.map(({ stop }) => stop()));
  }
}

/** The median of the ratios of each round: what else the machine does in a round weighs on both. */
function ratioOf(above: readonly Cost[], below: readonly Cost[], figure: keyof Cost): number {
  return median(above.map((cost, round) => cost[figure] / (below[round]?.[figure] ?? Number.NaN)));
}

async function reportRequests(): Promise<void> {
  const costs = await measureRequests([bare, ours, ...peerSubjects]);
  const [base, mock, nearest] = [costs.get(bare.name), costs.get(ours.name), costs.get("@copilotkit/aimock")];
  if (base === undefined || mock === undefined) throw new Error("the bare server or the mock was not measured");
  const kinds: readonly Kind[] = ["submit", "poll, unfinished", "poll, ended"];
  for (const kind of kinds) {
    print(`\n${kind.padEnd(24)} ${"requests/s".padStart(12)} ${"CPU µs".padStart(10)} ${"CPU / bare".padStart(12)}`);
    for (const [name, cost] of costs) {
      const figures = [
        median(cost[kind].map(({ perSecond }) => perSecond)).toFixed(0),
        median(cost[kind].map(({ cpuMicroseconds }) => cpuMicroseconds)).toFixed(1),
        ratioOf(cost[kind], base[kind], "cpuMicroseconds").toFixed(2),
      ];
      print(`${name.padEnd(24)} ${figures[0]?.padStart(12)} ${figures[1]?.padStart(10)} ${figures[2]?.padStart(12)}`);
    }
  }
  print("");
  for (const kind of kinds) {
    const ratio = ratioOf(mock[kind], base[kind], "cpuMicroseconds");
    goal(`CPU per ${kind} over bare`, ratio, kind === "submit" ? 2 : 1.5);
  }
  if (nearest === undefined) {
    print("The peers are not installed: npm ci --prefix bench/peers");
    return;
  }
  for (const kind of ["submit", "poll, ended"] as const) {
    goal(`requests per second, ${kind}, over aimock`, ratioOf(mock[kind], nearest[kind], "perSecond"), 1.7, "at least");
  }
}

/** CPU until the first submit is accepted, starts taken in turn. */
async function reportStart(): Promise<void> {
  const subjects = [bare, ours, ...peerSubjects];
  const seconds = new Map<string, number[]>(subjects.map(({ name }) => [name, []]));
  const memory = new Map<string, number>();
  for (let round = 0; round < starts; round += 1) {
    for (const subject of subjects) {
      const { pid, stop } = await start(subject);
      seconds.get(subject.name)?.push(fineCpuSeconds(pid));
      memory.set(subject.name, residentMiB(pid));
      await stop();
    }
  }
  print(`\n${"start".padEnd(24)} ${"CPU ms".padStart(12)} ${"RSS MiB".padStart(10)}`);
  for (const [name, all] of seconds) {
    const [cpu, rss] = [(median(all) * 1000).toFixed(0), memory.get(name)?.toFixed(0)];
    print(`${name.padEnd(24)} ${cpu.padStart(12)} ${rss?.padStart(10)}`);
  }
  const of = (name: string): number => median(seconds.get(name) ?? []);
  print("");
  goal("CPU of a start over bare", of(ours.name) / of(bare.name), 1.25);
  if (peerSubjects.length > 0) goal("CPU of a start over aimock", of(ours.name) / of("@copilotkit/aimock"), 1.2);
  goal("idle RSS less bare, MiB", (memory.get(ours.name) ?? 0) - (memory.get(bare.name) ?? 0), 20);
}

/** Memory over a million requests, half of them submits. */
async function reportMemory(): Promise<void> {
  const running = await start(ours);
  const polls = await pollsOf(running);
  const requests = submits.flatMap((submit, index) => [submit, polls[index % polls.length] ?? submit]);
  const samples: number[] = [];
  for (let part = 0; part < 20; part += 1) {
    const { refused } = await runLoad({ port: running.port, requests, count: soakRequests / 20 });
    // The first tasks fall out in time, and a poll of them is refused.
    if (refused > soakRequests / 40) throw new Error(`${refused} refusals`);
    samples.push(residentMiB(running.pid));
  }
  await running.stop();
  // The collector lets memory rise and fall: means of a quarter of the time each show a growth.
  const quarter = (from: number): number => samples.slice(from, from + 5).reduce((sum, one) => sum + one / 5, 0);
  print(`\nRSS in MiB after each 50,000 of ${soakRequests.toLocaleString("en")} requests:`);
  print(samples.map((mebibytes) => mebibytes.toFixed(0)).join(" "));
  goal("RSS after a million requests, MiB", samples.at(-1) ?? Number.NaN, 220);
  goal("growth in the second half, per cent", (quarter(15) / quarter(10) - 1) * 100, 5);
}

async function reportEmbedding(): Promise<void> {
  const script = join(import.meta.dirname, "mock/embedding.mjs");
  const all = [];
  for (let round = 0; round < 5; round += 1) {
    const { stdout } = await promisify(execFile)(process.execPath, [script]);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own script prints it
    all.push(JSON.parse(stdout) as Record<"importMs" | "importCpuMs" | "startStopMs" | "leaked", number>);
  }
  print("\nembedding");
  // The quickest, because other work of the machine is not part of it.
  goal("import, ms", Math.min(...all.map(({ importMs }) => importMs)), 100);
  goal("import, CPU ms", median(all.map(({ importCpuMs }) => importCpuMs)), 100);
  goal("start and stop, ms", median(all.map(({ startStopMs }) => startStopMs)), 0.5);
  goal("handles leaked by 1,000 starts and stops", Math.max(...all.map(({ leaked }) => leaked)), 0);
}

function goal(name: string, figure: number, bound: number, side: "at most" | "at least" = "at most"): void {
  const held = side === "at most" ? figure <= bound : figure >= bound;
  print(`${held ? "holds " : "MISSED"} ${name}: ${figure.toFixed(2)} (${side} ${bound})`);
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

const parts = { requests: reportRequests, start: reportStart, memory: reportMemory, embedding: reportEmbedding };
const asked = process.argv.slice(2);
for (const [name, report] of Object.entries(parts)) if (asked.length === 0 || asked.includes(name)) await report();
