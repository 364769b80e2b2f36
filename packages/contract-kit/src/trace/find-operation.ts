import { factsOf } from "@shotlist/schema";
import type { FormatRef, FurtherCallName, Operation, OperationName } from "@shotlist/schema";

/** The operation of a format that a call was for. */
export interface FoundOperation {
  readonly operation: OperationName;
  /** The documented path, `{id}` in it, with its query where there is one. */
  readonly template: string;
  readonly taskId: string | undefined;
  /** The part of the path that the format documents. */
  readonly path: string;
}

/** Looks for the operation at the end of a path: a gateway may put something of its own in front. */
export function findOperation(format: FormatRef, method: string, pathname: string): FoundOperation | undefined {
  const matches = Object.entries(factsOf(format).operations).flatMap(
    ([name, operation]: readonly [string, Operation]) => {
      const match = operation.method === method ? matcherOf(operation.path).exec(pathname) : null;
      // A lookup that shares its path with the poll cannot be distinguished from it.
      if (match === null || name === "lookup") return [];
      const taskId = match[2] === undefined ? undefined : decoded(match[2]);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a format's operations
      const known = name as OperationName;
      return [{ operation: known, template: operation.path, taskId, path: match[1] ?? pathname }];
    },
  );
  // The longest path is the most telling one.
  return matches.toSorted((left, right) => right.path.length - left.path.length)[0];
}

/** Whether a call asks for a clip, and may have to be paid for: a submit, or one that makes a clip from another. */
export function asksForClip(format: FormatRef, method: string, pathname: string): boolean {
  if (findOperation(format, method, pathname)?.operation === "submit") return true;
  const { furtherCalls = [] } = factsOf(format);
  return furtherCalls.some(
    ({ name, ...call }) => clipCalls.has(name) && call.method === method && matcherOf(call.path).test(pathname),
  );
}

const clipCalls: ReadonlySet<FurtherCallName> = new Set(["remix", "edit", "extend"]);

function matcherOf(template: string): RegExp {
  const [path = ""] = template.split("?");
  const parts = path.split(/\{[^}]*\}/).map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`));
  return new RegExp(`(${parts.join("([^/]+)")})$`);
}

/** A path may hold percent signs that mean nothing. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
