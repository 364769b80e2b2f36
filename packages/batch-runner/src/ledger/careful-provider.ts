import type { ResolvedProvider } from "@shotlist/core";

/** Enough of an endpoint to ask for a task again; limits as careful as can be. */
export function carefulProvider(
  known: Pick<ResolvedProvider, "name" | "format" | "baseUrl" | "realm" | "apiKeyEnv">,
): ResolvedProvider {
  return { ...known, concurrency: 1, pollEveryMs: 10_000, deadlineMs: 0, list: false };
}
