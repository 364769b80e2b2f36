import { type FormatRef, present } from "@shotlist/schema";
import type { Answer, Exchange } from "../answer/exchange.ts";
import { createRedact, redactJson } from "../redact/redact.ts";
import { findOperation } from "./find-operation.ts";
import type { TraceEntry } from "./trace.ts";

const redact = createRedact([]);

/** The exchange in a line of a trace, secrets removed; undefined for a call of another format. */
export function toExchange(format: FormatRef, entry: TraceEntry): Exchange | undefined {
  const { pathname, search } = new URL(entry.url, "http://trace.invalid");
  const found = findOperation(format, entry.method.toUpperCase(), pathname);
  if (found === undefined) return undefined;
  const { operation, taskId, path } = found;
  return {
    atMs: typeof entry.at === "number" ? entry.at : Date.parse(entry.at),
    operation,
    ...present({ taskId }),
    request: {
      method: entry.method.toUpperCase(),
      path: `${path}${search}`,
      // Which key was sent is not recorded: what was refused for it had none that was valid.
      key: entry.authorized === false ? "absent" : entry.status === 401 ? "wrong" : "valid",
      ...(entry.request === undefined ? {} : { body: redactJson(entry.request, redact) }),
    },
    answer: toAnswer(entry),
  };
}

function toAnswer({ status, contentType, response, text = "" }: TraceEntry): Answer {
  const headers = contentType === undefined ? {} : { "content-type": contentType };
  if (response !== undefined) return { kind: "json", status, headers, body: redactJson(response, redact) };
  return { kind: "other", status, headers, bytes: text.length, start: redact(text).slice(0, 160) };
}
