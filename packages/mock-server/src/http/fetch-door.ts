import type { MockClock } from "../clock/clock.ts";
import type { Delivery, MockAnswer, MockRequest } from "./message.ts";

/** Turns a handler into a function of a `Request`, for use without a socket. */
export function createFetchDoor({
  handle,
  bodyLimit,
  clock,
}: {
  readonly handle: (request: MockRequest) => MockAnswer;
  readonly bodyLimit: (method: string, path: string) => number;
  readonly clock: MockClock;
}): (input: Request) => Promise<Response> {
  // A request's signal follows its caller's only for as long as somebody holds the request itself.
  const waiting = new Set<Request>();
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
      headerNames: () => input.headers.keys(),
      body: bodyTooLarge ? new Uint8Array() : body,
      bodyTooLarge,
      origin: url.origin,
    });
    waiting.add(input);
    try {
      return await toResponse(answer, { method: input.method, clock: answer.clock ?? clock, signal: input.signal });
    } finally {
      waiting.delete(input);
    }
  };
}

interface Circumstances {
  readonly method: string;
  readonly clock: MockClock;
  readonly signal: AbortSignal;
}

interface Head {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

async function toResponse(answer: MockAnswer, circumstances: Circumstances): Promise<Response> {
  const { status, headers, body, delivery } = answer;
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : Uint8Array.from(body);
  const withoutBody = circumstances.method === "HEAD" || status === 204 || status === 304;
  const length: Head["headers"] = status === 204 || status === 304 ? {} : { "content-length": String(bytes.length) };
  const init: Head = { status, headers: { ...headers, ...length } };
  if (delivery === undefined) return new Response(withoutBody ? null : bytes, init);
  return deliver(delivery, bytes, { ...circumstances, init });
}

async function deliver(
  delivery: Delivery,
  bytes: Uint8Array<ArrayBuffer>,
  { clock, signal, init }: Circumstances & { readonly init: Head },
): Promise<Response> {
  switch (delivery.kind) {
    case "cut":
      if (delivery.afterBytes === 0) throw connectionLost();
      return new Response(streamThenFail(bytes.subarray(0, delivery.afterBytes)), init);
    case "early": {
      const { "content-length": _, ...headers } = init.headers;
      return new Response(bytes.subarray(0, delivery.afterBytes), { ...init, headers });
    }
    case "stall":
      if (delivery.seconds === undefined) await aborted(signal);
      else await clock.sleep(delivery.seconds * 1000, signal);
      return new Response(bytes, init);
    case "drip":
      // Without a socket the bytes have no pace of their own: they come together when the last one would have.
      await clock.sleep(delivery.seconds * 1000, signal);
      return new Response(bytes, init);
    default:
      return delivery satisfies never;
  }
}

/** Ends only when the caller has had enough. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

function streamThenFail(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let sent = false;
  return new ReadableStream({
    pull: (controller) => {
      if (sent) controller.error(connectionLost());
      else controller.enqueue(bytes);
      sent = true;
    },
  });
}

/** What `fetch` throws when a connection is reset. */
function connectionLost(): TypeError {
  return new TypeError("fetch failed", {
    cause: Object.assign(new Error("other side closed"), { code: "ECONNRESET" }),
  });
}
