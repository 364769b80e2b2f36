import type { RuleMatch } from "./scenario.ts";

/** What is known about a clip that is asked for, and of the request that asks. */
export interface ClipOccasion {
  readonly format: string | undefined;
  readonly header: (name: string) => string | undefined;
  /** Model and prompt, where the request or its task has them; read only when a rule asks. */
  readonly clip: () => { readonly model: string; readonly prompt: string } | undefined;
}

/** The part of a rule's match that is about the clip; everything that is given must hold. */
export type ClipMatch = Pick<RuleMatch, "format" | "headers" | "model" | "prompt">;

export function matchesClip(match: ClipMatch, { format, header, clip }: ClipOccasion): boolean {
  if (match.format !== undefined && match.format !== format) return false;
  if (Object.entries(match.headers ?? {}).some(([name, value]) => header(name.toLowerCase()) !== value)) return false;
  if (match.model === undefined && match.prompt === undefined) return true;
  const asked = clip();
  if (asked === undefined) return false;
  if (match.model !== undefined && match.model !== asked.model) return false;
  return match.prompt === undefined || containsPattern(asked.prompt, match.prompt);
}

function containsPattern(text: string, pattern: string): boolean {
  let from = 0;
  for (const part of pattern.split("*")) {
    const found = text.indexOf(part, from);
    if (found === -1) return false;
    from = found + part.length;
  }
  return true;
}
