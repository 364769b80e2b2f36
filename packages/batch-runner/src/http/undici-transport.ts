import { lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { Agent, request, type Dispatcher } from "undici";
import { DeliveryError } from "../errors.ts";
import type { HttpAnswer, HttpRequest, HttpStream, Transport } from "../ports/transport.ts";
import { isPublicAddress } from "./addresses.ts";
import { toDeliveryError, type Delivery } from "./delivery.ts";
import { tooLong, unpackAnswer } from "./unpack-answer.ts";

const connectTimeoutMs = 10_000;
/**
 * A kept connection that the server has just closed turns a submit into an uncertain one. So connections are reused
 * only within a second, and never by HTTP/2, whose resets do not say whether a stream was seen.
 */
const keepAliveMs = 1000;

const agentOptions: Agent.Options = {
  keepAliveTimeout: keepAliveMs,
  keepAliveMaxTimeout: keepAliveMs,
  pipelining: 1,
  allowH2: false,
  // One clock for a request: its own signal. Undici's are coarse and would race it.
  headersTimeout: 0,
  bodyTimeout: 0,
};

/** HTTP through undici. With a `dispatcher`, everything goes through it. */
export function createTransport({ dispatcher }: { readonly dispatcher?: Dispatcher } = {}): Transport {
  const open = dispatcher ?? new Agent({ ...agentOptions, connect: { timeout: connectTimeoutMs } });
  const guarded =
    dispatcher ?? new Agent({ ...agentOptions, connect: { timeout: connectTimeoutMs, lookup: lookupPublic } });
  const deliveries = new WeakMap<object, Delivery>();
  const notingOpen = noting(open, deliveries);
  const notingGuarded = noting(guarded, deliveries);

  async function send(wanted: HttpRequest, outer: AbortSignal | undefined): Promise<Sent> {
    const delivery: Delivery = { started: false, timedOut: false };
    const controller = new AbortController();
    deliveries.set(controller.signal, delivery);
    const timer = setTimeout(() => {
      delivery.timedOut = true;
      controller.abort();
    }, wanted.timeoutMs);
    const stop = (): void => controller.abort();
    outer?.addEventListener("abort", stop, { once: true });
    if (outer?.aborted === true) stop();
    const headCame = (): void => clearTimeout(timer);
    const done = (): void => {
      headCame();
      outer?.removeEventListener("abort", stop);
    };
    try {
      const { statusCode, headers, body } = await request(wanted.url, {
        method: wanted.method,
        headers: wanted.headers,
        ...(wanted.body === undefined ? {} : { body: wanted.body }),
        signal: controller.signal,
        dispatcher: wanted.privateAddresses === false ? notingGuarded : notingOpen,
      });
      return { status: statusCode, headers: toHeaders(headers), body, delivery, done, headCame };
    } catch (error) {
      done();
      throw toDeliveryError(error, delivery);
    }
  }

  return {
    async request(wanted, { signal } = {}): Promise<HttpAnswer> {
      const { status, headers, body, delivery, done } = await send(wanted, signal);
      try {
        const packed = await collect(body, wanted.maxBytes);
        const encoding = headers["content-encoding"];
        return { status, headers, body: await unpackAnswer(packed, { encoding, maxBytes: wanted.maxBytes }) };
      } catch (error) {
        throw toDeliveryError(error, { ...delivery, status, headers });
      } finally {
        done();
      }
    },
    async stream(wanted, { signal } = {}): Promise<HttpStream> {
      const { status, headers, body, delivery, done, headCame } = await send(wanted, signal);
      // Whoever reads the body knows how long it may be silent.
      headCame();
      return { status, headers, body: limited(body, wanted.maxBytes, { ...delivery, status, headers }, done) };
    },
    async close() {
      if (dispatcher === undefined) await Promise.all([open.destroy(), guarded.destroy()]);
    },
  };
}

interface Sent extends Omit<HttpStream, "body"> {
  readonly body: Dispatcher.ResponseData["body"];
  readonly delivery: Delivery;
  readonly done: () => void;
  /** Ends the clock of the request; its signal still cuts it. */
  readonly headCame: () => void;
}

/**
 * Notes the moment at which undici hands the request to a connected socket. Whatever fails before it was not sent;
 * whatever fails after it may have arrived. A request is known by its signal.
 */
function noting(dispatcher: Dispatcher, deliveries: WeakMap<object, Delivery>): Dispatcher {
  return dispatcher.compose((dispatch) => (options, handler) => {
    const signal = "signal" in options && options.signal instanceof AbortSignal ? options.signal : undefined;
    const delivery = signal === undefined ? undefined : deliveries.get(signal);
    if (signal === undefined || delivery === undefined) throw new Error("a request without a delivery");
    return dispatch(options, {
      onRequestStart(controller, context) {
        // One that was cut while it waited for its connection is dropped here, before a byte is written.
        if (!signal.aborted) delivery.started = true;
        handler.onRequestStart?.(controller, context);
      },
      onRequestUpgrade: (...values) => handler.onRequestUpgrade?.(...values),
      onResponseStart: (...values) => handler.onResponseStart?.(...values),
      onResponseData: (...values) => handler.onResponseData?.(...values),
      onResponseEnd: (...values) => handler.onResponseEnd?.(...values),
      onResponseError: (...values) => handler.onResponseError?.(...values),
    });
  });
}

async function collect(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw tooLong(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function* limited(
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
  delivery: Delivery,
  done: () => void,
): AsyncIterable<Uint8Array> {
  let bytes = 0;
  try {
    for await (const chunk of body) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw tooLong(maxBytes);
      yield chunk;
    }
  } catch (error) {
    throw toDeliveryError(error, delivery);
  } finally {
    done();
  }
}

function toHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Readonly<Record<string, string>> {
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]],
  );
  return Object.fromEntries(entries);
}

/** Resolves names like the system does, and refuses those that lead into this machine or a private network. */
const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) {
      callback(error, "");
      return;
    }
    const [first] = addresses;
    if (first === undefined || addresses.some(({ address }) => !isPublicAddress(address))) {
      callback(privateAddress(hostname), "");
    } else if (options.all === true) {
      callback(null, addresses);
    } else {
      callback(null, first.address, first.family);
    }
  });
};

function privateAddress(hostname: string): DeliveryError {
  return new DeliveryError({
    phase: "not-sent",
    code: "private_address",
    message: `${hostname} leads to an address that is not public`,
    hint: "A provider on the public network may not point into a private one.",
  });
}
