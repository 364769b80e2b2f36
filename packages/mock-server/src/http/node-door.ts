import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { MockClock } from "../clock/clock.ts";
import { reachableHost } from "./reachable-host.ts";
import { jsonAnswer } from "./message.ts";
import type { IsOwnHost } from "./own-hosts.ts";
import type { Delivery, MockAnswer, MockRequest } from "./message.ts";

// An import statement would read every export of the module, and one of them loads the whole of `fetch`: ten times the cost.
const { createServer } = process.getBuiltinModule("node:http");

/** A listening socket. */
export interface NodeDoor {
  /** Such as `http://127.0.0.1:4010`. */
  readonly url: string;
  close(): Promise<void>;
}

/** Longer than clients keep an idle connection, so that it is never the server that cuts one. */
const keepAliveMs = 120_000;

const unknownHost =
  "The mock does not accept this host name; allow it with `allowHosts`, or with `shotlist mock --allow-host NAME`";

const noBody = Buffer.alloc(0);

/** No path takes less, so that nearly every body passes without a look at its path. */
export const leastLimitBytes: number = 1024 * 1024;

/**
 * Listens on `host` and `port` (0 for any free one) and hands every request to `handle`. A body over its limit
 * is answered at once, and what still comes of it is read and dropped, so that the client gets to see the answer.
 */
export async function openNodeDoor({
  host,
  port,
  handle,
  bodyLimit,
  clock,
  isOwnHost,
}: {
  readonly host: string;
  readonly port: number;
  readonly handle: (request: MockRequest) => MockAnswer;
  /** Bytes that a body on this path may have. */
  readonly bodyLimit: (method: string, path: string) => number;
  readonly clock: MockClock;
  /** Requests to another host are not served. */
  readonly isOwnHost: IsOwnHost;
}): Promise<NodeDoor> {
  let url = "";
  const server = createServer({ keepAliveTimeout: keepAliveMs }, (request, response) => {
    const { host: named } = request.headers;
    if (named !== undefined && !isOwnHost(named)) {
      request.resume();
      send(
        response,
        jsonAnswer(421, { error: { message: unknownHost, code: "unknown_host" } }),
        request.method === "HEAD",
      );
      return;
    }
    const [path, query] = splitTarget(request.url ?? "/");
    const limit = (): number => bodyLimit(request.method ?? "GET", path);
    readBody(request, limit, (body, bodyTooLarge) => {
      const answer = answerAnyway(handle, {
        method: request.method ?? "GET",
        path,
        query,
        header: (name) => firstValue(request.headers[name]),
        headerNames: () => Object.keys(request.headers),
        body,
        bodyTooLarge,
        origin: request.headers.host === undefined ? url : `http://${request.headers.host}`,
      });
      const headOnly = request.method === "HEAD";
      if (answer.delivery === undefined) send(response, answer, headOnly);
      else deliver(response, answer, { delivery: answer.delivery, headOnly, clock: answer.clock ?? clock });
    });
  });
  await listen(server, host, port);
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a TCP server has no address after listening");
  url = `http://${reachableHost(host)}:${address.port}`;
  return { url, close: () => close(server) };
}

/** A bug of ours fails the one request that meets it, loudly, and not the tests of everybody else on this server. */
function answerAnyway(handle: (request: MockRequest) => MockAnswer, request: MockRequest): MockAnswer {
  try {
    return handle(request);
  } catch (error) {
    const message = `Internal error in the mock: ${error instanceof Error ? error.message : String(error)}`;
    return jsonAnswer(500, { error: { message, code: "mock_failed" } });
  }
}

function splitTarget(target: string): readonly [path: string, query: string] {
  const mark = target.indexOf("?");
  return mark === -1 ? [target, ""] : [target.slice(0, mark), target.slice(mark + 1)];
}

function firstValue(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

function readBody(
  request: IncomingMessage,
  findLimit: () => number,
  done: (body: Buffer, tooLarge: boolean) => void,
): void {
  const declared = Number(request.headers["content-length"] ?? 0);
  if (declared === 0 && request.headers["transfer-encoding"] === undefined) {
    done(noBody, false);
    return;
  }
  const isTooLong = (bytes: number): boolean => bytes > leastLimitBytes && bytes > findLimit();
  if (isTooLong(declared)) {
    done(noBody, true);
    return;
  }
  const chunks: Buffer[] = [];
  let length = 0;
  let answered = false;
  request.on("data", (chunk: Buffer) => {
    if (answered) return;
    length += chunk.length;
    if (isTooLong(length)) {
      answered = true;
      chunks.length = 0;
      done(noBody, true);
      return;
    }
    chunks.push(chunk);
  });
  request.on("end", () => {
    if (!answered) done(chunks.length === 1 ? (chunks[0] ?? noBody) : Buffer.concat(chunks, length), false);
  });
}

function send(response: ServerResponse, { status, headers, body }: MockAnswer, headOnly: boolean): void {
  if (status === 204 || status === 304) {
    response.writeHead(status, headers).end();
    return;
  }
  const length = typeof body === "string" ? Buffer.byteLength(body) : body.length;
  response.writeHead(status, { ...headers, "content-length": length });
  if (headOnly) response.end();
  else response.end(body);
}

/** Pieces in which a dripping answer comes. */
const drops = 20;

function deliver(
  response: ServerResponse,
  answer: MockAnswer,
  {
    delivery,
    headOnly,
    clock,
  }: {
    readonly delivery: Delivery;
    readonly headOnly: boolean;
    readonly clock: MockClock;
  },
): void {
  const { status, headers } = answer;
  const bytes = Buffer.from(answer.body);
  switch (delivery.kind) {
    case "cut":
      if (delivery.afterBytes === 0) {
        response.socket?.resetAndDestroy();
        return;
      }
      response.writeHead(status, { ...headers, "content-length": bytes.length });
      response.write(bytes.subarray(0, delivery.afterBytes), () => response.destroy());
      return;
    case "early":
      // Only the end of the connection ends such an answer.
      response.useChunkedEncodingByDefault = false;
      response.writeHead(status, { ...headers, connection: "close" });
      response.end(headOnly ? undefined : bytes.subarray(0, delivery.afterBytes));
      return;
    case "stall":
      if (delivery.seconds === undefined) return;
      response.once(
        "close",
        clock.schedule(clock.now() + delivery.seconds * 1000, () => send(response, answer, headOnly)),
      );
      return;
    case "drip":
      response.writeHead(status, { ...headers, "content-length": bytes.length });
      response.flushHeaders();
      drip(response, bytes, { clock, pauseMs: (delivery.seconds * 1000) / drops });
      return;
    default:
      delivery satisfies never;
  }
}

function drip(
  response: ServerResponse,
  bytes: Buffer,
  { clock, pauseMs }: { readonly clock: MockClock; readonly pauseMs: number },
): void {
  const size = Math.max(1, Math.ceil(bytes.length / drops));
  let sent = 0;
  let callOff: (() => void) | undefined;
  const drop = (): void => {
    response.write(bytes.subarray(sent, sent + size));
    sent += size;
    if (sent >= bytes.length) response.end();
    else callOff = clock.schedule(clock.now() + pauseMs, drop);
  };
  callOff = clock.schedule(clock.now() + pauseMs, drop);
  response.once("close", () => callOff?.());
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}
