import { suggest } from "../../diagnostics/suggest.ts";
import { ratiosOf } from "../../model/model-facts.ts";
import { fine, listed, type Rule } from "./rule.ts";

/** The model renders in the ratio asked for: with a first frame, or without one, some models render in fewer. */
export const ratioOffered: Rule = ({ asked: { ratio, references }, model, provider }) => {
  const { value, provenance } = ratiosOf(model, references);
  if (ratio === undefined || value.includes(ratio)) return fine;
  const nearest = suggest(ratio, value) ?? value[0];
  const isFewer = value !== model.ratios.value && model.ratios.value.includes(ratio);
  const kind = references.length === 0 ? " from text alone" : " from a first frame";
  return [
    {
      code: "ratio-unsupported",
      field: "ratio",
      message: `${provider} renders ${model.id}${isFewer ? kind : ""} in ${listed(value)}; this shot asks for ${ratio}`,
      ...(nearest === undefined ? {} : { instead: `ratio: "${nearest}"` }),
      // A task whose ratio does not fit its first frame is accepted, and fails once it is paid for or queued: never a warning.
      ...(isFewer ? {} : { provenance }),
    },
  ];
};
