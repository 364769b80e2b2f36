import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { listenLocally } from "../local-server/listen-locally.ts";
import type { LocalServer } from "../local-server/listen-locally.ts";
import { readRequest } from "../local-server/read-request.ts";
import { systemClock } from "../call/clock.ts";
import { within } from "../call/within.ts";
import { mostBodyBytes, recordSession } from "./record-session.ts";
import type { RecordOptions } from "./record-options.ts";
import type { SessionRecorder } from "./record-session.ts";

export interface RecordingProxyOptions extends RecordOptions {
  /** Port on this machine; any free one by default. */
  readonly port?: number;
}

/** A server on this machine that forwards each call to one endpoint, and saves it. */
export interface RecordingProxy extends LocalServer, Pick<SessionRecorder, "recording" | "totals"> {}

/** How long a proxy that closes waits for the calls in flight. */
const lastCallsMs = 5000;

/** Headers that speak of one connection, or of the bytes as they were before they were unpacked. */
const ownHeaders =
  /^(?:connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|host|expect|content-length)$/;
const packedHeaders = /^(?:content-encoding|accept-encoding)$/;

/**
 * Opens a server on this machine for a client. Every call is forwarded to the base URL and nowhere else; redirects
 * are returned unchanged. The client's key is forwarded and never saved.
 */
export async function openRecordingProxy(options: RecordingProxyOptions): Promise<RecordingProxy> {
  const { fetch, recording, totals } = recordSession(options);
  const base = new URL(options.baseUrl).href.replace(/\/+$/, "");
  const inFlight = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    const call = handOn({ request, response, base, fetch })
      // Whatever is wrong with one answer, the others continue.
      .catch(() => void response.destroy())
      .finally(() => inFlight.delete(call));
    inFlight.add(call);
  });
  const { url, close: cut } = await listenLocally(server, options.port);
  const close = async (): Promise<void> => {
    // A submit that is on its way may have been paid for: its answer is worth a moment.
    await within({ clock: systemClock, ms: lastCallsMs }, () => Promise.allSettled(inFlight));
    await cut();
  };
  return { url, close, [Symbol.asyncDispose]: close, recording, totals };
}

interface HandedOn {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly base: string;
  readonly fetch: SessionRecorder["fetch"];
}

async function handOn({ request, response, base, fetch }: HandedOn): Promise<void> {
  const target = targetOf(base, request.url ?? "");
  if (target === undefined) return refuse(response, 400, "This address is not part of the recorded endpoint");
  const body = await readRequest(request, mostBodyBytes);
  if (body === undefined) return refuse(response, 413, `A body of more than ${mostBodyBytes} bytes is not forwarded`);
  let answer: Response;
  try {
    const { method = "GET" } = request;
    const hasBody = method !== "GET" && method !== "HEAD" && body.length > 0;
    const headers = sentHeaders(request);
    answer = await fetch(target, { method, headers, redirect: "manual", ...(hasBody ? { body } : {}) });
  } catch (error) {
    return refuse(response, 502, `The endpoint gave no answer (${reasonOf(error)})`);
  }
  response.writeHead(answer.status, receivedHeaders(answer.headers));
  if (answer.body === null) return void response.end();
  try {
    await pipeline(Readable.from(answer.body), response);
  } catch {
    // Either side hung up; the other one learns it in the same way.
    response.destroy();
  }
}

/** Where a call goes; undefined for one that names another host or climbs out of the base URL's path. */
function targetOf(base: string, address: string): URL | undefined {
  if (!address.startsWith("/") || !URL.canParse(`${base}${address}`)) return undefined;
  const target = new URL(`${base}${address}`);
  return target.href.startsWith(`${base}/`) ? target : undefined;
}

function sentHeaders({ headersDistinct }: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(headersDistinct)) {
    if (ownHeaders.test(name) || packedHeaders.test(name)) continue;
    for (const value of values) headers.append(name, value);
  }
  return headers;
}

function receivedHeaders(headers: Headers): Record<string, string | string[]> {
  const kept = [...headers].filter(([name]) => !ownHeaders.test(name) && !packedHeaders.test(name));
  const cookies = headers.getSetCookie();
  return { ...Object.fromEntries(kept), ...(cookies.length === 0 ? {} : { "set-cookie": cookies }) };
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { "content-type": "application/json", connection: "close" });
  response.end(JSON.stringify({ error: { code: "recording_proxy", message } }));
}

/** The system's word for a failure; its sentence may hold an address. */
function reasonOf(error: unknown): string {
  const causes = [error, error instanceof Error ? error.cause : undefined];
  const codes = causes.map((cause): unknown =>
    typeof cause === "object" && cause !== null ? Reflect.get(cause, "code") : undefined,
  );
  return codes.find((code) => typeof code === "string") ?? "the connection was closed";
}
