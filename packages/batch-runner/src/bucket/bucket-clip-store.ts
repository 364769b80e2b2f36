import type { JsonObject } from "@shotlist/core";
import type { Container } from "../container/judgement.ts";
import { ClipDamagedError } from "../failures/clip-errors.ts";
import type { ClipKind, ClipStore, StoredFile } from "../ports/clip-store.ts";
import { receiptIn } from "../store/receipt-lines.ts";
import type { Bucket } from "./bucket.ts";
import { createFetching } from "./fetching.ts";
import { nameOf, receiptName, receiptOf } from "./names.ts";
import { createSending } from "./sending.ts";

interface BucketClipStoreOptions {
  /** The store of this machine, in which every clip that it needs lies. */
  readonly disk: ClipStore;
  /** The folder of that store. */
  readonly folder: string;
  readonly bucket: Bucket;
}

/**
 * Keeps clips in a bucket that machines share, under the names that they have on a disk, and on this machine what it has made or
 * needed. A clip is on this disk before it is sent to the bucket: while the bucket is away, nothing that was paid for waits for it.
 */
export function createBucketClipStore({ disk, folder, bucket }: BucketClipStoreOptions): ClipStore {
  const { share, sendWaiting } = createSending({ disk, folder, bucket });
  const { lookFor, need, seen } = createFetching({ disk, bucket });
  let isKnown = false;

  const containerOf = (sha256: string): Container => seen.get(sha256) ?? disk.containerOf(sha256);

  async function assess(
    sha256: string,
    kind: ClipKind,
    look: () => Promise<"good" | "missing" | "changed">,
  ): Promise<"good" | "missing" | "changed"> {
    try {
      await need(sha256, kind);
    } catch (error) {
      if (error instanceof ClipDamagedError) return "changed";
      throw error;
    }
    return look();
  }

  async function* list(): AsyncIterable<StoredFile> {
    const here = new Set<string>();
    for await (const file of disk.list()) {
      here.add(file.name);
      yield file;
    }
    for await (const { name, bytes } of bucket.list("clips/")) {
      const [, sha256, ending] = /\/([0-9a-f]{64})\.(mp4|mov|webm|mkv|png)$/u.exec(name) ?? [];
      if (sha256 !== undefined && !here.has(sha256))
        yield { kind: ending === "png" ? "frame" : "video", name: sha256, bytes };
    }
  }

  async function* readReceipts(): AsyncIterable<JsonObject> {
    yield* disk.readReceipts();
    for await (const { name } of bucket.list("clips/")) {
      const [, sha256 = "", attemptId] = receiptName.exec(name) ?? [];
      if (attemptId === undefined || (await disk.hasReceipt(sha256, attemptId))) continue;
      const text = await bucket.text(name);
      if (text !== undefined) yield receiptIn(text, sha256);
    }
  }

  return {
    ...disk,
    containerOf,
    list,
    readReceipts,
    async probe(target) {
      await disk.probe(target);
      // Who may not use the bucket learns it before anything is paid for.
      if (!isKnown) for await (const _ of bucket.list("clips/")) break;
      isKnown = true;
    },
    async inspect(file, work) {
      if (!("partial" in file)) await need(file.sha256, file.kind);
      return disk.inspect(file, work);
    },
    async commit(key, kind, options = {}) {
      const stored = await disk.commit(key, kind, options);
      await share(nameOf(stored.sha256, kind === "frame" ? "png" : (options.container ?? "mp4")));
      return stored;
    },
    async find(sha256, kind) {
      const here = await disk.find(sha256, kind);
      if (here !== undefined) return here;
      const found = await lookFor(sha256, kind);
      return found === undefined ? undefined : { sha256, bytes: found.bytes };
    },
    async read(sha256, kind) {
      await need(sha256, kind);
      return disk.read(sha256, kind);
    },
    async setDamagedAside(sha256, kind) {
      if ((await disk.find(sha256, kind)) !== undefined) return disk.setDamagedAside(sha256, kind);
      const found = await lookFor(sha256, kind);
      if (found === undefined) return;
      await bucket.move(found.name, found.name.replace(/^clips\/../u, "aside"));
      seen.delete(sha256);
    },
    async place(sha256, file) {
      await need(sha256, "video");
      return disk.place(sha256, file);
    },
    async isTornCopy(file, sha256) {
      await need(sha256, "video");
      return disk.isTornCopy(file, sha256);
    },
    async settle() {
      await disk.settle();
      await sendWaiting();
    },
    async restore(sha256, file) {
      if (!(await disk.restore(sha256, file))) return false;
      await share(nameOf(sha256, disk.containerOf(sha256)));
      return true;
    },
    async hasReceipt(sha256, attemptId) {
      if (await disk.hasReceipt(sha256, attemptId)) return true;
      return (await bucket.look(receiptOf(sha256, attemptId))) !== undefined;
    },
    async writeReceipt(sha256, attemptId, receipt, frameSha256) {
      await disk.writeReceipt(sha256, attemptId, receipt, frameSha256);
      await share(receiptOf(sha256, attemptId));
    },
    async readReceipt(sha256, attemptId) {
      const here = await disk.readReceipt(sha256, attemptId);
      if (here !== undefined) return here;
      const text = await bucket.text(receiptOf(sha256, attemptId));
      return text === undefined ? undefined : receiptIn(text, sha256);
    },
    check: (sha256, kind) => assess(sha256, kind, () => disk.check(sha256, kind)),
    glance: (sha256) => assess(sha256, "video", () => disk.glance(sha256)),
    async remove(file) {
      await disk.remove(file);
      if (file.kind !== "video" && file.kind !== "frame") return;
      const found = await lookFor(file.name, file.kind);
      if (found !== undefined) await bucket.remove(found.name);
    },
  };
}
