import { phrases as includedPhrases } from "../generated/storyboard/included-phrases.ts";
import { phrases as shotPhrases } from "../generated/storyboard/shot-phrases.ts";
import { phrases as storyboardPhrases } from "../generated/storyboard/storyboard-phrases.ts";
import { included, shot, storyboard } from "../generated/storyboard/validators.ts";
import type { CompiledValidator } from "../validation/compiled.ts";
import { explainStoryboardErrors, type StoryboardPhrases } from "./explain-storyboard-errors.ts";
import type { StoryboardVerdict } from "./storyboard-verdict.ts";

/** Checks a storyboard as written: values may still be `${{ }}` lookups. */
export function validateStoryboard(value: unknown): StoryboardVerdict {
  return verdict(storyboard, storyboardPhrases, value);
}

/** Checks a file that a storyboard includes, as written. */
export function validateIncluded(value: unknown): StoryboardVerdict {
  return verdict(included, includedPhrases, value);
}

/** Checks a shot after its lookups: a field that holds a number or a switch must hold one by now. */
export function validateShot(value: unknown): StoryboardVerdict {
  return verdict(shot, shotPhrases, value);
}

function verdict(validate: CompiledValidator, phrases: StoryboardPhrases, value: unknown): StoryboardVerdict {
  if (validate(value)) return { ok: true };
  return { ok: false, errors: explainStoryboardErrors(validate.errors ?? [], phrases) };
}
