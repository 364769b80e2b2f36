// `npm run bench -- --check [ROW…]`: holds every figure to its bound. `npm run bench -- --against REV [ROW…]`: this build and a commit's.
import { parseArgs } from "node:util";
import { buildOf, thisBuild } from "./check/builds.ts";
import { measureRow } from "./check/measure-row.ts";
import { rows } from "./check/rows/index.ts";
import type { Row } from "./check/row.ts";
import { compareLines, verdictLines } from "./check/tables.ts";

/** What figures that are compared with an earlier build are compared with. */
const firstMeasured = "32259fb";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    check: { type: "boolean", default: false },
    against: { type: "string" },
    rounds: { type: "string", default: "3" },
  },
});
const rounds = Number(values.rounds);
const unknown = positionals.filter((name) => !rows.some((row) => row.name === name));
if (unknown.length > 0 || !(rounds >= 1) || (!values.check && values.against === undefined)) {
  process.stderr.write(`Usage: npm run bench -- (--check | --against REV) [--rounds N] [ROW…]\n\nRows:\n`);
  for (const { name, long } of rows) process.stderr.write(`  ${name}${long === true ? " (only where named)" : ""}\n`);
  process.exit(2);
}
const asked = rows.filter(({ name, long }) => (positionals.length > 0 ? positionals.includes(name) : long !== true));
const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function check(): Promise<void> {
  say("| row | what | figure | must be | |\n|---|---|---|---|---|");
  for (const row of asked) {
    const before = row.goals.some(({ overBefore }) => overBefore === true)
      ? buildOf(values.against ?? firstMeasured)
      : undefined;
    const found = await measured(row, before === undefined ? [thisBuild] : [before, thisBuild]);
    const { lines, allHold } = verdictLines(row, { now: found.at(-1) ?? {}, before: before && found[0] });
    lines.forEach(say);
    if (!allHold) process.exitCode = 1;
  }
}

async function compare(revision: string): Promise<void> {
  const builds = [buildOf(revision), thisBuild] as const;
  say(`| row | what | ${revision} | now | now over ${revision} |\n|---|---|---|---|---|`);
  for (const row of asked) {
    const [before = {}, now = {}] = await measured(row, builds);
    compareLines(row, { now, before }).forEach(say);
  }
}

async function measured(row: Row, builds: readonly Parameters<Row["open"]>[0][]): ReturnType<typeof measureRow> {
  process.stderr.write(`${row.name} …\n`);
  return measureRow(row, builds, rounds);
}

if (values.check) await check();
else if (values.against !== undefined) await compare(values.against);
