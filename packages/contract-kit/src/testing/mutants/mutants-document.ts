import { formatIds } from "@shotlist/schema";
import type { MutantVerdict } from "./judge-mutant.ts";

/** How often the kit ran against a mock that is right, and how often it found something all the same. */
export interface AlarmCount {
  readonly runs: number;
  readonly alarms: number;
  /** Submits. */
  readonly submits: number;
}

/** The page of the score: what was tried, what was caught, what was not. */
export function mutantsDocument(verdicts: readonly MutantVerdict[], alarms: AlarmCount): string {
  const shown = verdicts.filter(({ isActive }) => isActive);
  const caught = shown.filter(({ isNamed }) => isNamed);
  const missed = shown.filter(({ isNamed }) => !isNamed);
  const silent = verdicts.filter(({ isActive }) => !isActive);
  return [
    "# Deliberately wrong endpoints",
    "",
    "A contract check is worth what it catches. Here the mock is made wrong in one way at a time, and the kit is run against",
    "it. A deviation counts as caught when the report names a rule that says what is wrong. Half of the list follows from the",
    "schemas (a rule that is forgotten, a documented value that is refused, a field that is missing or misshapen), the rest is",
    "written by hand.",
    "",
    "Written by `node -C @shotlist/source packages/contract-kit/scripts/measure-mutants.ts`; a test holds the list complete and",
    "judges a part of it again at every run.",
    "",
    `**${caught.length} of ${shown.length}** caught and rightly named (${percent(caught.length, shown.length)}); something was found in ${shown.filter(({ isCaught }) => isCaught).length}.`,
    `Half of them are shown by a case of at most **${middleOf(caught.map(({ calls = 0 }) => calls))}** calls, nine in ten by at most ${middleOf(
      caught.map(({ calls = 0 }) => calls),
      0.9,
    )}.`,
    `**${alarms.alarms} false alarms** in ${alarms.runs.toLocaleString("en")} runs against a mock that is right, with poll timings and bodies drawn again for each run (${alarms.submits.toLocaleString("en")} submits).`,
    "",
    "| format | wrong endpoints | caught and named | by hand | from rules | as failure | as advice |",
    "| --- | --: | --: | --: | --: | --: | --: |",
    ...formatIds.map((format) => formatRow(format, shown)),
    "",
    "*As advice*: only public sources speak of it, so that it fails with `strict` alone.",
    "",
    ...formatIds.flatMap((format) => formatSection(format, caught)),
    ...listSection("Missed, or named otherwise", missed),
    ...listSection("Unable to show", silent, "The mock never sends what these would change."),
  ].join("\n");
}

/** The value below which so great a share of the others lies; by default the median. */
function middleOf(values: readonly number[], share = 0.5): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length * share)] ?? 0;
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`;
}

function formatRow(format: string, shown: readonly MutantVerdict[]): string {
  const own = shown.filter(({ mutant }) => mutant.format === format);
  const count = (test: (verdict: MutantVerdict) => boolean): number => own.filter(test).length;
  const cells = [
    own.length,
    count(({ isNamed }) => isNamed),
    count(({ mutant }) => mutant.origin === "by hand"),
    count(({ mutant }) => mutant.origin !== "by hand"),
    count(({ as }) => as === "failure"),
    count(({ as }) => as === "advice"),
  ];
  return `| ${format} | ${cells.join(" | ")} |`;
}

function formatSection(format: string, caught: readonly MutantVerdict[]): readonly string[] {
  const own = caught.filter(({ mutant }) => mutant.format === format);
  if (own.length === 0) return [];
  return [
    `## ${format}`,
    "",
    "| endpoint | it … | named as |",
    "| --- | --- | --- |",
    ...own
      .filter(({ mutant }) => mutant.origin === "by hand")
      .map(({ mutant, namedBy = "" }) => `| ${format}: ${mutant.id} | ${cell(mutant.deviation)} | ${cell(namedBy)} |`),
    "",
    "From rules, each named by its rule:",
    "",
    ...own.filter(({ mutant }) => mutant.origin !== "by hand").map(({ mutant }) => `- ${format}: ${mutant.id}`),
    "",
  ];
}

function listSection(title: string, verdicts: readonly MutantVerdict[], why?: string): readonly string[] {
  if (verdicts.length === 0) return [];
  return [
    `## ${title}`,
    "",
    ...(why === undefined ? [] : [why, ""]),
    ...verdicts.map(
      ({ mutant, rules }) =>
        `- ${mutant.format}: ${mutant.id}${rules.length === 0 ? "" : ` (found: ${rules.slice(0, 3).join("; ")})`}`,
    ),
    "",
  ];
}

function cell(text: string): string {
  return text.replaceAll("|", String.raw`\|`);
}

/** Which endpoints a page of the score names, each as `format: id`. */
export function documentedIn(text: string): {
  readonly formats: ReadonlySet<string>;
  readonly caught: ReadonlySet<string>;
  readonly missed: ReadonlySet<string>;
  readonly silent: ReadonlySet<string>;
} {
  const [head = "", ...sections] = text.split(/^## /m);
  const titled = (title: string): ReadonlySet<string> =>
    new Set(sections.filter((section) => section.startsWith(title)).flatMap(names));
  const missed = titled("Missed");
  const silent = titled("Unable");
  return {
    formats: new Set([...head.matchAll(/^\| (\S+) +\| +\d+ \|/gm)].map(([, format = ""]) => format)),
    caught: new Set(sections.flatMap(names).filter((name) => !missed.has(name) && !silent.has(name))),
    missed,
    silent,
  };
}

/** Endpoints in the rows and lists of a section. */
function names(section: string): readonly string[] {
  return [
    ...[...section.matchAll(/^\| (\S+: .+?) +\| .+ \| .+ \|$/gm)].map(([, name = ""]) => name),
    ...[...section.matchAll(/^- (.+?)(?: \(found: .*)?$/gm)].map(([, name = ""]) => name),
  ];
}
