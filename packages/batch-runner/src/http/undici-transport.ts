import { createRequire } from "node:module";
import type { LookupFunction } from "node:net";
import type { Agent, Dispatcher, EnvHttpProxyAgent } from "undici";
import type { HttpAnswer, HttpRequest, HttpStream, Transport } from "../ports/transport.ts";
import { assertOptions, isThisMachine, present } from "@shotlist/schema";
import { throughProxy, toDeliveryError, type Delivery } from "./delivery.ts";
import type { ProxySettings } from "./proxy-settings.ts";
import { createMadeUpCheck, createPublicLookup } from "./public-lookup.ts";
import { tooLong, unpackAnswer } from "./unpack-answer.ts";

const require = createRequire(import.meta.url);
/** Loaded with the first transport: it takes longer than everything else that a run with nothing to do does. */
const loadUndici = (): typeof import("undici") =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- require has no types
  require("undici") as typeof import("undici");

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

/** How requests leave this machine. */
interface TransportOptions {
  /** Everything goes through it; of `proxy`, nothing is used. */
  readonly dispatcher?: Dispatcher;
  /** The proxies to use, as `readProxySettings` finds them. This machine itself is never asked through one. */
  readonly proxy?: ProxySettings | undefined;
}

/** HTTP through undici. */
export function createTransport(options: TransportOptions = {}): Transport {
  assertOptions<TransportOptions>("createTransport", options, { dispatcher: "object", proxy: "object" });
  const { dispatcher, proxy } = options;
  const { Agent, EnvHttpProxyAgent, request } = loadUndici();
  const leaving = new WeakMap<AbortSignal, () => void>();
  const own: Dispatcher[] = [];
  const made = (connect: { readonly lookup?: LookupFunction }, proxied: boolean): Dispatcher => {
    const settings = { ...agentOptions, connect: { timeout: connectTimeoutMs, ...connect } };
    const agent =
      dispatcher ??
      (proxied && proxy !== undefined ? new EnvHttpProxyAgent(proxyOptions(settings, proxy)) : new Agent(settings));
    own.push(agent);
    return noting(agent, leaving);
  };
  const here = made({}, false);
  const open = made({}, true);
  const guarded = made({ lookup: createPublicLookup({ allowMadeUp: false }) }, true);
  const guardedBehindMadeUp = made({ lookup: createPublicLookup({ allowMadeUp: true }) }, true);
  const isMadeUp = createMadeUpCheck();

  async function dispatcherFor({ url, privateAddresses, providerHost }: HttpRequest): Promise<Dispatcher> {
    if (dispatcher === undefined && isOnThisMachine(url)) return privateAddresses === false ? guarded : here;
    if (privateAddresses !== false) return open;
    return providerHost !== undefined && (await isMadeUp(providerHost)) ? guardedBehindMadeUp : guarded;
  }

  async function send(wanted: HttpRequest, outer: AbortSignal | undefined): Promise<Sent> {
    const delivery: Delivery = { started: false, timedOut: false, tooLate: false };
    const controller = new AbortController();
    leaving.set(controller.signal, () => {
      delivery.started = wanted.mayLeave?.() ?? true;
      delivery.tooLate = !delivery.started;
      if (delivery.tooLate) controller.abort();
    });
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
        ...present({ body: wanted.body }),
        signal: controller.signal,
        dispatcher: await dispatcherFor(wanted),
      });
      return { status: statusCode, headers: toHeaders(headers), body, delivery, done, headCame };
    } catch (error) {
      done();
      const failure = toDeliveryError(error, delivery);
      throw proxy === undefined || isOnThisMachine(wanted.url) ? failure : throughProxy(failure, proxy);
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
      if (dispatcher === undefined) await Promise.all(own.map((agent) => agent.destroy()));
    },
  };
}

function isOnThisMachine(url: string): boolean {
  const address = URL.parse(url);
  return address !== null && isThisMachine(address.hostname);
}

/** Requests to hosts that need no proxy connect as `options` say; the proxy itself may be in a private network. */
function proxyOptions(options: Agent.Options, { http, https, noProxy }: ProxySettings): EnvHttpProxyAgent.Options {
  return {
    ...options,
    connectTimeout: connectTimeoutMs,
    // Empty rather than absent: what is absent here is looked for in the environment.
    httpProxy: http?.url ?? "",
    httpsProxy: https?.url ?? "",
    noProxy,
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
function noting(dispatcher: Dispatcher, leaving: WeakMap<AbortSignal, () => void>): Dispatcher {
  return dispatcher.compose((dispatch) => (options, handler) => {
    const signal = "signal" in options && options.signal instanceof AbortSignal ? options.signal : undefined;
    const leaves = signal === undefined ? undefined : leaving.get(signal);
    if (signal === undefined || leaves === undefined) throw new Error("a request without a delivery");
    return dispatch(options, {
      onRequestStart(controller, context) {
        // One that was cut while it waited for its connection is dropped here, before a byte is written.
        if (!signal.aborted) leaves();
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
