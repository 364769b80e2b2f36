import type { ResolvedProvider } from "@shotlist/core";
import { DeliveryError } from "../failures/delivery-error.ts";
import type { RunOptions } from "../work/options.ts";

/**
 * The headers of a call to a provider. The key lives no longer than the request. Throws `DeliveryError` where the provider's host
 * may not be asked at all, so that every request passes here first.
 */
export function headersOf(
  provider: ResolvedProvider,
  { options }: { readonly options: Pick<RunOptions, "keys" | "hostRefusal"> },
): { readonly headers: Readonly<Record<string, string>>; readonly key: string | undefined } {
  const refusal = options.hostRefusal?.(provider);
  if (refusal !== undefined) throw new DeliveryError({ phase: "not-sent", code: hostNotAllowed, ...refusal });
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

type HostCode = "host_not_allowed";

/** The code of a request that was not sent because nobody allowed its host. */
export const hostNotAllowed: HostCode = "host_not_allowed";
