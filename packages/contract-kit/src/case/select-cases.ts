import type { FormatRef } from "@shotlist/schema";
import type { Case } from "./case.ts";
import { casesOf } from "./cases-of.ts";
import { matchesAny } from "./match-id.ts";

/** The cases of a format whose id matches any of the patterns; all of them without one. */
export function selectCases(format: FormatRef, only: string | readonly string[] = "*"): readonly Case[] {
  const patterns = typeof only === "string" ? [only] : only;
  return casesOf(format).filter(({ id }) => matchesAny(id, patterns));
}
