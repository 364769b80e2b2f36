import { type OfferFact, type ReadAs, shotFieldNames, shotFields } from "@shotlist/core/shot-fields";
import type { Fact, ModelFacts } from "@shotlist/schema";
import { formWords, roles, roleWords } from "../facts-in-words.ts";
import { blocks, code, listed, table } from "../markdown.ts";
import type { Page, Section } from "../page.ts";
import { timeOf } from "../units.ts";

export const models: Section = {
  title: "Models",
  write: (page) => {
    const { facts } = page;
    const open = facts.openModels
      ? "Other ids may exist: the service decides, this list only advises."
      : "No other id is taken.";
    const sheets = facts.models.map((model) => ({ names: [model.id], rows: rowsOf(model, page) }));
    return blocks(open, ...merged(sheets).map(({ names, rows }) => blocks(`### ${names.map(code).join(", ")}`, rows)));
  },
};

/** Models that offer the same share one table. */
function merged(
  sheets: readonly { readonly names: readonly string[]; readonly rows: string }[],
): readonly { readonly names: readonly string[]; readonly rows: string }[] {
  const byRows = new Map<string, readonly string[]>();
  for (const { names, rows } of sheets) byRows.set(rows, [...(byRows.get(rows) ?? []), ...names]);
  return [...byRows].map(([rows, names]) => ({ names, rows }));
}

function rowsOf(model: ModelFacts, page: Page): string {
  const { sources } = page;
  const rows: string[][] = [];
  const row = <Value>(name: string, fact: Fact<Value> | undefined, show: (value: Value) => string): void => {
    if (fact !== undefined) rows.push([name, show(fact.value), sources.mark(fact.provenance, name)]);
  };
  row("length in seconds", model.duration, ({ min, max, integer, step }) =>
    [`${min} to ${max}`, integer ? "whole" : "", step === undefined ? "" : `in steps of ${step}`]
      .filter((part) => part !== "")
      .join(", "),
  );
  row("length in frames", model.frames, ({ min, max, step }) => `${min} to ${max}, in steps of ${step}`);
  row("resolutions", model.resolutions, (value) => value.join(", "));
  row("ratios", model.ratios, (value) => value.join(", "));
  for (const role of roles) {
    const offered = model.roles[role];
    if (offered === undefined || offered.max === 0) continue;
    const { max, forms, maxTotalSeconds, provenance } = offered;
    const count = max === 1 ? "one" : `up to ${max}`;
    const together = maxTotalSeconds === undefined ? "" : `, ${maxTotalSeconds} seconds together`;
    const shown = `${count}, as ${listed(forms.map((form) => formWords[form]))}${together}`;
    rows.push([roleWords[role], shown, sources.mark(provenance, roleWords[role])]);
  }
  for (const field of shotFieldNames) {
    const { offered, read, title } = shotFields[field];
    if (offered === "always" || offered === "by rule") continue;
    row<NonNullable<ModelFacts[OfferFact]>["value"]>(title, model[offered], (value) => offerOf(value, read));
  }
  row("sound is fixed by the model", model.audioFixed, (value) => (value ? "always with sound" : "always silent"));
  row(
    "terms of a draft",
    model.draftTerms,
    ({ resolution, tokenFactor: { silent, withAudio } }) =>
      `${resolution}; ${silent} of the tokens when silent, ${withAudio} with sound`,
  );
  row("a draft can be used for", model.draftLifeSeconds, (value) => `${value / 86_400} days`);
  row("resolutions of the clip made from a draft", finalResolutionsOf(model), (value) => value.join(", "));
  row("what it takes over from its draft", model.draftReuses, (value) => value.join(", "));
  rows.push(["the model itself", aliasesOf(model), sources.mark(model.provenance, `the model ${code(model.id)}`)]);
  return table(["what", "offered", "source"], rows);
}

function finalResolutionsOf({ draftTerms }: ModelFacts): Fact<readonly string[]> | undefined {
  const value = draftTerms?.value.finalResolutions;
  return draftTerms === undefined || value === undefined ? undefined : { value, provenance: draftTerms.provenance };
}

function aliasesOf({ aliases = [] }: ModelFacts): string {
  return aliases.length === 0
    ? "answers name it as it was asked for"
    : `answers may name it ${aliases.map(code).join(", ")}`;
}

/** What a fact offers: a switch, a range of numbers or times, or a list. */
function offerOf(value: NonNullable<ModelFacts[OfferFact]>["value"], read: ReadAs): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (!("min" in value)) return value.join(", ");
  const { min, max } = value;
  return read === "seconds" ? `${timeOf(min)} to ${timeOf(max)}` : `${min} to ${max}`;
}
