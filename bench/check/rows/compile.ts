import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { Figures, Row } from "../row.ts";

const script = join(import.meta.dirname, "../compile-figures.mjs");

export const compile: Row = {
  name: "compile",
  goals: [
    {
      figure: "memory",
      what: "compiling 100,000 takes: highest resident memory",
      unit: "MiB",
      bound: 160,
      side: "at most",
    },
    { figure: "growth", what: "compiling 100,000 takes: time over 10,000 takes", bound: 10, side: "at most" },
    {
      figure: "authored",
      what: "10,000 authored shots over `yaml`'s `parseDocument` of the same file",
      bound: 1.15,
      side: "at most",
    },
  ],
  open: ({ root }) =>
    Promise.resolve({
      round: () =>
        Promise.resolve({ ...figuresOf("memory", root), ...figuresOf("growth", root), ...figuresOf("authored", root) }),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    }),
};

function figuresOf(what: string, root: string): Figures {
  return JSON.parse(execFileSync(process.execPath, [script, what, root], { encoding: "utf8" }));
}
