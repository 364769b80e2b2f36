import { fine, type Rule } from "./rule.ts";

/** A resolution in the model's id agrees with the one asked for: which of the two wins is documented nowhere. */
export const modelAgreesWithResolution: Rule = ({ asked: { model, resolution } }) => {
  const named = /-(?<tier>\d+[pk])$/u.exec(model)?.groups?.["tier"];
  if (named === undefined || named === resolution) return fine;
  const message = `The model name ${model} says ${named}, but the shot asks for ${resolution}`;
  return [{ code: "model-resolution", field: "resolution", message, instead: `resolution: ${named}` }];
};
