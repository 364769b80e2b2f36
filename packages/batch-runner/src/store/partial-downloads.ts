import { createHash, type Hash } from "node:crypto";
import { closeSync, createReadStream, mkdirSync, readdirSync, rmSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { present } from "@shotlist/schema";
import { fromStored } from "../ledger/stored.ts";
import type { PartialDownload, PartialStart, PartialWriter, StoredClip } from "../ports/clip-store.ts";
import { checkedKey } from "./names.ts";
import { absentAsUndefined, hashOf, isAbsence, openWithFolder, sizeOf, syncOpened, writeOpened } from "./files.ts";

/** Chunks are written together: a clip of some kilobytes is one write. */
const writtenTogether = 256 * 1024;
/** A shorter clip is fetched again rather than continued: that costs less than keeping its origin. */
const worthContinuing = 1024 * 1024;

/** Downloads on their way, each a file `<key>.part`, with `<key>.json` next to it where it can be continued. */
export interface PartialDownloads {
  partial(key: string): Promise<PartialDownload | undefined>;
  openPartial(key: string, start: PartialStart): Promise<PartialWriter>;
  /** What is there, hashed. */
  content(key: string): Promise<StoredClip>;
  pathOf(key: string): string;
  discard(key: string): void;
  /** The same, whoever has begun the download. */
  remove(key: string): void;
  /** The file has been moved away. */
  moved(key: string): void;
}

/** What is known about the bytes that this process wrote or read. */
interface Seen {
  readonly hash: Hash;
  bytes: number;
}

export function createPartialDownloads(folder: string): PartialDownloads {
  const pathOf = (key: string): string => join(folder, `${checkedKey(key)}.part`);
  const originOf = (key: string): string => join(folder, `${checkedKey(key)}.json`);
  const written = new Map<string, Seen>();
  let listed: Set<string> | undefined;

  /** One run at a time fetches: what was there when it began, and what it added. A name too many costs a look. */
  function names(): Set<string> {
    listed ??= new Set(listNames(folder));
    return listed;
  }

  async function partial(key: string): Promise<PartialDownload | undefined> {
    if (!names().has(`${key}.part`)) return undefined;
    const bytes = sizeOf(pathOf(key));
    if (bytes === undefined) return undefined;
    const origin = await absentAsUndefined(() => readFile(originOf(key), "utf8"));
    return { bytes, ...(origin === undefined ? {} : readOrigin(origin)) };
  }

  function discard(key: string): void {
    // First the bytes go, then the name they had: a crash between leaves nothing that could be continued wrongly.
    for (const name of [`${key}.part`, `${key}.json`]) {
      if (names().delete(name)) rmSync(join(folder, name), { force: true });
    }
    written.delete(key);
  }

  async function openPartial(
    key: string,
    { append, validator, total = Number.POSITIVE_INFINITY }: PartialStart,
  ): Promise<PartialWriter> {
    const seen = append ? await alreadyThere(key) : { hash: createHash("sha256"), bytes: 0 };
    if (!append) {
      discard(key);
      if (validator !== undefined && total >= worthContinuing) await keepOrigin(key, { validator, total });
    }
    names().add(`${key}.part`);
    written.set(key, seen);
    return createWriter(openWithFolder(pathOf(key), append ? "a" : "w"), seen);
  }

  async function keepOrigin(key: string, origin: { validator: string; total: number }): Promise<void> {
    mkdirSync(folder, { recursive: true });
    names().add(`${key}.json`);
    await writeFile(originOf(key), JSON.stringify(origin));
  }

  async function alreadyThere(key: string): Promise<Seen> {
    const before = written.get(key);
    if (before !== undefined && before.bytes === sizeOf(pathOf(key))) return before;
    const seen: Seen = { hash: createHash("sha256"), bytes: 0 };
    for await (const chunk of createReadStream(pathOf(key))) see(seen, chunk);
    return seen;
  }

  return {
    partial,
    openPartial,
    pathOf,
    discard,
    remove(key) {
      listed = undefined;
      discard(key);
    },
    async content(key) {
      const seen = written.get(key);
      if (seen !== undefined) return { sha256: seen.hash.copy().digest("hex"), bytes: seen.bytes };
      return { sha256: await hashOf(pathOf(key)), bytes: sizeOf(pathOf(key)) ?? 0 };
    },
    moved(key) {
      names().delete(`${key}.part`);
      discard(key);
    },
  };
}

function createWriter(file: number, seen: Seen): PartialWriter {
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;

  async function writeWaiting(): Promise<void> {
    const parts = waiting;
    waiting = [];
    waitingBytes = 0;
    await writeOpened(file, parts, (part) => see(seen, part));
  }

  return {
    async write(chunk) {
      waiting.push(chunk);
      waitingBytes += chunk.length;
      if (waitingBytes >= writtenTogether) await writeWaiting();
    },
    async close() {
      try {
        await writeWaiting();
        await syncOpened(file);
      } finally {
        closeSync(file);
      }
    },
  };
}

function see(seen: Seen, chunk: Uint8Array): void {
  seen.hash.update(chunk);
  seen.bytes += chunk.length;
}

/** A torn origin only costs the bytes it would have saved. */
function readOrigin(text: string): Omit<PartialDownload, "bytes"> {
  try {
    // A length that was not known is written as null.
    const { validator, total } = fromStored<{ readonly validator?: string; readonly total?: number | null }>(text);
    return {
      ...present({ validator }),
      ...(typeof total === "number" ? { total } : {}),
    };
  } catch {
    return {};
  }
}

function listNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isAbsence(error)) return [];
    throw error;
  }
}
