import { fine, type Rule } from "./rule.ts";

/** A clip's length in frames is one that the model makes. */
export const framesFitModel: Rule = ({ asked: { frames }, model, provider, facts }) => {
  if (frames === undefined) return fine;
  if (model.frames === undefined) {
    const seconds = Math.max(1, Math.round(frames / facts.framesPerSecond.value));
    return [
      {
        code: "field-unsupported",
        field: "frames",
        message: `${provider} does not accept a length in frames with ${model.id}`,
        instead: `duration: ${seconds}`,
      },
    ];
  }
  const { min, max, step, offset } = model.frames.value;
  if (frames >= min && frames <= max && (frames - offset) % step === 0) return fine;
  const nearest = Math.min(max, Math.max(min, offset + step * Math.round((frames - offset) / step)));
  return [
    {
      code: "duration-unsupported",
      field: "frames",
      message: `${provider} accepts ${min} to ${max} frames in steps of ${step}; this shot asks for ${frames}`,
      instead: `frames: ${nearest}`,
      provenance: model.frames.provenance,
    },
  ];
};

/** The format has a place for a length in frames, whatever the model. */
export const framesOffered: Rule = (subject) => (subject.model.frames === undefined ? framesFitModel(subject) : fine);
