import type { ResolvedProvider } from "@shotlist/core";
import type { RunContext } from "../run/context.ts";

/** The headers of a call to a provider. The key lives no longer than the request. */
export function headersOf(
  provider: ResolvedProvider,
  { options }: Pick<RunContext, "options">,
): { readonly headers: Readonly<Record<string, string>>; readonly key: string | undefined } {
  const key = options.keys(provider);
  return {
    key,
    headers: {
      accept: "application/json",
      "user-agent": "shotlist",
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    },
  };
}
