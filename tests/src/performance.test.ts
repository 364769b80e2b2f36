import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { measureRow } from "../../bench/check/measure-row.ts";
import { medians } from "../../bench/check/median.ts";
import type { Build, Row } from "../../bench/check/row.ts";
import { rows } from "../../bench/check/rows/index.ts";
import { compareLines, verdictLines } from "../../bench/check/tables.ts";
import { boundOf } from "../../bench/check/verdict.ts";
import { root } from "./sources.ts";

test("docs/performance.md has every row with its bound, in order, and no other", () => {
  const page = readFileSync(join(root, "docs/performance.md"), "utf8");
  const written = page
    .split("\n")
    .filter((line) => /^\| `[\w-]+` +\|.*\| [≤≥]/u.test(line))
    .map((line) => line.split("|").map((cell) => cell.trim()));
  const known = rows.flatMap(({ name, goals, long }) =>
    goals.map((goal) => ["", `\`${name}\``, `${goal.what}${long === true ? " (_long_)" : ""}`, boundOf(goal), ""]),
  );
  expect(written).toEqual(known);
});

/** A row whose figure is what the list of a build says next. */
function rowOf(figures: Readonly<Record<string, readonly number[]>>, log: string[] = []): Row {
  return {
    name: "row",
    goals: [
      { figure: "own", what: "what", bound: 2, side: "at most" },
      { figure: "own", what: "what, over before", bound: 0.5, side: "at most", overBefore: true },
    ],
    open: ({ label }) => {
      const left = [...(figures[label] ?? [])];
      return Promise.resolve({
        round: () => {
          log.push(label);
          return Promise.resolve({ own: left.shift() ?? Number.NaN });
        },
        [Symbol.asyncDispose]: () => {
          log.push(`end of ${label}`);
          return Promise.resolve();
        },
      });
    },
  };
}

const builds: readonly Build[] = [
  { root: "/before", label: "before" },
  { root: "/now", label: "now" },
];

describe("rounds", () => {
  test("are taken in turn, and the median counts", async () => {
    const log: string[] = [];
    const row = rowOf({ before: [4, 9, 1], now: [2, 1, 3] }, log);
    expect(await measureRow(row, builds, 3)).toEqual([{ own: 4 }, { own: 2 }]);
    expect(log).toEqual([...Array.from({ length: 3 }, () => ["before", "now"]).flat(), "end of now", "end of before"]);
  });

  test("each figure has its own median", () => {
    const rounds = [
      { a: 1, b: 9 },
      { a: 3, b: 8 },
      { a: 2, b: 7 },
    ];
    expect(medians(rounds)).toEqual({ a: 2, b: 8 });
  });
});

describe("a verdict", () => {
  const row = rowOf({});

  test("is one for each goal, of the figure or of its ratio", () => {
    expect(verdictLines(row, { now: { own: 2 }, before: { own: 3 } })).toEqual({
      lines: ["| row | what | 2.00 | ≤ 2 | holds |", "| row | what, over before | 0.67 | ≤ 0.5 | **missed** |"],
      allHold: false,
    });
    expect(verdictLines(row, { now: { own: 1 }, before: { own: 2 } }).allHold).toBe(true);
  });

  test("is that a bound is missed where nothing was measured", () => {
    expect(verdictLines(row, { now: {}, before: undefined }).allHold).toBe(false);
  });

  test("of two builds is one over the other", () => {
    const [line] = compareLines(row, { now: { own: 1 }, before: { own: 4 } });
    expect(line).toBe("| row | what | 4.00 | 1.00 | 0.25 |");
  });
});
