import { assertOptions, isFormatId } from "@shotlist/schema";
import type { FormatRef } from "@shotlist/schema";
import { headOf, readTrace } from "../trace/read-trace.ts";
import { TraceUnreadableError } from "../trace/trace-unreadable-error.ts";
import type { TraceEntry } from "../trace/trace.ts";

/** A recorded session: requests and answers, without anything that only its owner may know. */
export interface Recording {
  readonly format: FormatRef;
  readonly entries: readonly TraceEntry[];
}

const version = 1;

/** The first line of a recording's file. */
export function headLine(format: FormatRef): string {
  return `${JSON.stringify({ recording: version, format })}\n`;
}

/** One call as a line of a recording's file. */
export function entryLine(entry: TraceEntry): string {
  return `${JSON.stringify(entry)}\n`;
}

/** A recording as text: a head line, then one call per line. */
export function writeRecording({ format, entries }: Recording): string {
  return [headLine(format), ...entries.map(entryLine)].join("");
}

/** Reads a recording. With `format`, also reads any other trace that `readTrace` accepts, such as a HAR file. */
export function readRecording(text: string, options: { readonly format?: FormatRef } = {}): Recording {
  assertOptions<typeof options>("readRecording", options, { format: "text" });
  const { format } = options;
  const head = headOf(text);
  if (head !== undefined && head.version !== version) {
    throw new TraceUnreadableError(
      `the recording has version ${JSON.stringify(head.version)}; this release reads ${version}`,
    );
  }
  const entries = readTrace(text);
  const named = head?.format ?? format;
  if (format !== undefined && named !== format) {
    throw new TraceUnreadableError(`it is for ${JSON.stringify(named)}, not for ${format}`);
  }
  if (named === undefined) throw new TraceUnreadableError("it does not name its format");
  if (!isFormatId(named)) throw new TraceUnreadableError(`it has an unknown format: ${JSON.stringify(named)}`);
  if (entries.length === 0) throw new TraceUnreadableError("it contains no calls");
  return { format: named, entries };
}
