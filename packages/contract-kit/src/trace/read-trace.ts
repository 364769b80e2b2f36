import { parseJson } from "../answer/parse-json.ts";
import { assertAddress, at, textOf } from "./json-members.ts";
import { readHar } from "./read-har.ts";
import type { TraceEntry } from "./trace.ts";
import { TraceUnreadableError } from "./trace-unreadable-error.ts";

/** Reads a recorded session: a HAR file from a browser or a proxy, or one `TraceEntry` per line. */
export function readTrace(written: string): readonly TraceEntry[] {
  // Some tools begin a file with a byte order mark, for which JSON has no place.
  const text = written.replace(/^\u{FEFF}/u, "");
  const har = readHar(parseJson(text));
  if (har !== undefined) return har;
  return text
    .split("\n")
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.trim() !== "")
    .map(({ line, number }) => ({ value: parseJson(line), number }))
    .filter(({ value }, index) => index > 0 || at(value, "recording") === undefined)
    .map(({ value, number }) => fromLine(value, number));
}

/** The first line of a recording, which says what the others are; undefined where a trace has none. */
export function headOf(text: string): { readonly version: unknown; readonly format: unknown } | undefined {
  const first = parseJson(
    text
      .replace(/^\u{FEFF}/u, "")
      .split("\n")
      .find((line) => line.trim() !== "") ?? "",
  );
  const version = at(first, "recording");
  return version === undefined ? undefined : { version, format: at(first, "format") };
}

function fromLine(value: unknown, line: number): TraceEntry {
  const isEntry =
    ["string", "number"].includes(typeof at(value, "at")) &&
    typeof at(value, "method") === "string" &&
    typeof at(value, "url") === "string" &&
    typeof at(value, "status") === "number";
  if (!isEntry) throw new TraceUnreadableError(`line ${line} is not a call: it needs at, method, url and status`);
  assertAddress(textOf(at(value, "url")), `line ${line}`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the required members were looked at, the rest is JSON
  return value as TraceEntry;
}
