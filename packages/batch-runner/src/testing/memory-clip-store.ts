import { createHash } from "node:crypto";
import type { JsonObject } from "@shotlist/core";
import type { ClipStore } from "../ports/clip-store.ts";

interface Growing {
  readonly chunks: Uint8Array[];
  readonly validator?: string;
}

/** A clip store in memory, whose files can be looked at. */
export interface MemoryClipStore extends ClipStore {
  readonly files: Map<string, Uint8Array>;
  readonly clips: Map<string, Uint8Array>;
  readonly receipts: Map<string, JsonObject>;
}

export function createMemoryClipStore(): MemoryClipStore {
  const files = new Map<string, Uint8Array>();
  const clips = new Map<string, Uint8Array>();
  const receipts = new Map<string, JsonObject>();
  const partials = new Map<string, Growing>();
  const bytesOf = (key: string): Buffer => Buffer.concat(partials.get(key)?.chunks ?? []);
  return {
    files,
    clips,
    receipts,
    probe: async () => undefined,
    partial: async (key) => {
      const growing = partials.get(key);
      if (growing === undefined) return undefined;
      const bytes = bytesOf(key).length;
      return { bytes, ...(growing.validator === undefined ? {} : { validator: growing.validator }) };
    },
    openPartial: async (key, { append, validator }) => {
      const before = append ? partials.get(key) : undefined;
      const growing = before ?? { chunks: [], ...(validator === undefined ? {} : { validator }) };
      partials.set(key, growing);
      return {
        write: async (chunk) => {
          growing.chunks.push(Uint8Array.from(chunk));
        },
        close: async () => undefined,
      };
    },
    head: async (key, bytes) => bytesOf(key).subarray(0, bytes),
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
    read: async (sha256) => clips.get(sha256) ?? Buffer.alloc(0),
    pathOf: (sha256) => `/store/${sha256}`,
    place: async (sha256, file) => {
      const clip = clips.get(sha256);
      if (clip === undefined) throw new Error(`no clip ${sha256}`);
      files.set(file, clip);
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
    check: async (sha256) => {
      const clip = clips.get(sha256);
      if (clip === undefined) return "missing";
      return createHash("sha256").update(clip).digest("hex") === sha256 ? "good" : "changed";
    },
    async *list() {
      for (const [name, clip] of clips) yield { kind: "video", name, bytes: clip.length };
    },
    remove: async ({ name }) => void clips.delete(name),
  };
}
