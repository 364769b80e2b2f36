import { factsOf } from "@shotlist/schema";
import type { FormatId, Operation, OperationName } from "@shotlist/schema";
import type { Answer, Exchange } from "../answer/exchange.ts";
import { createRedact, redactJson } from "../redact/redact.ts";
import type { TraceEntry } from "./trace.ts";

const redact = createRedact([]);

/** The exchange that a line of a trace tells of, secrets removed; undefined for a call that is none of the format's. */
export function toExchange(format: FormatId, entry: TraceEntry): Exchange | undefined {
  const { pathname, search } = new URL(entry.url, "http://trace.invalid");
  const found = findOperation(format, entry.method.toUpperCase(), pathname);
  if (found === undefined) return undefined;
  const { operation, taskId, path } = found;
  return {
    atMs: typeof entry.at === "number" ? entry.at : Date.parse(entry.at),
    operation,
    ...(taskId === undefined ? {} : { taskId }),
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

interface FoundOperation {
  readonly operation: OperationName;
  readonly taskId: string | undefined;
  readonly path: string;
}

/** Looks for the operation at the end of a path: a gateway may put something of its own in front. */
function findOperation(format: FormatId, method: string, pathname: string): FoundOperation | undefined {
  const matches = Object.entries(factsOf(format).operations).flatMap(
    ([name, operation]: readonly [string, Operation]) => {
      const match = operation.method === method ? matcherOf(operation.path).exec(pathname) : null;
      // A lookup that shares its path with the poll cannot be told from it.
      if (match === null || name === "lookup") return [];
      const taskId = match[2] === undefined ? undefined : decodeURIComponent(match[2]);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a format's operations
      return [{ operation: name as OperationName, taskId, path: match[1] ?? pathname }];
    },
  );
  // The longest path is the most telling one.
  return matches.toSorted((left, right) => right.path.length - left.path.length)[0];
}

function matcherOf(template: string): RegExp {
  const [path = ""] = template.split("?");
  const parts = path.split(/\{[^}]*\}/).map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`));
  return new RegExp(`(${parts.join("([^/]+)")})$`);
}
