import { fine, type Finding, listed, type Rule, type Subject } from "./rule.ts";

/** Every field that was set is one the model has: nothing an author wrote is dropped on the way. */
export const fieldsOffered: Rule = (subject) => {
  const { intent, model } = subject;
  const found: Finding[] = [];
  const need = (field: string, isSet: boolean, isOffered: boolean): void => {
    if (isSet && !isOffered) found.push(notOffered(field, subject));
  };
  need("audio", intent.audio, model.audio?.value === true);
  if (!intent.audio && model.audioFixed?.value === true) found.push(alwaysLoud(subject));
  need("seed", intent.seed !== undefined, model.seed !== undefined);
  need("watermark", intent.watermark !== undefined, model.watermark?.value === true);
  need("returnLastFrame", intent.returnLastFrame === true, model.returnLastFrame?.value === true);
  need("draft", intent.draft === true, model.draft?.value === true);
  need("draftOf", intent.draftOf !== undefined, model.draftOf?.value === true);
  need("serviceTier", intent.serviceTier !== undefined, model.serviceTiers !== undefined);
  need("expiresAfter", intent.expiresAfter !== undefined, model.expiresAfter !== undefined);
  if (intent.seed !== undefined || intent.serviceTier !== undefined || intent.expiresAfter !== undefined) {
    found.push(...ranges(subject));
  }
  return found.length === 0 ? fine : found;
};

function notOffered(field: string, { provider, model }: Subject): Finding {
  const message = `${provider} has no \`${field}\` with ${model.id}`;
  return { code: "field-unsupported", field, message, instead: `remove \`${field}\`` };
}

/** Such a model's request has no place for the wish, which would be lost: an error on whatever word the fact rests. */
function alwaysLoud({ provider, model }: Subject): Finding {
  const message = `${provider} makes no silent clip with ${model.id}; this shot asks for one`;
  return { code: "field-unsupported", field: "audio", message, instead: "audio: true" };
}

function* ranges({ intent, model, provider }: Subject): Generator<Finding> {
  for (const field of ["seed", "expiresAfter"] as const) {
    const value = intent[field];
    const fact = model[field];
    if (value === undefined || fact === undefined) continue;
    const { min, max } = fact.value;
    if (value >= min && value <= max && (field !== "seed" || Number.isInteger(value))) continue;
    const unit = field === "seed" ? "" : " seconds";
    const nearest = Math.min(max, Math.max(min, Math.round(value)));
    const message = `${provider} takes \`${field}\` from ${min} to ${max}${unit}; this shot asks for ${value}`;
    const instead = `${field}: ${nearest}${field === "seed" ? "" : "s"}`;
    yield { code: "value-range", field, message, instead, provenance: fact.provenance };
  }
  const tiers = model.serviceTiers;
  if (intent.serviceTier !== undefined && tiers !== undefined && !tiers.value.includes(intent.serviceTier)) {
    const message = `${provider} has the service tiers ${listed(tiers.value)}; this shot asks for ${intent.serviceTier}`;
    yield { code: "wrong-value", field: "serviceTier", message, provenance: tiers.provenance };
  }
}
