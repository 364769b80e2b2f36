import { config } from "../generated/config/validators.js";
import { explainStoryboardErrors } from "../storyboard/explain-storyboard-errors.ts";
import type { StoryboardVerdict } from "../storyboard/storyboard-verdict.ts";

/** Checks the owner's configuration (`shotlist.config.yaml`). */
export function validateConfig(value: unknown): StoryboardVerdict {
  if (config(value)) return { ok: true };
  return { ok: false, errors: explainStoryboardErrors(config.errors ?? []) };
}
