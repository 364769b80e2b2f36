import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { NoticeFormat } from "../formats/notice-format.ts";
import type { Notice, Notices } from "../ports/notices.ts";
import { isSigned } from "./notice-signature.ts";
import { parseJson } from "./parse-json.ts";

const bodyAtMost = 1024 * 1024;
/** A whole call has to arrive within this time. */
const callTimeoutMs = 10_000;
const idleTimeoutMs = 5000;
const connectionsAtMost = 200;
const headersAtMost = 16 * 1024;

/** A server for the webhooks of vendors; disposing ends it. */
export interface NoticeReceiver extends Notices, AsyncDisposable {
  readonly url: string;
}

/** What a receiver listens to. */
export interface ReceiverOptions {
  /** 0 for any free one. */
  readonly port: number;
  /** Default: this machine alone, where a tunnel or a proxy passes calls on. */
  readonly host?: string;
  /** Formats whose webhooks are read. Default: every format that documents some. */
  readonly formats?: readonly string[];
  /** What the webhooks of a format are signed with. Without it, their signatures are not checked. */
  readonly secretOf?: (format: NoticeFormat) => string | undefined;
  /** Milliseconds since 1970. Default: the system's clock. */
  readonly now?: () => number;
}

/** Receives webhooks over HTTP. Nothing of a call is kept but the id of the task that it is about. Throws what `listen` throws. */
export async function openNoticeReceiver({
  port,
  host = "127.0.0.1",
  formats,
  secretOf = () => undefined,
  now = Date.now,
}: ReceiverOptions): Promise<NoticeReceiver> {
  // What is known of every webhook is loaded when it is needed.
  const { noticeFormatsOf } = await import("../formats/notice-format.ts");
  const known = noticeFormatsOf(formats).map((format) => ({ format, secret: secretOf(format) }));
  const listeners = new Set<(notice: Notice) => void>();
  const server = createServer(
    {
      maxHeaderSize: headersAtMost,
      headersTimeout: callTimeoutMs,
      requestTimeout: callTimeoutMs,
      connectionsCheckingInterval: callTimeoutMs / 4,
    },
    (request, response) => {
      void respond(request, response, { known, now, hear });
    },
  );
  server.maxConnections = connectionsAtMost;
  server.keepAliveTimeout = idleTimeoutMs;

  function hear(notice: Notice): void {
    for (const listener of listeners) listener(notice);
  }

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

interface Receiving {
  readonly known: readonly { readonly format: NoticeFormat; readonly secret: string | undefined }[];
  readonly now: () => number;
  readonly hear: (notice: Notice) => void;
}

async function respond(request: IncomingMessage, response: ServerResponse, receiving: Receiving): Promise<void> {
  const status = await statusOf(request, receiving).catch(() => 400);
  // What is left of a body that is too long is not waited for.
  if (!request.complete) response.setHeader("connection", "close");
  response.writeHead(status).end();
}

/** Notices go out before the answer; an unknown task is not a mistake of the sender, who would call again. */
async function statusOf(request: IncomingMessage, { known, now, hear }: Receiving): Promise<number> {
  if (request.method !== "POST") return 405;
  if ((request.headers["content-encoding"] ?? "identity") !== "identity") return 415;
  const body = await bodyOf(request);
  if (body === undefined) return 413;
  const message = parseJson(body);
  if (message === undefined) return 400;
  let isRefused = false;
  const notices: Notice[] = [];
  for (const { format, secret } of known) {
    const isForged =
      secret !== undefined &&
      format.signature !== undefined &&
      !isSigned({ headers: request.headers, body }, format.signature, { secret, now: now() });
    const notice = format.read(message);
    if (notice === undefined) continue;
    if (isForged) isRefused = true;
    else notices.push(notice);
  }
  for (const notice of notices) hear(notice);
  return isRefused && notices.length === 0 ? 401 : 204;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers["content-length"] ?? 0) > bodyAtMost) return undefined;
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request.iterator({ destroyOnReturn: false })) {
    if (!Buffer.isBuffer(part)) throw new Error("the body is not bytes");
    length += part.length;
    if (length > bodyAtMost) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
