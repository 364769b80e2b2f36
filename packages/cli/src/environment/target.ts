import type { Plan, Target } from "@shotlist/core";
import { parseBaseUrls } from "../arguments/base-url.ts";
import { didYouMean } from "../arguments/did-you-mean.ts";
import { usageError } from "../world/errors.ts";

/** Where requests go, by `--mock` and `--base-url`; undefined for where the storyboard says. */
export function readTarget({
  mock,
  baseUrls,
}: {
  readonly mock: boolean;
  readonly baseUrls: readonly string[];
}): Target | undefined {
  if (baseUrls.length === 0) return mock ? { kind: "mock" } : undefined;
  if (mock) throw usageError("--mock and --base-url cannot be used together", "--mock starts its own server");
  return { kind: "override", baseUrls: parseBaseUrls(baseUrls) };
}

/** Refuses a `--base-url` for a provider that no take uses: it would silently do nothing. */
export async function checkTarget(target: Target | undefined, plans: readonly Plan[]): Promise<void> {
  if (target?.kind !== "override") return;
  const used = new Set(plans.flatMap(({ providers }) => providers.map(({ name }) => name)));
  for (const name of target.baseUrls.keys()) {
    if (name === "*" || used.has(name)) continue;
    const meant = await didYouMean(name, used);
    throw usageError(
      `--base-url names the provider ${JSON.stringify(name)}, which no shot uses`,
      meant === undefined ? `Providers in use: ${[...used].join(", ")}` : `Did you mean ${meant}?`,
    );
  }
}
