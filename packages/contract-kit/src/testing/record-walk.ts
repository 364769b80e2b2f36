import { createMockServer } from "@shotlist/mock-server";
import type { FormatId, JsonValue } from "@shotlist/schema";
import { findAt } from "../answer/pointer.ts";
import { parseJson } from "../answer/parse-json.ts";
import { recordSession } from "../record/record-session.ts";
import type { RecordTotals } from "../record/record-session.ts";
import type { Recording } from "../record/recording.ts";
import { runContract } from "../run/run-contract.ts";
import type { Fetch } from "../call/target.ts";
import { findOperation } from "../trace/find-operation.ts";
import type { TraceEntry } from "../trace/trace.ts";

export interface RecordedWalk {
  /** Everything as it went over the wire. */
  readonly raw: readonly TraceEntry[];
  /** The same as a session that was kept. */
  readonly recording: Recording;
  readonly totals: RecordTotals;
}

export interface WalkOptions {
  readonly seed?: number;
  readonly only?: readonly string[];
  /** Makes the mock behave otherwise. */
  readonly wrap?: (inner: Fetch) => Fetch;
}

const walks = ["generated/walks", "lifecycle/runs-to-its-end-1", "poll/*"];

/** Records a random walk against the mock, once as it is and once as it would be kept. */
export async function recordWalk(
  format: FormatId,
  { seed = 1, only = walks, wrap = (inner) => inner }: WalkOptions = {},
): Promise<RecordedWalk> {
  await using mock = await createMockServer({ clock: "manual", seed, formats: [format] });
  const raw: TraceEntry[] = [];
  let nowMs = 0;
  const wrapped = wrap(mock.fetch);
  const watched = async (input: string | URL | Request): Promise<Response> => {
    const request = new Request(input);
    const sent = request.method === "POST" ? await request.clone().text() : "";
    const response = await wrapped(request);
    const { pathname } = new URL(request.url);
    if (pathname.includes("/__mock/clock")) {
      nowMs = Number(findAt(parseJson(await response.clone().text()), ["/nowMs"])?.value ?? nowMs);
    }
    if (findOperation(format, request.method, pathname) !== undefined) {
      raw.push(await toRawEntry(request, { at: nowMs, sent, response }));
    }
    return response;
  };
  const session = recordSession({ format, baseUrl: mock.urlOf(format), fetch: watched, now: () => nowMs });
  await runContract({ format, baseUrl: mock.urlOf(format), fetch: session.fetch, seed, only, draws: 2 });
  return { raw, recording: session.recording(), totals: session.totals() };
}

async function toRawEntry(
  request: Request,
  { at, sent, response }: { readonly at: number; readonly sent: string; readonly response: Response },
): Promise<TraceEntry> {
  const [asked, got] = [parseJson(sent), parseJson(await textOf(response))];
  return {
    at,
    method: request.method,
    url: request.url,
    authorized: request.headers.has("authorization"),
    ...member("request", asked),
    status: response.status,
    ...(got === undefined ? { text: "" } : { response: got }),
  };
}

function member(name: string, value: JsonValue | undefined): { readonly [key: string]: JsonValue } {
  return value === undefined ? {} : { [name]: value };
}

async function textOf(response: Response): Promise<string> {
  return /json|^text/.test(response.headers.get("content-type") ?? "") ? response.clone().text() : "";
}
