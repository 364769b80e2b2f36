import { withoutRepeatedPath, type WireRequest } from "@shotlist/core";
import { describeAddress } from "../http/same-origin.ts";
import { statesWhere, type Failure } from "../lifecycle/state.ts";
import { redactText } from "../redact/redact.ts";
import type { Fetching } from "../work/context.ts";
import type { TakeError } from "../failures/take-error.ts";
import type { Work } from "../work/work.ts";
import { headersOf } from "./headers.ts";

/** The mistaken base URL in full: a person has to compare it with the vendor's page. */
export function noAddress({ provider }: Work, wire: WireRequest, failure: Failure): TakeError {
  const { name, baseUrl } = provider;
  const status = failure.code.replace("http_", "");
  const better = withoutRepeatedPath(baseUrl, wire.path);
  return {
    ...failure,
    code: "no_such_address",
    message: `${name} has nothing at ${wire.method} ${baseUrl}${wire.path} (${status}: ${failure.message})`,
    hint:
      better === undefined
        ? "Compare the provider's baseUrl with the vendor's page: part of its path may be missing. Nothing was paid."
        : `Write baseUrl: ${better}, without the repeated path, then run again. Nothing was paid.`,
  };
}

export const redirectHint =
  "Correct the provider's baseUrl. Look up the task at the vendor before you decide about the take. Takes that were not submitted are not paid for.";

/** Says where a submit was sent on to, and what another address would mean. */
export async function redirected(
  context: Fetching,
  { provider, lead }: Work,
  { wire, location, failure }: { readonly wire: WireRequest; readonly location: string; readonly failure: Failure },
): Promise<Failure> {
  const url = `${provider.baseUrl}${wire.path}`;
  const { key } = headersOf(provider, context);
  const target = redactText(describeAddress(url, location), key);
  const isElsewhere = URL.canParse(location, url) && new URL(location, url).origin !== new URL(url).origin;
  const status = failure.code.replace("http_", "");
  const message = `The submit was redirected (${status}) to ${target}; redirects are not followed, and a task may exist`;
  if (!isElsewhere) return { ...failure, code: "redirected", message };
  const ours = await context.state.ledger.attempts({
    states: statesWhere(({ at }) => at === "store" || at === "ready"),
  });
  const clips = ours.filter(({ realm }) => realm === lead.realm).length;
  const unknown =
    clips === 0 ? "" : `; ${clips} ${clips === 1 ? "clip" : "clips"} paid for here would be paid for again there`;
  return { ...failure, code: "redirected", message: `${message}. Another host is a different realm${unknown}` };
}
