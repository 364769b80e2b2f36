import type { ResolvedProvider } from "@shotlist/core";
import type { RunOptions } from "../work/options.ts";

/** The headers of a call to a provider. The key lives no longer than the request. */
export function headersOf(
  provider: ResolvedProvider,
  { options }: { readonly options: Pick<RunOptions, "keys"> },
): { readonly headers: Readonly<Record<string, string>>; readonly key: string | undefined } {
  const key = options.keys(provider);
  return {
    key,
    headers: {
      accept: "application/json",
      // An answer that comes as it is cannot be unpacked wrongly.
      "accept-encoding": "identity",
      "user-agent": "shotlist",
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    },
  };
}
