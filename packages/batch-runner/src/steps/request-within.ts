import { isRedirect, sameOriginTarget } from "../http/same-origin.ts";
import type { HttpAnswer, HttpRequest, Transport } from "../ports/transport.ts";

const redirects = 5;

/**
 * Sends a request that only reads, and follows where it is redirected within its origin: the key stays with the host it was
 * sent to. An answer that points elsewhere is handed back as it is.
 */
export async function requestWithin(
  { transport, stopping }: { readonly transport: Transport; readonly stopping: AbortSignal },
  request: HttpRequest,
): Promise<HttpAnswer> {
  let { url } = request;
  for (let hops = 0; ; hops += 1) {
    const answer = await transport.request({ ...request, url }, { signal: stopping });
    if (request.method !== "GET" || !isRedirect(answer) || hops >= redirects) return answer;
    const target = sameOriginTarget(url, answer.headers["location"] ?? "");
    if (target === undefined) return answer;
    url = target;
  }
}
