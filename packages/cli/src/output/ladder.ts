import type { DraftForm, Plan } from "@shotlist/core";
import type { StagedPlans } from "../ladder/compile-stage.ts";
import { rungsOf, type Rung } from "../ladder/rungs.ts";
import type { StagedTakes } from "../ladder/staged-takes.ts";
import { finalsNotes, finalsToJson } from "./finals.ts";
import { formatEstimate, formatMoney, sumEstimates } from "./money.ts";
import type { Style } from "./style.ts";
import { table } from "./table.ts";
import { count } from "./units.ts";
import { say, translate } from "../text/say.ts";

const forms: { readonly [form in DraftForm]: (rung: Rung) => string } = {
  draft: ({ resolution }) => say`draft at ${resolution}`,
  "lowest-resolution": ({ resolution }) => say`lowest resolution, ${resolution}`,
  "as-written": () => say`the clip itself: nothing cheaper is documented`,
  unlisted: () => say`the clip itself: its model is not listed`,
};

/** What a plan says beyond its takes where it is about drafts or their finals. */
export function describeLadder({ stage, finals, drafts }: StagedPlans, takes: StagedTakes, style: Style): string {
  if (stage === undefined) return "";
  const notes = finalsNotes(takes).map((note) => `${note}\n`);
  return ["\n", ...notes, describeRungs(rungsOf(finals, drafts), drafts, style)].join("");
}

/** The same as `--json` has it. */
export function ladderToJson({ stage, finals, drafts }: StagedPlans, takes: StagedTakes): object {
  if (stage === undefined) return {};
  return {
    stage,
    ladder: {
      ...rungsToJson(rungsOf(finals, drafts), drafts),
      ...(stage === "final" ? finalsToJson(takes) : {}),
    },
  };
}

/** What drafts and clips cost, and what drafts save, as a person reads it. */
function describeRungs(rungs: readonly Rung[], drafts: readonly Plan[], style: Style): string {
  if (rungs.length === 0) return describeWithout(drafts);
  const many = new Set(rungs.map(({ storyboard }) => storyboard)).size > 1;
  const rows = rungs.map((rung) => [
    many ? `${rung.storyboard}/${rung.id}` : rung.id,
    forms[rung.form](rung),
    formatEstimate(rung.draft),
    formatEstimate(rung.final),
    formatEstimate(rung.saved),
  ]);
  const right = "right" as const;
  const columns = [
    { title: say`take` },
    { title: say`draft` },
    { title: say`cost`, align: right },
    { title: say`final`, align: right },
    { title: say`saved if rejected`, align: right },
  ];
  return `${table(columns, rows, style)}${describeSums(rungs)}${describeWithout(drafts)}`;
}

function describeSums(rungs: readonly Rung[]): string {
  const [drafts = "", finals = "", saved = ""] = sumsOf(rungs).map(({ atMost }) => formatMoney(atMost));
  if (drafts === "" || finals === "") return "";
  return say`Drafts ${drafts}, finals ${finals}; at most ${saved} saved by drafts that are rejected.\n`;
}

function sumsOf(rungs: readonly Rung[]): readonly ReturnType<typeof sumEstimates>[] {
  return [
    sumEstimates(rungs.map(({ draft }) => draft)),
    sumEstimates(rungs.map(({ final }) => final)),
    sumEstimates(rungs.map(({ saved }) => saved)),
  ];
}

/** More names than this say nothing new. */
const longestList = 5;

function describeWithout(drafts: readonly Plan[]): string {
  const without = drafts.flatMap(({ drafts: own }) => own?.without ?? []);
  if (without.length === 0) return "";
  const shown = without.slice(0, longestList).map(({ take, reason }) => `${take} ${translate(reason)}`);
  const more = without.length > shown.length ? say`; and ${without.length - shown.length} more` : "";
  return say`${translate(count(without.length, "take"))} without a draft: ${shown.join("; ")}${more}.\n`;
}

/** The rungs as `--json` has them: one by `storyboard/take`, and what they come to. */
function rungsToJson(rungs: readonly Rung[], drafts: readonly Plan[]): object {
  const [draft, final, saved] = sumsOf(rungs);
  return {
    takes: rungs,
    totals: { draft, final, saved },
    without: drafts.flatMap(({ drafts: own }) =>
      (own?.without ?? []).map((one) => ({ storyboard: own?.of, id: one.take, reason: one.reason })),
    ),
  };
}
