import { randomBytes, timingSafeEqual } from "node:crypto";
import { createReadStream } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { maxDecisionBytes } from "../review/read-decisions.ts";
import { refuse, type Answer } from "./answer.ts";

/** What a request asks for, once it was let in. */
export interface ReviewRequest {
  readonly method: string;
  /** Below the token, such as `data` or `clips/…`; empty for the page. */
  readonly path: string;
  readonly header: (name: string) => string | undefined;
  readonly body: () => Promise<string>;
}

/** A server on this machine alone; disposing ends it. */
export interface ReviewServer extends AsyncDisposable {
  /** Whoever has it may decide. */
  readonly url: string;
}

interface ServeOptions {
  /** 0 for any free one. */
  readonly port: number;
  readonly answer: (request: ReviewRequest) => Promise<Answer>;
}

/** No other page may frame it or read it, and no address of it goes elsewhere. */
const headers = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
  "content-security-policy": "frame-ancestors 'none'",
} as const;

/** Serves on 127.0.0.1, to whoever knows the token and asks for this host by its own name. Throws what `listen` throws. */
export async function serveReview({ port, answer }: ServeOptions): Promise<ReviewServer> {
  const token = randomBytes(24).toString("base64url");
  const server = createServer((request, response) => {
    void respond(request, response, { token, server, answer });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${portOf(server)}/${token}/`,
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

interface RespondOptions {
  readonly token: string;
  readonly server: Server;
  readonly answer: ServeOptions["answer"];
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  { token, server, answer }: RespondOptions,
): Promise<void> {
  const given = admit(request, token, portOf(server));
  const { status, headers: own, body, file } = typeof given === "string" ? await answerTo(given) : given;
  response.writeHead(status, { "cache-control": "no-store", ...headers, ...own });
  if (file === undefined || request.method === "HEAD") return void response.end(body);
  // A player that has enough hangs up.
  await pipeline(createReadStream(file.path, { start: file.from, end: file.to }), response).catch(() => undefined);

  async function answerTo(path: string): Promise<Answer> {
    try {
      return await answer({
        method: request.method ?? "GET",
        path,
        header: (name) => {
          const value = request.headers[name];
          return typeof value === "string" ? value : undefined;
        },
        body: () => bodyOf(request),
      });
    } catch (error) {
      return refuse(500, error instanceof Error ? error.message : String(error));
    }
  }
}

/** The path below the token, or why there is none. Another name for this machine may be a page's that wants to get in. */
function admit({ url = "/", headers: asked, method }: IncomingMessage, token: string, port: number): string | Answer {
  if (asked.host !== `127.0.0.1:${port}`) return refuse(421, `Open http://127.0.0.1:${port} instead`);
  const [, given = "", path = ""] = /^\/([^/?]*)\/([^?]*)/u.exec(url) ?? [];
  if (!isSame(given, token)) return refuse(403, "The address printed by shotlist review has a token; open that one");
  const { origin } = asked;
  if (method === "POST" && origin !== undefined && origin !== `http://127.0.0.1:${port}`)
    return refuse(403, "Decisions come from the page alone");
  return path;
}

function isSame(given: string, token: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(token)];
  return left.length === right.length && timingSafeEqual(left, right);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    if (!Buffer.isBuffer(part)) throw new Error("The body is not bytes");
    length += part.length;
    if (length > maxDecisionBytes) throw new Error("The decisions are too long");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address.port;
}
