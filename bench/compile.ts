// How compiling compares with reading the YAML alone, and how it grows with a matrix. Prints ratios: the machine cancels out.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { compileOnce } from "./compile-once.ts";
import { authored, multiplied } from "./storyboards.ts";

const rounds = 5;

/** Seconds of the quickest round of each, the rounds taken in turn so that no one of them has the quiet machine. */
function quickest<Name extends string>(runs: { readonly [name in Name]: () => void }): {
  readonly [name in Name]: number;
} {
  const seconds = new Map<string, number>();
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, run] of Object.entries<() => void>(runs)) {
      const start = performance.now();
      run();
      seconds.set(name, Math.min(seconds.get(name) ?? Infinity, (performance.now() - start) / 1000));
    }
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one entry for each run, set above
  return Object.fromEntries(seconds) as { readonly [name in Name]: number };
}

const file = authored(10_000);
const [small, large] = [multiplied(10_000), multiplied(100_000)];
const seconds = quickest({
  yaml: () => void parseDocument(file),
  authored: () => void compileOnce(file, 10_000),
  ten: () => void compileOnce(small, 10_000),
  hundred: () => void compileOnce(large, 100_000),
});

/** Memory has its own process, so that nothing of the rounds above is in it. */
function memoryOf(takes: number): unknown {
  const script = join(import.meta.dirname, "compile-memory.ts");
  const flags = ["--expose-gc", "-C", "@shotlist/source", script, String(takes)];
  return JSON.parse(execFileSync(process.execPath, flags, { encoding: "utf8" }));
}

process.stdout.write(
  `${JSON.stringify(
    {
      "compile 10,000 authored shots / parseDocument of the same file": Number(
        (seconds.authored / seconds.yaml).toFixed(2),
      ),
      "compile 100,000 takes of a matrix / 10,000": Number((seconds.hundred / seconds.ten).toFixed(2)),
      seconds,
      memory: memoryOf(100_000),
    },
    undefined,
    2,
  )}\n`,
);
