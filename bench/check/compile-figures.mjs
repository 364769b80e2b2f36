// One figure of compiling, in its own process: node compile-figures.mjs memory|growth|authored ROOT
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseDocument } from "yaml";
import { authored, multiplied } from "../storyboards.ts";

const [what, root] = process.argv.slice(2);
const { compileStoryboard } = await import(pathToFileURL(join(root, "packages/core/dist/index.js")).href);
const missing = { problem: "missing" };

function compileOnce(text, takes) {
  const files = { readText: () => missing, describe: () => missing };
  const { plan } = compileStoryboard({ file: "bench.yaml", text }, { files });
  if (plan?.takes.length !== takes) throw new Error(`expected ${takes} takes`);
}

function cpuSeconds(run) {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** The least of three, the two in turn. */
function ratio(above, below) {
  let [most, least] = [Infinity, Infinity];
  for (let round = 0; round < 3; round += 1) {
    least = Math.min(least, cpuSeconds(below));
    most = Math.min(most, cpuSeconds(above));
  }
  return most / least;
}

const figures = {
  memory() {
    compileOnce(multiplied(100_000), 100_000);
    return Number(/VmHWM:\s+(\d+) kB/u.exec(readFileSync("/proc/self/status", "utf8"))[1]) / 1024;
  },
  growth() {
    const [small, large] = [multiplied(10_000), multiplied(100_000)];
    return ratio(
      () => compileOnce(large, 100_000),
      () => compileOnce(small, 10_000),
    );
  },
  authored() {
    const file = authored(10_000);
    return ratio(
      () => compileOnce(file, 10_000),
      () => parseDocument(file),
    );
  },
};
process.stdout.write(JSON.stringify({ [what]: figures[what]() }));
