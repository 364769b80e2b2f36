import { factsOf, present } from "@shotlist/schema";
import type { FormatId, JsonValue, OperationName } from "@shotlist/schema";
import type { Fetch } from "../../call/target.ts";

/** A call as a tampering proxy sees it. */
export interface SeenCall {
  /** Undefined for a clip's link and for anything else that is not an operation. */
  readonly operation: OperationName | undefined;
  readonly taskId: string | undefined;
  readonly url: URL;
  /** Undefined where the body is not JSON. */
  readonly body: JsonValue | undefined;
}

/** An answer as a tampering proxy may change it. */
export interface SeenAnswer {
  readonly status: number;
  /** Undefined where the body is not JSON. */
  readonly body: JsonValue | undefined;
}

export type ChangedAnswer =
  | { readonly status?: number; readonly body?: unknown; readonly text?: string; readonly type?: string }
  | undefined;

/** A proxy that changes some answers; undefined leaves an answer as it is. */
export function changeAnswers(
  format: FormatId,
  inner: Fetch,
  change: (call: SeenCall, answer: SeenAnswer) => ChangedAnswer,
): Fetch {
  return async (request) => {
    const call = await readCall(format, request);
    const response = await inner(request);
    if (isControl(call)) return response;
    const isJson = /json/.test(response.headers.get("content-type") ?? "");
    const text = isJson ? await response.clone().text() : "";
    const changed = change(call, { status: response.status, body: isJson ? parse(text) : undefined });
    return changed === undefined ? response : respond(response, changed, text);
  };
}

/** A proxy that sends another body than it got, or answers by itself; undefined lets a request through. */
export function changeRequests(
  format: FormatId,
  inner: Fetch,
  change: (
    call: SeenCall,
  ) =>
    | { readonly send: JsonValue }
    | { readonly answer: NonNullable<ChangedAnswer> }
    | { readonly key: string }
    | undefined,
): Fetch {
  return async (request) => {
    const call = await readCall(format, request);
    const changed = isControl(call) ? undefined : change(call);
    if (changed === undefined) return inner(request);
    if ("answer" in changed) return respond(undefined, changed.answer, "");
    const headers = new Headers(request.headers);
    if ("key" in changed) {
      headers.set("authorization", `Bearer ${changed.key}`);
      const body = request.method === "POST" ? await request.text() : undefined;
      return inner(new Request(request.url, { method: request.method, headers, ...present({ body }) }));
    }
    headers.delete("content-length");
    return inner(new Request(request.url, { method: request.method, headers, body: JSON.stringify(changed.send) }));
  };
}

function isControl({ url }: SeenCall): boolean {
  return url.pathname.startsWith("/__mock/");
}

async function readCall(format: FormatId, request: Request): Promise<SeenCall> {
  const url = new URL(request.url);
  const body = request.method === "POST" ? parse(await request.clone().text()) : undefined;
  for (const [operation, { method, path }] of Object.entries(factsOf(format).operations)) {
    const template = `/${format}${path.split("?")[0]}`;
    const pattern = new RegExp(`^${template.replaceAll(/[.]/g, String.raw`\.`).replace(/\{[^}]*\}/, "([^/]+)")}$`);
    const match = pattern.exec(url.pathname);
    if (match === null || method !== request.method) continue;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a format's operations
    return { operation: operation as OperationName, taskId: match[1], url, body };
  }
  return { operation: undefined, taskId: undefined, url, body };
}

function respond(original: Response | undefined, changed: NonNullable<ChangedAnswer>, text: string): Response {
  const headers = new Headers(original?.headers);
  headers.delete("content-length");
  headers.set("content-type", changed.type ?? headers.get("content-type") ?? "application/json");
  const body = changed.text ?? (changed.body === undefined ? text : JSON.stringify(changed.body));
  return new Response(body, { status: changed.status ?? original?.status ?? 200, headers });
}

function parse(text: string): JsonValue | undefined {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JSON.parse yields nothing else
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
