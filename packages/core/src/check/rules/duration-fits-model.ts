import type { ModelFacts } from "@shotlist/schema";
import { autoDuration } from "../../model/clip-length.ts";
import { fine, type Finding, listed, type Rule } from "./rule.ts";

/** A clip's length in seconds is within what the model makes. */
export const durationFitsModel: Rule = ({ asked: { duration }, model, provider }) => {
  if (duration === undefined) return fine;
  if (duration === autoDuration) return model.autoDuration?.value === true ? fine : [choosesNoLength(model, provider)];
  const { min, max, integer, step = integer ? 1 : undefined } = model.duration.value;
  const onStep = step === undefined || Number.isInteger((duration - min) / step);
  if (duration >= min && duration <= max && onStep) return fine;
  const rounded = step === undefined ? duration : min + Math.round((duration - min) / step) * step;
  const nearest = Math.min(max, Math.max(min, rounded));
  const takes = describeLengths(model.duration.value);
  return [
    {
      code: "duration-unsupported",
      field: "duration",
      message: `${provider} accepts ${takes}; this shot asks for ${duration}`,
      instead: `duration: ${nearest}`,
      provenance: model.duration.provenance,
    },
  ];
};

/** An error whatever the source: where it is not documented, the vendor's answer to it is unknown, and so is the price. */
function choosesNoLength(model: ModelFacts, provider: string): Finding {
  const message = `${provider} cannot choose the length of a clip with ${model.id}`;
  const instead = `duration: ${model.duration.value.min}`;
  return { code: "duration-unsupported", field: "duration", message, instead };
}

function describeLengths({ min, max, integer, step = 1 }: ModelFacts["duration"]["value"]): string {
  if (min === max) return `${min} seconds`;
  if (step === 1) return `${min} to ${max} ${integer ? "whole seconds" : "seconds"}`;
  const lengths = Array.from({ length: Math.floor((max - min) / step) + 1 }, (_, index) => String(min + index * step));
  return `${listed(lengths)} seconds`;
}
