import type { PlannedTake } from "@shotlist/core";

/** What a take is asked for in words; media in it by their kind and number. */
export function promptOf({ asked }: PlannedTake): string {
  return asked.prompt.map((part) => (typeof part === "string" ? part : `${part.kind} ${part.index}`)).join("");
}
