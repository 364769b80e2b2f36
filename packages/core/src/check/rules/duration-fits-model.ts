import { fine, type Rule } from "../rule.ts";

/** A clip's length in seconds lies within what the model makes. */
export const durationFitsModel: Rule = ({ intent: { duration }, model, provider }) => {
  if (duration === undefined) return fine;
  const { min, max, integer } = model.duration.value;
  const whole = !integer || Number.isInteger(duration);
  if (duration >= min && duration <= max && whole) return fine;
  const nearest = Math.min(max, Math.max(min, integer ? Math.round(duration) : duration));
  const takes = min === max ? `${min} seconds` : `${min} to ${max} ${integer ? "whole seconds" : "seconds"}`;
  return [
    {
      code: "duration-unsupported",
      field: "duration",
      message: `${provider} takes ${takes}; this shot asks for ${duration}`,
      instead: `duration: ${nearest}`,
      provenance: model.duration.provenance,
    },
  ];
};
