import type { DraftPart } from "@shotlist/schema";
import type { ResolvedShot } from "../../model/shot.ts";
import { isBlank } from "../../wire/prompt-text.ts";
import { fine, type Finding, type Rule } from "./rule.ts";

/** A draft keeps to what drafts are held to; the final clip of a draft repeats nothing that it takes over from it. */
export const draftFitsModel: Rule = (subject) => {
  const { draft, draftOf } = subject.asked;
  if (draft !== true && draftOf === undefined) return fine;
  return [...termsOfDraft(subject), ...termsOfFinal(subject), ...wordsBesideDraft(subject)];
};

function* termsOfDraft({ asked, model, provider }: Parameters<Rule>[0]): Generator<Finding> {
  const terms = model.draftTerms;
  if (asked.draft !== true || terms === undefined) return;
  const { provenance } = terms;
  const { resolution, returnLastFrame, serviceTiers } = terms.value;
  if (asked.resolution !== resolution) {
    const message = `${provider} renders drafts only at ${resolution}; this shot asks for ${asked.resolution}`;
    yield {
      code: "resolution-unsupported",
      field: "resolution",
      message,
      instead: `resolution: ${resolution}`,
      provenance,
    };
  }
  if (asked.returnLastFrame === true && !returnLastFrame) {
    const message = `${provider} does not return the last frame of a draft`;
    yield {
      code: "field-unsupported",
      field: "returnLastFrame",
      message,
      instead: "returnLastFrame: false",
      provenance,
    };
  }
  if (asked.serviceTier !== undefined && !serviceTiers.includes(asked.serviceTier)) {
    const message = `${provider} does not render drafts in the service tier ${asked.serviceTier}`;
    const [instead] = serviceTiers.map((tier) => `serviceTier: ${tier}`);
    yield { code: "wrong-value", field: "serviceTier", message, ...(instead && { instead }), provenance };
  }
}

function* termsOfFinal({ asked, model, provider }: Parameters<Rule>[0]): Generator<Finding> {
  const terms = model.draftTerms;
  const resolutions = terms?.value.finalResolutions;
  if (terms === undefined || resolutions === undefined || asked.draftOf === undefined) return;
  if (resolutions.includes(asked.resolution)) return;
  const message = `${provider} renders the final clip of a draft at ${resolutions.join(" or ")}; this one asks for ${asked.resolution}`;
  yield {
    code: "resolution-unsupported",
    field: "resolution",
    message,
    instead: `resolution: ${resolutions[0]}`,
    provenance: terms.provenance,
  };
}

function* wordsBesideDraft({ asked, model, provider }: Parameters<Rule>[0]): Generator<Finding> {
  const reuses = model.draftReuses;
  if (asked.draftOf === undefined || reuses === undefined) return;
  const { provenance, value } = reuses;
  for (const part of value) {
    if (mustAgree.has(part) || !isSaid(part, asked)) continue;
    const field = part === "references" ? "reference 0" : part;
    const message = `${provider} takes the ${part} of the final clip from its draft`;
    yield { code: "conflicting-fields", field, message, instead: `remove \`${part}\``, provenance };
  }
}

/** What every shot says, so that both have to say the same; `checkDraft` sees to it. */
const mustAgree: ReadonlySet<DraftPart> = new Set(["model", "duration", "ratio", "audio"]);

function isSaid(part: DraftPart, asked: ResolvedShot): boolean {
  if (part === "prompt") return !isBlank(asked.prompt);
  return part === "references" ? asked.references.length > 0 : asked[part] !== undefined;
}
