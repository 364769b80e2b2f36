import { suggest } from "../../diagnostics/suggest.ts";
import { fine, listed, type Rule } from "./rule.ts";

/** The model renders in the ratio asked for. */
export const ratioOffered: Rule = ({ intent: { ratio }, model, provider }) => {
  const { value, provenance } = model.ratios;
  if (ratio === undefined || value.includes(ratio)) return fine;
  const nearest = suggest(ratio, value) ?? value[0];
  return [
    {
      code: "ratio-unsupported",
      field: "ratio",
      message: `${provider} renders ${model.id} in ${listed(value)}; this shot asks for ${ratio}`,
      ...(nearest === undefined ? {} : { instead: `ratio: "${nearest}"` }),
      provenance,
    },
  ];
};
