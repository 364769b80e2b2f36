// The mock next to a bare `node:http` server with the same ajv check and next to the mock servers people use, in one run.
// Prints figures and, where a goal is stated, the ratio that it speaks of. Linux only: it reads /proc.
// Words choose parts: requests, start, memory, embedding; all by default.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { median } from "./check/median.ts";
import { runLoad } from "./mock/load.ts";
import { fineCpuSeconds, residentMiB } from "./mock/process-cost.ts";
import { type Kind, measureRequests, pollsOf, ratioOf, submits } from "./mock/requests.ts";
import { bare, ours, peerSubjects, start } from "./mock/subjects.ts";

const rounds = 25;
const starts = 9;
const soakRequests = 1_000_000;

async function reportRequests(): Promise<void> {
  const costs = await measureRequests([bare, ours, ...peerSubjects], rounds);
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

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

const parts = { requests: reportRequests, start: reportStart, memory: reportMemory, embedding: reportEmbedding };
const asked = process.argv.slice(2);
for (const [name, report] of Object.entries(parts)) if (asked.length === 0 || asked.includes(name)) await report();
