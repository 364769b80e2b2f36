import { createHash } from "node:crypto";
import type { JsonObject } from "@shotlist/core";
import { ClipDamagedError } from "../failures/clip-errors.ts";
import { bytesInMemory } from "../container/file-bytes.ts";
import { judgeClip } from "../container/judge-clip.ts";
import type { ClipStore } from "../ports/clip-store.ts";

interface Growing {
  readonly chunks: Uint8Array[];
  readonly validator?: string;
  readonly total?: number;
}

/** A clip store in memory, whose files can be looked at. */
export interface MemoryClipStore extends ClipStore {
  readonly files: Map<string, Uint8Array>;
  readonly clips: Map<string, Uint8Array>;
  readonly receipts: Map<string, JsonObject>;
  readonly aside: Map<string, Uint8Array>;
}

export function createMemoryClipStore({
  checksClips = true,
}: { readonly checksClips?: boolean } = {}): MemoryClipStore {
  const files = new Map<string, Uint8Array>();
  const clips = new Map<string, Uint8Array>();
  const receipts = new Map<string, JsonObject>();
  const aside = new Map<string, Uint8Array>();
  const partials = new Map<string, Growing>();
  const sound = (sha256: string): Uint8Array => {
    const clip = clips.get(sha256) ?? Buffer.alloc(0);
    if (checksClips && createHash("sha256").update(clip).digest("hex") !== sha256) throw new ClipDamagedError(sha256);
    return clip;
  };
  const stateOf = (sha256: string): "good" | "missing" | "changed" => {
    const clip = clips.get(sha256);
    if (clip === undefined) return "missing";
    return createHash("sha256").update(clip).digest("hex") === sha256 ? "good" : "changed";
  };
  const bytesOf = (key: string): Buffer => Buffer.concat(partials.get(key)?.chunks ?? []);
  return {
    files,
    clips,
    receipts,
    aside,
    probe: async () => undefined,
    partial: async (key) => {
      const growing = partials.get(key);
      if (growing === undefined) return undefined;
      const { chunks: _, ...origin } = growing;
      return { bytes: bytesOf(key).length, ...origin };
    },
    openPartial: async (key, { append, ...origin }) => {
      const before = append ? partials.get(key) : undefined;
      const growing = before ?? { chunks: [], ...origin };
      partials.set(key, growing);
      return {
        write: async (chunk) => {
          growing.chunks.push(Uint8Array.from(chunk));
        },
        close: async () => undefined,
      };
    },
    inspect: async (file, work) =>
      work(bytesInMemory("partial" in file ? bytesOf(file.partial) : (clips.get(file.sha256) ?? Buffer.alloc(0)))),
    setAside: async (key) => {
      aside.set(key, bytesOf(key));
      partials.delete(key);
      return `/store/aside/${key}`;
    },
    containerOf: (sha256) => judgeClip(bytesInMemory(clips.get(sha256) ?? Buffer.alloc(0))).container ?? "mp4",
    commit: async (key) => {
      const bytes = bytesOf(key);
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      clips.set(sha256, bytes);
      partials.delete(key);
      return { sha256, bytes: bytes.length };
    },
    discard: async (key) => void partials.delete(key),
    find: async (sha256) => {
      const clip = clips.get(sha256);
      return clip === undefined ? undefined : { sha256, bytes: clip.length };
    },
    read: async (sha256) => sound(sha256),
    setDamagedAside: async (sha256) => {
      aside.set(`${sha256}-damaged`, clips.get(sha256) ?? Buffer.alloc(0));
      clips.delete(sha256);
    },
    pathOf: (sha256) => `/store/${sha256}`,
    place: async (sha256, file) => {
      if (!clips.has(sha256)) throw new Error(`no clip ${sha256}`);
      files.set(file, sound(sha256));
    },
    lookAt: async (file) => {
      const bytes = files.get(file);
      if (bytes === undefined) return { kind: "absent" };
      return { kind: "file", sha256: createHash("sha256").update(bytes).digest("hex") };
    },
    isTornCopy: async (file, sha256) => {
      const [copy, clip] = [files.get(file), clips.get(sha256)];
      if (copy === undefined || clip === undefined) return false;
      return Buffer.compare(copy, clip.subarray(0, copy.length)) === 0;
    },
    settle: async () => undefined,
    restore: async (sha256, file) => {
      const bytes = files.get(file);
      if (bytes === undefined || createHash("sha256").update(bytes).digest("hex") !== sha256) return false;
      clips.set(sha256, bytes);
      return true;
    },
    hasReceipt: async (sha256, attemptId) => receipts.has(`${sha256}.${attemptId}`),
    writeReceipt: async (sha256, attemptId, receipt) => void receipts.set(`${sha256}.${attemptId}`, receipt),
    async *readReceipts() {
      yield* receipts.values();
    },
    readReceipt: async (sha256, attemptId) => receipts.get(`${sha256}.${attemptId}`),
    check: async (sha256) => stateOf(sha256),
    glance: async (sha256) => stateOf(sha256),
    async *list() {
      for (const [name, clip] of clips) yield { kind: "video", name, bytes: clip.length };
    },
    remove: async ({ name }) => void clips.delete(name),
  };
}
