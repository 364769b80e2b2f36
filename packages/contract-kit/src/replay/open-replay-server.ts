import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { assertOptions } from "@shotlist/schema";
import { listenLocally } from "../local-server/listen-locally.ts";
import type { LocalServer } from "../local-server/listen-locally.ts";
import { readRequest } from "../local-server/read-request.ts";
import { recordedHost } from "../record/filler.ts";
import { mostBodyBytes } from "../record/record-session.ts";
import type { Recording } from "../record/recording.ts";
import { replaySession } from "./replay-session.ts";
import type { ReplayedSession, ReplayOptions } from "./replay-session.ts";

export interface ReplayServerOptions extends ReplayOptions {
  /** Port on this machine; any free one by default. */
  readonly port?: number;
}

/** A server on this machine that answers as the recorded endpoint did. */
export interface ReplayServer extends LocalServer {
  readonly session: ReplayedSession;
}

/** Below this path the server has what the recorded links lead to. */
const filesPath = "/__recorded/";
const recordedLink = new RegExp(`https?://${recordedHost.replaceAll(".", String.raw`\.`)}/`, "g");

/** Opens a server on this machine that replays a recording; recorded links point to it. */
export async function openReplayServer(recording: Recording, options: ReplayServerOptions = {}): Promise<ReplayServer> {
  assertOptions<ReplayServerOptions>("openReplayServer", options, { clip: "object", port: "number" });
  const { port, ...replay } = options;
  const session = replaySession(recording, replay);
  const server = createServer((request, response) => {
    // An address that is none cannot be asked for; the others continue.
    answer(session, request, response).catch(() => void response.writeHead(400).end());
  });
  return { ...(await listenLocally(server, port)), session };
}

async function answer(session: ReplayedSession, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readRequest(request, mostBodyBytes);
  const { url = "/", method = "GET", headers } = request;
  if (body === undefined || !url.startsWith("/")) return void response.writeHead(body === undefined ? 413 : 400).end();
  const address = url.startsWith(filesPath)
    ? `http://${recordedHost}/${url.slice(filesPath.length)}`
    : `http://replay.invalid/${url.slice(1)}`;
  // The session reads no body: what was recorded is the answer, whatever is asked for.
  const replayed = await session.fetch(address, { method: method === "HEAD" ? "GET" : method });
  const contentType = replayed.headers.get("content-type") ?? "text/plain";
  const bytes = Buffer.from(await replayed.arrayBuffer());
  const own = `http://${hostOf(headers.host)}${filesPath}`;
  const sent = /json/.test(contentType) ? Buffer.from(bytes.toString("utf8").replaceAll(recordedLink, own)) : bytes;
  response.writeHead(replayed.status, { "content-type": contentType, "content-length": sent.length });
  response.end(method === "HEAD" ? undefined : sent);
}

/** Under which name the client reaches this server: links in answers say the same. */
function hostOf(header: string | undefined): string {
  return header !== undefined && /^[\w.:[\]-]+$/.test(header) ? header : "127.0.0.1";
}
