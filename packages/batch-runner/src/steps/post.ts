import type { ResolvedProvider } from "@shotlist/core";
import { DeliveryError } from "../failures/delivery-error.ts";
import type { HttpAnswer, HttpRequest } from "../ports/transport.ts";
import type { Reaching } from "../work/context.ts";
import type { RunOptions } from "../work/options.ts";
import { headersOf } from "./headers.ts";

/** What is sent, once, and changes something at a provider. */
interface Sent extends Pick<HttpRequest, "method" | "timeoutMs" | "maxBytes" | "mayLeave"> {
  readonly path: string;
  readonly contentType: string;
  readonly body: NonNullable<HttpRequest["body"]>;
}

/** Sends a request once, which only the end of the process cuts off. A failure of delivery is a result like any other; `key` is what was sent. */
export async function post(
  context: Pick<Reaching, "transport"> & {
    readonly cut: AbortSignal;
    readonly options: Pick<RunOptions, "keys" | "hostRefusal">;
  },
  provider: ResolvedProvider,
  { method, path, contentType, ...sent }: Sent,
): Promise<{ readonly result: HttpAnswer | DeliveryError; readonly key: string | undefined }> {
  let key: string | undefined;
  try {
    const { headers, ...own } = headersOf(provider, context);
    key = own.key;
    const request = {
      ...sent,
      method,
      url: `${provider.baseUrl}${path}`,
      headers: { ...headers, "content-type": contentType },
    };
    return { result: await context.transport.request(request, { signal: context.cut }), key };
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    return { result: error, key };
  }
}
