import type { ResolvedProvider } from "@shotlist/core";
import { factsAt } from "@shotlist/schema";

/** Enough of an endpoint to ask for a task again, for as long as its format says; limits as careful as can be. */
export function carefulProvider(
  known: Pick<ResolvedProvider, "name" | "format" | "baseUrl" | "realm" | "apiKeyEnv">,
): ResolvedProvider {
  const { deadlineSeconds } = factsAt(known.name, known.format);
  return { ...known, concurrency: 1, pollEveryMs: 10_000, deadlineMs: deadlineSeconds.value * 1000, list: false };
}
