import { usageError } from "../world/errors.ts";

/** Which rung of the cost ladder a command is about; without one, the clips as ever. */
export type Stage = "draft" | "final";

const stages: readonly Stage[] = ["draft", "final"];

export function isStage(value: unknown): value is Stage {
  return stages.some((stage) => stage === value);
}

/** The options that ask for a stage. */
export const stageOptions = {
  draft: { description: "Use the cheapest form of every shot that its model documents, in a separate folder" },
  final: {
    description: "Use only takes whose draft is approved, rendered from their draft where the format does that",
  },
} as const;

/** The stage that was asked for. */
export function stageOf({ draft, final }: { readonly draft: boolean; readonly final: boolean }): Stage | undefined {
  if (draft && final) throw usageError("--draft and --final cannot be used together");
  if (draft) return "draft";
  return final ? "final" : undefined;
}
