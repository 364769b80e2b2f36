import type { MockAnswer, MockRequest } from "./message.ts";

/** Turns a handler into a function of a `Request`, for use without a socket. */
export function createFetchDoor(
  handle: (request: MockRequest) => MockAnswer,
  bodyLimit: (method: string, path: string) => number,
): (input: Request) => Promise<Response> {
  return async (input) => {
    input.signal.throwIfAborted();
    const url = new URL(input.url);
    const body = new Uint8Array(await input.arrayBuffer());
    const bodyTooLarge = body.length > bodyLimit(input.method, url.pathname);
    const answer = handle({
      method: input.method,
      path: url.pathname,
      query: url.search.slice(1),
      header: (name) => input.headers.get(name) ?? undefined,
      body: bodyTooLarge ? new Uint8Array() : body,
      bodyTooLarge,
      origin: url.origin,
    });
    return toResponse(answer, input.method);
  };
}

function toResponse({ status, headers, body }: MockAnswer, method: string): Response {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : Uint8Array.from(body);
  const withoutBody = method === "HEAD" || status === 204 || status === 304;
  const length = status === 204 || status === 304 ? {} : { "content-length": String(bytes.length) };
  return new Response(withoutBody ? null : bytes, { status, headers: { ...headers, ...length } });
}
