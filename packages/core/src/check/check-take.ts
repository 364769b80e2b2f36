import { levelOf, modelFactsOf, present } from "@shotlist/schema";
import { severityOf } from "../diagnostics/codes.ts";
import { suggest } from "../diagnostics/suggest.ts";
import { anyModelOf } from "../model/model-facts.ts";
import type { ResolvedShot } from "../model/shot.ts";
import type { Span } from "../text/source.ts";
import { cellOf, type ReadContext } from "../resolve/context.ts";
import { type Cell, nodeIn } from "../resolve/matrix.ts";
import type { CompiledProvider, Providers } from "../model/provider.ts";
import { isFieldName } from "../resolve/shot-fields.ts";
import type { WrittenReference } from "../resolve/written-shot.ts";
import type { ResolvedShotEntry } from "../resolve/storyboard.ts";
import type { Finding, Subject } from "./rules/rule.ts";
import { markUploads } from "../wire/uploads.ts";
import { offeringRules, rules } from "./rules/index.ts";

export interface CheckInput {
  readonly asked: ResolvedShot;
  /** The references as written, in the order of the shot's. */
  readonly references: readonly WrittenReference[];
  readonly provider: CompiledProvider;
  readonly providers: Providers;
  readonly knownSeconds: ReadonlyMap<string, number>;
  readonly shot: ResolvedShotEntry;
  readonly cell: Cell;
  readonly context: ReadContext;
}

/**
 * Holds a take against what its provider's format is known to take, and says what would do instead. Answers whether no
 * error was found, so that only a sound take is checked against the schema of its request as well.
 */
export function checkTake(input: CheckInput): boolean {
  const { asked, provider, knownSeconds } = input;
  const { facts } = provider;
  const model = modelFactsOf(asked.model, facts);
  if (model === undefined) {
    reportModel(input);
    if (!facts.openModels) return false;
  }
  const subject = {
    provider: provider.resolved.name,
    asked,
    facts,
    model: model ?? anyModelOf(asked.model, facts),
    knownSeconds,
    ...uploadsOf(provider),
  };
  let sound = true;
  for (const rule of model === undefined ? offeringRules : rules) {
    for (const finding of rule(subject)) {
      if (severityOf(finding.code) === "error") sound = false;
      reportFinding(finding, input);
    }
  }
  return sound;
}

function uploadsOf({ resolved: { uploads }, facts }: CompiledProvider): Pick<Subject, "uploads"> {
  return present({ uploads: uploads === undefined ? undefined : facts.uploads });
}

function reportFinding(finding: Finding, input: CheckInput): void {
  const { code, field, message, instead, provenance, words } = finding;
  const advised = provenance !== undefined && levelOf(provenance) === "advice";
  const elsewhere = providersHelp(finding, input);
  // A bare `duration: 12` reads on after `Use wisgate, or`, and needs the verb on its own.
  const ownWay =
    instead !== undefined && elsewhere === undefined && /^\w+: /u.test(instead) ? `use ${instead}` : instead;
  const help = [elsewhere, ownWay].filter((way) => way !== undefined).join(", or ");
  input.context.report({
    code,
    at: narrow(spanOf(field, input), words),
    message: advised ? `${message} (${provenance.source ?? "an assumption"})` : message,
    ...(help === "" ? {} : { help: `${help.charAt(0).toUpperCase()}${help.slice(1)}.` }),
    ...(advised ? { severity: "warning" as const } : {}),
    ...cellOf(input.context),
  });
}

/** The words within a span, where the source contains them literally. */
function narrow(span: Span, words: string | undefined): Span {
  const { source, start, end } = span;
  const at = words === undefined ? -1 : source.text.slice(start, end).indexOf(words);
  return at === -1 || words === undefined ? span : { source, start: start + at, end: start + at + words.length };
}

/** Where a field was written: in the cell, in the shot or its defaults; a default of ours is marked at the shot's id. */
export function spanOf(
  field: string,
  { cell, shot, references }: Pick<CheckInput, "cell" | "shot" | "references">,
): Span {
  const index = /^reference (?<index>\d+)$/u.exec(field)?.groups?.["index"];
  const reference = index === undefined ? undefined : references[Number(index)];
  const authored = isFieldName(field) ? shot.fields.get(field)?.node : undefined;
  return reference?.node ?? nodeIn(cell, field) ?? authored ?? shot.node.entries.get("id")?.value ?? shot.node;
}

/** `Use wisgate`: who would take the shot as it is, with some model at least: others first, or another of its own models. */
function providersHelp(finding: Finding, { asked, provider, providers, knownSeconds }: CheckInput): string | undefined {
  if (finding.provenance === undefined && finding.code !== "role-unsupported" && finding.code !== "field-unsupported")
    return undefined;
  // A clip is made from a draft where the draft was made, by the same model.
  if (asked.draftOf !== undefined) return undefined;
  const own = provider.resolved.name;
  const ableAt = (name: string, target: CompiledProvider): readonly string[] => {
    const { facts } = target;
    const takesIt = (model: Subject["model"]): boolean => {
      const references = markUploads(asked.references, { model: model.id, target });
      const elsewhere = { ...asked, model: model.id, references };
      const subject: Subject = { provider: name, asked: elsewhere, facts, model, knownSeconds, ...uploadsOf(target) };
      return rules.every((rule) => rule(subject).every(({ code }) => severityOf(code) === "warning"));
    };
    const same = modelFactsOf(asked.model, facts);
    const able = same !== undefined && takesIt(same) ? same : facts.models.find(takesIt);
    if (able === undefined) return [];
    return [able.id === asked.model ? name : `${name} (${able.id})`];
  };
  const elsewhere = [...providers].filter(([name]) => name !== own);
  const isSibling = ({ facts }: CompiledProvider): boolean => facts.id === provider.facts.id;
  const others = elsewhere.flatMap(([name, other]) => (isSibling(other) ? [] : ableAt(name, other)));
  const at = others.length > 0 ? others : ableAt(own, provider);
  // Another endpoint of the same format, such as a vendor's other site, wants its own account: it is named last.
  const siblings = (): readonly string[] =>
    elsewhere.flatMap(([name, other]) => (isSibling(other) ? ableAt(name, other) : []));
  const names = at.length > 0 ? at : siblings();
  return names.length === 0 ? undefined : `use ${names.slice(0, 2).join(", ")}`;
}

function reportModel(input: CheckInput): void {
  const { asked, provider, providers, context } = input;
  const { facts, resolved } = provider;
  const ids = facts.models.map(({ id }) => id);
  const near = suggest(
    asked.model,
    facts.models.flatMap(({ id, aliases = [] }) => [id, ...aliases]),
  );
  const elsewhere = [...providers]
    .filter(([, other]) => modelFactsOf(asked.model, other.facts) !== undefined)
    .map(([name]) => name);
  const ways = [
    ...(near === undefined || elsewhere.length > 0 ? [] : [`Did you mean "${near}"?`]),
    ...(elsewhere.length === 0 ? [] : [`Providers with this model: ${elsewhere.join(", ")}.`]),
    `${resolved.name} documents ${ids.join(", ")}.`,
  ];
  context.report({
    code: facts.openModels ? "model-unlisted" : "model-unknown",
    at: spanOf("model", input),
    message: facts.openModels
      ? `The model "${asked.model}" is not documented by ${resolved.name}, so its limits are not checked`
      : `${resolved.name} has no model "${asked.model}"`,
    help: ways.join(" "),
    ...cellOf(context),
  });
}
