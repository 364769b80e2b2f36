import { fine, listed, type Rule } from "./rule.ts";

/** The model renders at the resolution asked for. */
export const resolutionOffered: Rule = ({ asked: { resolution }, model, provider }) => {
  const { value, provenance } = model.resolutions;
  if (value.includes(resolution)) return fine;
  return [
    {
      code: "resolution-unsupported",
      field: "resolution",
      message: `${provider} renders ${model.id} at ${listed(value)}; this shot asks for ${resolution}`,
      ...(value.length === 0 ? {} : { instead: `resolution: ${value.at(-1)}` }),
      provenance,
    },
  ];
};
