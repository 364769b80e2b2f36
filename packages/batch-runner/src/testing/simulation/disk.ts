import { StorageError, type StorageCode } from "../../failures/storage-error.ts";
import type { ClipStore } from "../../ports/clip-store.ts";
import { createMemoryClipStore, type MemoryClipStore } from "../memory-clip-store.ts";
import type { Chance } from "./chance.ts";
import type { Faults } from "./faults.ts";
import type { SimulatedProcess } from "./process.ts";
import type { Timeline } from "./timeline.ts";

/** The disk of a world: outlives its processes, and keeps of what was not synced only what it likes. */
export interface Disk {
  /** What is durable. */
  readonly files: MemoryClipStore;
  /** Hashes of clips whose bytes have changed by themselves. */
  readonly rotten: Set<string>;
  /** Throws while the disk refuses to write. */
  readonly write: (doing: string) => void;
  /** The clip store as a process sees it. */
  storeOf(process: SimulatedProcess): ClipStore;
  /** Ends whatever was wrong with it. */
  readonly heal: () => void;
  /** What a death leaves of the process's writes that were not synced. */
  readonly tear: (processId: number) => void;
}

interface Unsynced {
  readonly processId: number;
  readonly chunks: Uint8Array[];
  readonly keep: (bytes: Uint8Array) => void;
}

const longestTroubleMs = 90_000;

export interface DiskOptions {
  readonly timeline: Timeline;
  readonly faults: Faults;
  readonly chance: Chance;
  /** Whether a receipt brings its clip to the disk; a simulation without must fail. */
  readonly syncs: boolean;
  /** Whether clips are looked at when they are used; a simulation without must fail. */
  readonly checksClips: boolean;
  /** Whether a copy that is there is taken for whole; a simulation that does so must fail. */
  readonly trustsCopies: boolean;
}

export function createDisk({ timeline, faults, chance, syncs, checksClips, trustsCopies }: DiskOptions): Disk {
  const files = createMemoryClipStore({ checksClips });
  const unsynced = new Map<string, Unsynced>();
  /** Clips whose receipt is still to come, and copies that are not settled: by which process. */
  const unreceipted = new Map<string, number>();
  const unsettled = new Map<string, number>();
  let trouble: { readonly code: StorageCode; readonly until: number } | undefined;

  function write(doing: string): void {
    if (trouble !== undefined && timeline.now() < trouble.until) throw new StorageError(trouble.code, { doing });
    const code: StorageCode | undefined = faults.strikes("disk: full")
      ? "disk_full"
      : faults.strikes("disk: read-only")
        ? "read_only"
        : faults.strikes("disk: failing")
          ? "storage_failed"
          : undefined;
    if (code === undefined) return;
    trouble = { code, until: timeline.now() + chance.between(0, longestTroubleMs) };
    throw new StorageError(code, { doing });
  }

  function storeOf(process: SimulatedProcess): ClipStore {
    const step = <Values extends unknown[], Value>(
      doing: string | undefined,
      work: (...values: Values) => Promise<Value>,
    ) => {
      return (...values: Values): Promise<Value> =>
        process.step(async () => {
          if (doing !== undefined) write(doing);
          return work(...values);
        });
    };
    return {
      ...files,
      probe: step("looking at a folder", (...values: Parameters<ClipStore["probe"]>) => files.probe(...values)),
      partial: step(undefined, (...values: Parameters<ClipStore["partial"]>) => files.partial(...values)),
      // What is done with the bytes takes no time of its own.
      inspect: (file, work) => process.step(() => files.inspect(file, work)),
      setAside: step("keeping a failed download", (...values: Parameters<ClipStore["setAside"]>) =>
        files.setAside(...values),
      ),
      discard: step("deleting a download", (...values: Parameters<ClipStore["discard"]>) => files.discard(...values)),
      find: step(undefined, (...values: Parameters<ClipStore["find"]>) => files.find(...values)),
      read: step(undefined, (...values: Parameters<ClipStore["read"]>) => files.read(...values)),
      place: step("writing a clip", async (sha256, file) => {
        if (trustsCopies && files.files.has(file)) return;
        await files.place(sha256, file);
        unsettled.set(file, process.id);
      }),
      settle: step("writing copies", async () => void forgetOf(process.id, unsettled)),
      restore: step("reading a clip", (...values: Parameters<ClipStore["restore"]>) => files.restore(...values)),
      hasReceipt: step(undefined, (...values: Parameters<ClipStore["hasReceipt"]>) => files.hasReceipt(...values)),
      writeReceipt: step("writing a receipt", async (sha256, attemptId, receipt, frameSha256) => {
        await files.writeReceipt(sha256, attemptId, receipt);
        if (!syncs) return;
        unreceipted.delete(sha256);
        if (frameSha256 !== undefined) unreceipted.delete(frameSha256);
      }),
      commit: step("keeping a clip", async (key, kind, { receiptFollows = false } = {}) => {
        const before = new Set(files.clips.keys());
        const stored = await files.commit(key, kind);
        // A clip that was here already stays.
        if (receiptFollows && !before.has(stored.sha256)) unreceipted.set(stored.sha256, process.id);
        return stored;
      }),
      openPartial: step("downloading a clip", async (key, options) => {
        const durable = await files.openPartial(key, options);
        const chunks: Uint8Array[] = [];
        const keep = (bytes: Uint8Array): void => void durable.write(bytes);
        unsynced.set(key, { processId: process.id, chunks, keep });
        return {
          write: step("downloading a clip", async (chunk: Uint8Array) => void chunks.push(Uint8Array.from(chunk))),
          close: step(undefined, async () => {
            keep(Buffer.concat(chunks));
            unsynced.delete(key);
          }),
        };
      }),
    };
  }

  function tear(processId: number): void {
    for (const [key, { processId: writer, chunks, keep }] of unsynced) {
      if (writer !== processId) continue;
      unsynced.delete(key);
      const bytes = Buffer.concat(chunks);
      if (bytes.length === 0) continue;
      faults.count("disk: torn write");
      keep(bytes.subarray(0, chance.between(0, bytes.length)));
    }
    for (const sha256 of forgetOf(processId, unreceipted)) lose(files.clips, sha256);
    for (const file of forgetOf(processId, unsettled)) lose(files.files, file);
  }

  /** Of what was not brought to the disk it keeps all, a part, or nothing. */
  function lose(from: Map<string, Uint8Array>, name: string): void {
    const bytes = from.get(name);
    const left = chance.between(0, 3);
    if (bytes === undefined || left === 3) return;
    faults.count("disk: torn write");
    if (left === 0) from.delete(name);
    else from.set(name, bytes.subarray(0, Math.floor((bytes.length * left) / 3)));
  }

  return {
    files,
    rotten: new Set(),
    write,
    storeOf,
    tear,
    heal: () => {
      trouble = undefined;
    },
  };
}

/** Takes out what was noted of a process. */
function forgetOf(processId: number, noted: Map<string, number>): readonly string[] {
  const names = [...noted].filter(([, owner]) => owner === processId).map(([name]) => name);
  for (const name of names) noted.delete(name);
  return names;
}
