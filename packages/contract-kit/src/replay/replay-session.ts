import { assertOptions, present } from "@shotlist/schema";
import type { FormatRef, JsonValue, OperationName } from "@shotlist/schema";
import { errorAnswer } from "../documented/documented-answers.ts";
import { recordedHost } from "../record/filler.ts";
import type { Recording } from "../record/recording.ts";
import { findOperation } from "../trace/find-operation.ts";
import type { FoundOperation } from "../trace/find-operation.ts";
import type { TraceEntry } from "../trace/trace.ts";
import { standInForAnswer, standInForLink } from "./stand-in.ts";
import type { StandIn } from "./stand-in.ts";

export interface ReplayOptions {
  /** Bytes behind every link to a clip; by default the head of an MP4 file. */
  readonly clip?: Uint8Array;
}

/** A call that a replay answered. */
export interface ReplayedCall {
  readonly operation: OperationName;
  readonly taskId?: string;
  readonly status: number;
  /** The place of the answer in the recording, from 0; absent where the recording has none for this call. */
  readonly entry?: number;
}

/** A recording that answers. */
export interface ReplayedSession {
  /** Give this to the client in place of its own `fetch`: nothing leaves the process. */
  fetch(this: void, input: string | URL | Request, init?: RequestInit): Promise<Response>;
  /** What was asked so far, oldest first. */
  readonly calls: readonly ReplayedCall[];
  /** Answers of the recording that nobody has asked for yet. */
  readonly left: readonly TraceEntry[];
}

/**
 * Answers like the recorded endpoint. The first submit gets the first recorded answer to a submit, and so on; all
 * other calls count for each task and each query, and get the last answer again at the end. A submit beyond the
 * recorded ones is refused: no task is invented.
 */
export function replaySession(recording: Recording, options: ReplayOptions = {}): ReplayedSession {
  assertOptions<ReplayOptions>("replaySession", options, { clip: "object" });
  const { clip } = options;
  const { format, entries } = recording;
  const queues = queuesOf(recording);
  const turns = new Map<string, number>();
  const given = new Set<number>();
  const calls: ReplayedCall[] = [];

  const take = (found: FoundOperation, search: string): number | undefined => {
    const key = keyOf(found, search);
    const queue = queues.get(key) ?? [];
    const turn = turns.get(key) ?? 0;
    turns.set(key, turn + 1);
    return found.operation === "submit" ? queue[turn] : queue[Math.min(turn, queue.length - 1)];
  };

  const answer = (found: FoundOperation, search: string): Response => {
    const { operation, taskId } = found;
    const place = take(found, search);
    const entry = place === undefined ? undefined : entries[place];
    if (place !== undefined) given.add(place);
    const response =
      entry === undefined ? notRecorded(format, found, queues.get(keyOf(found, search))) : toResponse(entry, clip);
    calls.push({
      operation,
      ...present({ taskId }),
      status: response.status,
      ...present({ entry: place }),
    });
    return response;
  };

  return {
    fetch: async (input, init) => {
      const request = new Request(input, init);
      await request.arrayBuffer();
      const { hostname, pathname, search } = new URL(request.url);
      if (hostname === recordedHost) return fileResponse(standInForLink(pathname, clip));
      const found = findOperation(format, request.method, pathname);
      return found === undefined ? unknownPath(format, request.method, pathname) : answer(found, search.slice(1));
    },
    get calls() {
      return [...calls];
    },
    get left() {
      return entries.filter((_, place) => !given.has(place));
    },
  };
}

/** The places of the answers to each kind of call, in their order. */
function queuesOf({ format, entries }: Recording): ReadonlyMap<string, readonly number[]> {
  const queues = new Map<string, number[]>();
  for (const [place, { method, url, status }] of entries.entries()) {
    const { pathname, search } = new URL(url, "http://trace.invalid");
    const found = findOperation(format, method.toUpperCase(), pathname);
    if (found === undefined || status < 200 || status > 599) continue;
    const key = keyOf(found, search.slice(1));
    queues.set(key, [...(queues.get(key) ?? []), place]);
  }
  return queues;
}

/** What a list asks for is in its query; elsewhere the task says everything. */
function keyOf({ operation, taskId = "" }: FoundOperation, search: string): string {
  if (taskId !== "" || operation === "submit") return `${operation} ${taskId}`;
  const query = new URLSearchParams(search);
  query.sort();
  return `${operation} ${query.toString()}`;
}

function toResponse(entry: TraceEntry, clip: Uint8Array | undefined): Response {
  // These have no body by the rules of HTTP.
  const isBare = entry.status === 204 || entry.status === 205 || entry.status === 304;
  if (isBare) return new Response(null, { status: entry.status });
  if (entry.response === undefined) return fileResponse(standInForAnswer(entry, clip), entry.status);
  return jsonResponse(entry.status, entry.response, entry.contentType);
}

function notRecorded(format: FormatRef, found: FoundOperation, queue: readonly number[] = []): Response {
  const { operation, taskId } = found;
  const words =
    operation === "submit"
      ? `all ${queue.length} submits of the recording are already used`
      : `the recording has no ${operation}${taskId === undefined ? " with this query" : ` of the task ${taskId}`}`;
  const { status, body } = errorAnswer(format, operation === "submit" ? "invalid_request" : "unknown_task", words);
  return jsonResponse(status, body);
}

function unknownPath(format: FormatRef, method: string, pathname: string): Response {
  const { body } = errorAnswer(format, "unknown_path", `${method} ${pathname} is not a call of ${format}`);
  return jsonResponse(404, body);
}

function jsonResponse(status: number, body: JsonValue, contentType = "application/json"): Response {
  return new Response(JSON.stringify(body), { status, headers: { "content-type": contentType } });
}

function fileResponse({ bytes, contentType }: StandIn, status = 200): Response {
  return new Response(bytes, { status, headers: { "content-type": contentType } });
}
