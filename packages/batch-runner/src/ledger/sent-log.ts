import { randomUUID } from "node:crypto";
import {
  appendFileSync,
  closeSync,
  existsSync,
  fdatasync,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  writeSync,
} from "node:fs";
import { promisify } from "node:util";

const syncData = promisify(fdatasync);

/**
 * What was sent, in a separate file next to the ledger: a ledger that was restored from a backup does not know of it, and would
 * send it again. Only ever added to. See docs/decisions/0331.
 */
export interface SentLog {
  /** Drawn when the log is begun: offsets in another log say nothing of this one. */
  readonly id: string;
  /** How long it is now, in bytes. */
  size(): number;
  /** What was added since it was `offset` bytes long. */
  readFrom(offset: number): string;
  /** Adds lines. With `durable` they are on the disk when it resolves. */
  add(text: string, durable: boolean): Promise<void>;
  close(): void;
}

/** Longer than a head ever is. */
const headBytes = 200;

/** Opens the log in a file, and begins one where there is none. */
export function openSentLog(path: string): SentLog {
  const file = openSync(path, "a+", 0o644);
  try {
    const id = idIn(file) ?? begin(file);
    return sentLogIn(file, id);
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

function sentLogIn(file: number, id: string): SentLog {
  let failure: { readonly error: unknown } | undefined;
  let isOpen = true;
  let isWhole = false;

  /** A line that a power cut has torn ends where the next one begins. */
  function separator(): string {
    if (isWhole) return "";
    isWhole = true;
    const { size } = fstatSync(file);
    return readText(file, size - 1, 1) === "\n" ? "" : "\n";
  }

  return {
    id,
    size: () => fstatSync(file).size,
    readFrom(offset) {
      const { size } = fstatSync(file);
      return readText(file, offset, Math.max(0, size - offset));
    },
    async add(text, durable) {
      // A system may drop what it could not write and call the next sync good: after a failure nothing is believed.
      if (failure !== undefined) throw failure.error;
      try {
        appendFileSync(file, `${separator()}${text}`);
        if (durable) await syncData(file);
      } catch (error) {
        failure = { error };
        throw error;
      }
    },
    close() {
      if (isOpen) closeSync(file);
      isOpen = false;
    },
  };
}

/** How the head of a log begins. */
const headStart = '{"type":"sent"';

/**
 * Whether a log knows of anything that was sent. One with only heads, whole or torn, is what a start leaves that was cut
 * off before its ledger was made.
 */
export function tellsOfSubmits(path: string): boolean {
  if (!existsSync(path)) return false;
  const lines = readFileSync(path, "utf8").split("\n");
  return lines.some((line) => !headStart.startsWith(line.slice(0, headStart.length)));
}

/** The id in the head of a log; `undefined` for an empty file and for one whose head was torn. */
function idIn(file: number): string | undefined {
  return /^\{"type":"sent","version":1,"id":"(?<id>[0-9a-f-]{36})"\}\n/u.exec(readText(file, 0, headBytes))?.groups?.[
    "id"
  ];
}

/** The head is in the file before anything is said to be. */
function begin(file: number): string {
  const id = randomUUID();
  const head = `${JSON.stringify({ type: "sent", version: 1, id })}\n`;
  writeSync(file, `${fstatSync(file).size === 0 ? "" : "\n"}${head}`);
  // Of two that begin it together, the first one counts.
  return idIn(file) ?? id;
}

function readText(file: number, offset: number, length: number): string {
  const bytes = Buffer.alloc(length);
  let have = 0;
  while (have < length) {
    const read = readSync(file, bytes, have, length - have, offset + have);
    if (read === 0) break;
    have += read;
  }
  return bytes.toString("utf8", 0, have);
}
