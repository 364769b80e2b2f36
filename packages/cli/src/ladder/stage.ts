/** Which rung of the cost ladder a command is about; without one, the clips as ever. */
export type Stage = "draft";

const stages: readonly Stage[] = ["draft"];

export function isStage(value: unknown): value is Stage {
  return stages.some((stage) => stage === value);
}

/** The options that ask for a stage. */
export const stageOptions = {
  draft: { description: "Use the cheapest form of every shot that its model documents, in a separate folder" },
} as const;

/** The stage that was asked for. */
export function stageOf({ draft }: { readonly draft: boolean }): Stage | undefined {
  return draft ? "draft" : undefined;
}
