import type { DraftPart } from "@shotlist/schema";
import type { ResolvedShot } from "../../model/shot.ts";
import { isBlank } from "../../wire/prompt-text.ts";
import { fine, type Finding, type Rule } from "./rule.ts";

/** A draft keeps to what drafts are held to; the final clip of a draft repeats nothing that it takes over from it. */
export const draftFitsModel: Rule = (subject) => {
  const { draft, draftOf } = subject.intent;
  if (draft !== true && draftOf === undefined) return fine;
  return [...termsOfDraft(subject), ...termsOfFinal(subject), ...wordsBesideDraft(subject)];
};

function* termsOfDraft({ intent, model, provider }: Parameters<Rule>[0]): Generator<Finding> {
  const terms = model.draftTerms;
  if (intent.draft !== true || terms === undefined) return;
  const { provenance } = terms;
  const { resolution, returnLastFrame, serviceTiers } = terms.value;
  if (intent.resolution !== resolution) {
    const message = `${provider} renders drafts only at ${resolution}; this shot asks for ${intent.resolution}`;
    yield {
      code: "resolution-unsupported",
      field: "resolution",
      message,
      instead: `resolution: ${resolution}`,
      provenance,
    };
  }
  if (intent.returnLastFrame === true && !returnLastFrame) {
    const message = `${provider} does not return the last frame of a draft`;
    yield {
      code: "field-unsupported",
      field: "returnLastFrame",
      message,
      instead: "returnLastFrame: false",
      provenance,
    };
  }
  if (intent.serviceTier !== undefined && !serviceTiers.includes(intent.serviceTier)) {
    const message = `${provider} does not render drafts in the service tier ${intent.serviceTier}`;
    const [instead] = serviceTiers.map((tier) => `serviceTier: ${tier}`);
    yield { code: "wrong-value", field: "serviceTier", message, ...(instead && { instead }), provenance };
  }
}

function* termsOfFinal({ intent, model, provider }: Parameters<Rule>[0]): Generator<Finding> {
  const terms = model.draftTerms;
  const resolutions = terms?.value.finalResolutions;
  if (terms === undefined || resolutions === undefined || intent.draftOf === undefined) return;
  if (resolutions.includes(intent.resolution)) return;
  const message = `${provider} renders the final clip of a draft at ${resolutions.join(" or ")}; this one asks for ${intent.resolution}`;
  yield {
    code: "resolution-unsupported",
    field: "resolution",
    message,
    instead: `resolution: ${resolutions[0]}`,
    provenance: terms.provenance,
  };
}

function* wordsBesideDraft({ intent, model, provider }: Parameters<Rule>[0]): Generator<Finding> {
  const reuses = model.draftReuses;
  if (intent.draftOf === undefined || reuses === undefined) return;
  const { provenance, value } = reuses;
  for (const part of value) {
    if (mustAgree.has(part) || !isSaid(part, intent)) continue;
    const field = part === "references" ? "reference 0" : part;
    const message = `${provider} takes the ${part} of the final clip from its draft`;
    yield { code: "conflicting-fields", field, message, instead: `remove \`${part}\``, provenance };
  }
}

/** What every shot says, so that both have to say the same; `checkDraft` sees to it. */
const mustAgree: ReadonlySet<DraftPart> = new Set(["model", "duration", "ratio", "audio"]);

function isSaid(part: DraftPart, intent: ResolvedShot): boolean {
  if (part === "prompt") return !isBlank(intent.prompt);
  return part === "references" ? intent.references.length > 0 : intent[part] !== undefined;
}
