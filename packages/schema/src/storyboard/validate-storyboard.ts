import { included, shot, storyboard } from "../generated/storyboard/validators.js";
import type { CompiledValidator } from "../validation/compiled.ts";
import { explainStoryboardErrors } from "./explain-storyboard-errors.ts";
import type { StoryboardVerdict } from "./storyboard-verdict.ts";

/** Checks a storyboard as written: values may still be `${{ }}` lookups. */
export function validateStoryboard(value: unknown): StoryboardVerdict {
  return verdict(storyboard, value);
}

/** Checks a file that a storyboard includes, as written. */
export function validateIncluded(value: unknown): StoryboardVerdict {
  return verdict(included, value);
}

/** Checks a shot after its lookups: numbers and switches must have their final type. */
export function validateShot(value: unknown): StoryboardVerdict {
  return verdict(shot, value);
}

function verdict(validate: CompiledValidator, value: unknown): StoryboardVerdict {
  if (validate(value)) return { ok: true };
  return { ok: false, errors: explainStoryboardErrors(validate.errors ?? []) };
}
