import { bodyOfForm, factsOf, present } from "@shotlist/schema";
import type { FormatRef, JsonValue } from "@shotlist/schema";
import { contractOf } from "@shotlist/schema/contracts";
import { parseJson } from "../answer/parse-json.ts";
import { textAt } from "../answer/pointer.ts";
import { readFormFields } from "../documented/read-form-fields.ts";
import { errorAnswer } from "../documented/documented-answers.ts";
import { assertTarget } from "../run/assert-target.ts";
import { TargetRefusedError } from "../run/errors.ts";
import { isLoopback } from "../call/target.ts";
import { asksForClip, findOperation } from "../trace/find-operation.ts";
import type { FoundOperation } from "../trace/find-operation.ts";
import type { TraceEntry } from "../trace/trace.ts";
import { checkRecordOptions } from "./check-options.ts";
import type { RecordOptions } from "./record-options.ts";
import { createDisguise } from "./disguise.ts";
import type { Disguise } from "./disguise.ts";
import { readUpTo } from "./read-body.ts";
import type { ReadBody } from "./read-body.ts";
import type { Recording } from "./recording.ts";

/** How many calls were kept, and why others were not. */
export interface RecordTotals {
  readonly kept: number;
  /** None of the format's operations. */
  readonly foreign: number;
  /** Nothing came back. */
  readonly unanswered: number;
  /** Larger than is kept, beyond `maxEntries`, or with the key in a place where it cannot be left out. */
  readonly left: number;
  /** Submits beyond `maxTasks`, which the endpoint never saw. */
  readonly withheld: number;
}

/** A session that is being kept. */
export interface SessionRecorder {
  /** Give this to the client in place of its own `fetch`. */
  fetch(this: void, input: string | URL | Request, init?: RequestInit): Promise<Response>;
  /** What was kept so far. */
  recording(this: void): Recording;
  totals(this: void): RecordTotals;
}

const defaultMaxEntries = 10_000;
/** A client that takes the recorder for an endpoint of this machine may send more than its owner meant to pay for. */
const defaultLiveTasks = 10;
/** The formats take bodies of up to 64 MB. */
export const mostBodyBytes: number = 64 * 1024 * 1024;
const longestLine = 1024 * 1024;

/** Makes a client's calls and keeps those of the format, everything but the format's own words replaced by placeholders. */
export function recordSession(options: RecordOptions): SessionRecorder {
  checkRecordOptions(options);
  const { format, live = false, maxEntries = defaultMaxEntries, onEntry, now = Date.now } = options;
  const send = options.fetch ?? globalThis.fetch;
  const baseUrl = plainBaseUrl(options.baseUrl, live);
  const disguise = createDisguise(format);
  const entries: TraceEntry[] = [];
  const { maxTasks = isLoopback(baseUrl) ? Number.POSITIVE_INFINITY : defaultLiveTasks } = options;
  const totals = { foreign: 0, unanswered: 0, left: 0, withheld: 0 };
  let submits = 0;

  const keep = (call: ObservedCall): void => {
    const entry = entries.length < maxEntries ? toEntry(format, disguise, call) : undefined;
    const line = entry === undefined ? "" : JSON.stringify(entry);
    if (entry === undefined || line.length > longestLine || disguise.holdsSecret(line)) {
      totals.left += 1;
      return;
    }
    try {
      onEntry?.(entry);
      entries.push(entry);
    } catch {
      // The client gets its answer all the same: it may have been paid for.
      totals.left += 1;
    }
  };

  const record = async (request: Request, found: FoundOperation): Promise<Response> => {
    learnKey(disguise, request.headers);
    const sent = request.body === null ? undefined : await readSent(format, request);
    const at = now();
    let response: Response;
    try {
      response = await send(request);
    } catch (error) {
      totals.unanswered += 1;
      throw error;
    }
    const isText = isKept(response.headers.get("content-type"));
    const got = isText ? await readUpTo(response.clone(), mostBodyBytes) : undefined;
    // Half a body proves nothing.
    if (sent?.complete === false || got?.complete === false) totals.left += 1;
    else keep({ at, request, found, sent: sent?.text, response, got: got?.text });
    return response;
  };

  return {
    fetch: async (input, init) => {
      const request = new Request(input, init);
      if (!request.url.startsWith(`${baseUrl}/`)) return send(request);
      const { pathname } = new URL(request.url);
      if (asksForClip(format, request.method, pathname) && (submits += 1) > maxTasks) {
        totals.withheld += 1;
        return withheldAnswer(format, maxTasks);
      }
      const found = findOperation(format, request.method, pathname);
      if (found === undefined) {
        totals.foreign += 1;
        return send(request);
      }
      return record(request, found);
    },
    recording: () => ({ format, entries: [...entries] }),
    totals: () => ({ kept: entries.length, ...totals }),
  };
}

/** The body as text; of a form, the JSON that says the same, so that it is judged like one. */
async function readSent(format: FormatRef, request: Request): Promise<ReadBody> {
  const { form } = factsOf(format);
  const isForm = /^multipart\/form-data\b/i.test(request.headers.get("content-type") ?? "");
  if (!isForm || form === undefined) return readUpTo(request.clone(), mostBodyBytes);
  const isTooLong = Number(request.headers.get("content-length") ?? 0) > mostBodyBytes;
  const fields = isTooLong ? undefined : await readFormFields(request.clone());
  if (fields === undefined) return { text: "", complete: false };
  return { text: JSON.stringify(bodyOfForm(form.value, fields)), complete: true };
}

function plainBaseUrl(text: string, live: boolean): string {
  assertTarget(text, { live, sendsKey: true });
  const { origin, pathname, protocol, username, password, search, hash } = new URL(text);
  const isPlain = /^https?:$/.test(protocol) && [username, password, search, hash].every((part) => part === "");
  if (!isPlain) throw new TargetRefusedError("bad_url", "a base URL must be http or https, a host and a path only");
  return `${origin}${pathname.replace(/\/+$/, "")}`;
}

/** In the format's own envelope, with a status by which clients stop and nothing counts as made. */
function withheldAnswer(format: FormatRef, maxTasks: number): Response {
  const words = `the recorder forwards at most ${maxTasks} submits; this one was not forwarded`;
  return Response.json(errorAnswer(format, "forbidden", words).body, { status: 403 });
}

/** Keys go by in headers; what they are is remembered only to make sure that no line holds one. */
function learnKey(disguise: Disguise, headers: Headers): void {
  for (const name of ["authorization", "x-api-key", "api-key", "cookie"]) {
    for (const word of headers.get(name)?.split(/\s+/) ?? []) disguise.forbid(word);
  }
}

interface ObservedCall {
  readonly at: number;
  readonly request: Request;
  readonly found: FoundOperation;
  readonly sent: string | undefined;
  readonly response: Response;
  /** Undefined where the body was not read: a clip, or nothing. */
  readonly got: string | undefined;
}

function toEntry(format: FormatRef, disguise: Disguise, call: ObservedCall): TraceEntry {
  const { at, request, found, response } = call;
  const contentType = mediaTypeOf(response.headers.get("content-type"));
  const [asked, got] = [parseJson(call.sent ?? ""), parseJson(call.got ?? "")];
  learnTaskIds(format, disguise, found, response.ok ? got : undefined);
  return {
    at,
    method: request.method,
    url: addressOf(disguise, found, new URL(request.url).search.slice(1)),
    authorized: request.headers.has("authorization"),
    ...(asked === undefined ? {} : { request: disguise.json(asked) }),
    status: response.status,
    ...present({ contentType }),
    ...(got === undefined ? { text: "" } : { response: disguise.json(got) }),
  };
}

/** An id that does not look like one of the format's is known by its place alone. */
function learnTaskIds(
  format: FormatRef,
  disguise: Disguise,
  { operation, taskId }: FoundOperation,
  answer: JsonValue | undefined,
): void {
  if (taskId !== undefined) disguise.taskId(taskId);
  const made = operation === "submit" ? textAt(answer, contractOf(format).places.submittedTaskId) : undefined;
  if (made !== undefined) disguise.taskId(made);
}

function addressOf(disguise: Disguise, { template, taskId }: FoundOperation, search: string): string {
  const [path = "", documented = ""] = template.split("?");
  const filled = path.replace(/\{[^}]*\}/, taskId === undefined ? "" : encodeURIComponent(disguise.taskId(taskId)));
  const query = disguise.query(search, documented);
  return query === "" ? filled : `${filled}?${query}`;
}

/** The type alone: parameters may hold anything. */
function mediaTypeOf(header: string | null): string | undefined {
  const [type = ""] = header?.toLowerCase().split(";") ?? [];
  return /^(?:application|text|video|image|audio)\/[a-z][a-z.+-]{0,30}\d?$/.test(type.trim()) ? type.trim() : undefined;
}

/** Clips go through as they come; whatever may be JSON is read. */
function isKept(contentType: string | null): boolean {
  return contentType === null || /json|^text\//i.test(contentType);
}
