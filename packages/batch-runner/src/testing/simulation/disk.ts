import { StorageError, type StorageCode } from "../../errors.ts";
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

/** Whether a commit counts before its bytes are on the disk; for a simulation that must fail. */
export interface DiskOptions {
  readonly timeline: Timeline;
  readonly faults: Faults;
  readonly chance: Chance;
  readonly syncs: boolean;
}

export function createDisk({ timeline, faults, chance, syncs }: DiskOptions): Disk {
  const files = createMemoryClipStore();
  const unsynced = new Map<string, Unsynced>();
  const lately = new Set<string>();
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
      head: step(undefined, (...values: Parameters<ClipStore["head"]>) => files.head(...values)),
      discard: step("dropping a download", (...values: Parameters<ClipStore["discard"]>) => files.discard(...values)),
      find: step(undefined, (...values: Parameters<ClipStore["find"]>) => files.find(...values)),
      read: step(undefined, (...values: Parameters<ClipStore["read"]>) => files.read(...values)),
      place: step("writing a clip", (...values: Parameters<ClipStore["place"]>) => files.place(...values)),
      restore: step("reading a clip", (...values: Parameters<ClipStore["restore"]>) => files.restore(...values)),
      hasReceipt: step(undefined, (...values: Parameters<ClipStore["hasReceipt"]>) => files.hasReceipt(...values)),
      writeReceipt: step("writing a receipt", (...values: Parameters<ClipStore["writeReceipt"]>) =>
        files.writeReceipt(...values),
      ),
      commit: step("keeping a clip", async (key, kind) => {
        const stored = await files.commit(key, kind);
        if (!syncs) lately.add(stored.sha256);
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
    for (const sha256 of lately) files.clips.set(sha256, (files.clips.get(sha256) ?? Buffer.alloc(0)).subarray(0, 20));
    lately.clear();
  }

  return {
    files,
    write,
    storeOf,
    tear,
    heal: () => {
      trouble = undefined;
    },
  };
}
