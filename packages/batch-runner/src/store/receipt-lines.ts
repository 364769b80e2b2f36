import { closeSync, openSync, readSync } from "node:fs";
import type { JsonObject } from "@shotlist/core";
import { objectFromStored } from "../ledger/stored.ts";

/** Whose receipt a line is, and what its clip's file was like then. */
export interface ReceiptHead {
  readonly sha256: string;
  readonly attemptId: string;
  /** When the clip's file was last written to, by its file system; absent where the clip was not there. */
  readonly writtenMs?: number;
}

/** A line where it lies in its file. */
interface PlacedLine {
  readonly text: string;
  readonly at: number;
  readonly bytes: number;
  /** Whether its end is there. */
  readonly isWhole: boolean;
}

const headOfLine =
  /^\{"type":"receipt","version":\d+,"clip":"(?<sha256>[0-9a-f]{64})","attempt":"(?<attemptId>[A-Za-z0-9][\w-]{0,199})","writtenMs":(?<writtenMs>null|\d+(?:\.\d+)?),/u;

/** One receipt as a line; what is looked for comes first, so that nothing else of it needs to be read. */
export function toReceiptLine({ sha256, attemptId, writtenMs }: ReceiptHead, receipt: JsonObject): string {
  const line = { type: "receipt", version: 1, clip: sha256, attempt: attemptId, writtenMs: writtenMs ?? null, receipt };
  return `${JSON.stringify(line)}\n`;
}

/** `undefined` for a line that is not a receipt, such as one that a power cut has torn at its beginning. */
export function headOf(line: string): ReceiptHead | undefined {
  const { sha256, attemptId, writtenMs = "null" } = headOfLine.exec(line)?.groups ?? {};
  if (sha256 === undefined || attemptId === undefined) return undefined;
  return { sha256, attemptId, ...(writtenMs === "null" ? {} : { writtenMs: Number(writtenMs) }) };
}

/** What can be read of a receipt in its own file, or in a line: at the least, that its clip was paid for. */
export function receiptIn(text: string, sha256: string): JsonObject {
  try {
    const value = objectFromStored<{ readonly type?: string; readonly receipt?: JsonObject | null }>(text);
    if (value.type !== "receipt") return objectFromStored<JsonObject>(text);
    if (typeof value.receipt === "object" && value.receipt !== null) return value.receipt;
  } catch {
    // As little as below.
  }
  return { version: 0, clip: { sha256 } };
}

const readTogether = 256 * 1024;
const lineEnd = 0x0a;

/** The lines of a file that begin at `from` or later, the last one also without its end. */
export function* linesOf(path: string, from = 0): Generator<PlacedLine> {
  const file = openSync(path, "r");
  try {
    const chunk = Buffer.allocUnsafe(readTogether);
    let rest: Buffer = Buffer.alloc(0);
    let at = from;
    for (let read = readSync(file, chunk, 0, chunk.length, at); read > 0;) {
      let text = Buffer.concat([rest, chunk.subarray(0, read)]);
      for (let end = text.indexOf(lineEnd); end >= 0; end = text.indexOf(lineEnd)) {
        yield { text: text.toString("utf8", 0, end), at, bytes: end + 1, isWhole: true };
        at += end + 1;
        text = text.subarray(end + 1);
      }
      rest = text;
      read = readSync(file, chunk, 0, chunk.length, at + rest.length);
    }
    if (rest.length > 0) yield { text: rest.toString("utf8"), at, bytes: rest.length, isWhole: false };
  } finally {
    closeSync(file);
  }
}

/** A line that was found before. */
export function lineAt(path: string, { at, bytes }: Pick<PlacedLine, "at" | "bytes">): string {
  const file = openSync(path, "r");
  try {
    const line = Buffer.alloc(bytes);
    return line.toString("utf8", 0, readSync(file, line, 0, bytes, at));
  } finally {
    closeSync(file);
  }
}
