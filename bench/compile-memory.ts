// What a plan of many takes holds, and what the process had to take at most while compiling it. Needs --expose-gc.
import { compileOnce } from "./compile-once.ts";
import { multiplied } from "./storyboards.ts";

const takes = Number(process.argv[2] ?? 100_000);
const mebibytes = (bytes: number): number => Math.round(bytes / 1024 / 1024);
const heapBytes = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};

compileOnce(multiplied(10), 10);
const idle = { heap: heapBytes(), resident: process.memoryUsage.rss() };
const plan = compileOnce(multiplied(takes), takes);
const peak = process.resourceUsage().maxRSS * 1024;

process.stdout.write(
  JSON.stringify({
    takes: plan.takes.length,
    "plan, MiB of heap": mebibytes(heapBytes() - idle.heap),
    "process at most, MiB resident": mebibytes(peak),
    "of which before compiling, MiB": mebibytes(idle.resident),
  }),
);
