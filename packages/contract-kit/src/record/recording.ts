import { isFormatId } from "@shotlist/schema";
import type { FormatRef } from "@shotlist/schema";
import { headOf, readTrace } from "../trace/read-trace.ts";
import { TraceUnreadableError } from "../trace/trace-unreadable-error.ts";
import type { TraceEntry } from "../trace/trace.ts";

/** A session that was kept: what was asked and answered, and nothing that only its owner may know. */
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

/** A recording as the text of a file: one line that says what it is, then one call a line. */
export function writeRecording({ format, entries }: Recording): string {
  return [headLine(format), ...entries.map(entryLine)].join("");
}

/**
 * Reads a recording. Any other trace that `readTrace` takes, a HAR file among them, is read as one when `format` says
 * which format it is of.
 */
export function readRecording(text: string, { format }: { readonly format?: FormatRef } = {}): Recording {
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
