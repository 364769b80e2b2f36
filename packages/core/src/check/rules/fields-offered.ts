import type { Fact, ModelFacts } from "@shotlist/schema";
import { type ShotFieldName, shotFieldNames, shotFields } from "../../model/shot.ts";
import { excludes, type OfferFact } from "../../model/shot-field.ts";
import { fine, type Finding, listed, type Rule, type Subject } from "./rule.ts";

interface OfferedField {
  readonly field: ShotFieldName;
  readonly fact: OfferFact;
}

/** The fields that a model has or has not, with the fact that says so. */
const offeredFields = shotFieldNames.flatMap((field): readonly OfferedField[] => {
  const { offered } = shotFields[field];
  return offered === "always" || offered === "by rule" ? [] : [{ field, fact: offered }];
});

/** Every field that was set is one the model has, with a value that it takes: nothing an author wrote is dropped on the way. */
export const fieldsOffered: Rule = (subject) => {
  const { asked, model } = subject;
  let found: Finding[] | undefined;
  for (const { field, fact } of offeredFields) {
    const value = asked[field];
    if (value === undefined || (value === false && shotFields[field].falseAsksNothing === true)) continue;
    const finding = findingOf({ field, value, offer: model[fact] }, subject);
    if (finding !== undefined) (found ??= []).push(finding);
  }
  if (!asked.audio && model.audioFixed?.value === true) (found ??= []).push(alwaysLoud(subject));
  return found ?? fine;
};

interface Asked {
  readonly field: ShotFieldName;
  readonly value: unknown;
  readonly offer: ModelFacts[OfferFact];
}

function findingOf({ field, value, offer }: Asked, subject: Subject): Finding | undefined {
  if (offer === undefined || offer.value === false) return notOffered(field, subject);
  if (offer.value === true) return besideReferences(field, value, subject);
  const { provenance } = offer;
  if ("min" in offer.value) {
    return typeof value === "number"
      ? outOfRange(field, value, { value: offer.value, provenance }, subject)
      : undefined;
  }
  return typeof value === "string" ? notListed(field, value, { value: offer.value, provenance }, subject) : undefined;
}

function notOffered(field: ShotFieldName, { provider, model }: Subject): Finding {
  const message = `${provider} does not support \`${field}\` with ${model.id}`;
  return { code: "field-unsupported", field, message, instead: `remove \`${field}\`` };
}

function besideReferences(field: ShotFieldName, value: unknown, { asked, provider }: Subject): Finding | undefined {
  const { notWith } = shotFields[field];
  if (value !== true || !asked.references.some(({ role }) => excludes(notWith, role))) return undefined;
  const message = `${provider} does not accept \`${field}\` together with ${notWith === "media" ? "media" : "reference media"}`;
  return { code: "conflicting-fields", field, message, instead: `remove \`${field}\`` };
}

function outOfRange(
  field: ShotFieldName,
  asked: number,
  { value: { min, max }, provenance }: Fact<{ readonly min: number; readonly max: number }>,
  { provider }: Subject,
): Finding | undefined {
  const { read } = shotFields[field];
  if (asked >= min && asked <= max && (read !== "whole number" || Number.isInteger(asked))) return undefined;
  const isTime = read === "seconds";
  const nearest = Math.min(max, Math.max(min, Math.round(asked)));
  const message = `${provider} accepts \`${field}\` from ${min} to ${max}${isTime ? " seconds" : ""}; this shot asks for ${asked}`;
  return { code: "value-range", field, message, instead: `${field}: ${nearest}${isTime ? "s" : ""}`, provenance };
}

function notListed(
  field: ShotFieldName,
  asked: string,
  { value: offered, provenance }: Fact<readonly string[]>,
  { provider }: Subject,
): Finding | undefined {
  if (offered.includes(asked)) return undefined;
  const message = `${provider} supports the ${shotFields[field].title}s ${listed(offered)}; this shot asks for ${asked}`;
  return { code: "wrong-value", field, message, provenance };
}

/** Such a model's request has no place for the wish, which would be lost: an error on whatever word the fact rests. */
function alwaysLoud({ provider, model }: Subject): Finding {
  const message = `${provider} cannot render a silent clip with ${model.id}; this shot asks for one`;
  return { code: "field-unsupported", field: "audio", message, instead: "audio: true" };
}
