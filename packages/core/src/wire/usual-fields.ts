/** What every format says in one way or another. */
export const usualFields = {
  prompt: "field",
  model: "field",
  duration: "field",
  resolution: "field",
  ratio: "field",
  references: "field",
  audio: "field",
  extra: "field",
} as const;
