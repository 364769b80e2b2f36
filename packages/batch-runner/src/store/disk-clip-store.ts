import { createHash } from "node:crypto";
import { mkdirSync, renameSync, statSync, type Stats } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, unlink, writeFile } from "node:fs/promises";
import { dirname, extname, join } from "node:path";
import type { JsonObject } from "@shotlist/core";
import { present } from "@shotlist/schema";
import { ClipDamagedError } from "../failures/clip-errors.ts";
import { judgeClip } from "../container/judge-clip.ts";
import { containers, type Container } from "../container/judgement.ts";
import { toStorageError } from "../ledger/storage-failure.ts";
import type { ClipKind, ClipStore, CommitOptions, StoredClip, StoredFile } from "../ports/clip-store.ts";
import type { Random } from "../ports/random.ts";
import { createCopies, syncFile } from "./copies.ts";
import { cloneOrCopy } from "./copy-files.ts";
import { absentAsUndefined, hashOf, isAbsence, sizeOf } from "./files.ts";
import { createFolderSync } from "./folder-sync.ts";
import { isTornCopy, lookAt } from "./look-at.ts";
import { checkedHash, checkedKey } from "./names.ts";
import { createPartialDownloads } from "./partial-downloads.ts";
import { readFrom } from "./read-from.ts";
import { receiptIn, toReceiptLine } from "./receipt-lines.ts";
import { createReceiptLog } from "./receipt-log.ts";
import { createReceiptIndex, receiptFolderOf, shardsOf, writtenReceipts } from "./receipts.ts";

/** More than are on their way at a time. */
const latelyAtMost = 1000;

const storedName = /^([0-9a-f]{64})\.(mp4|mov|webm|mkv|png)$/u;

/**
 * Keeps clips below `folder`: `clips/<2 hex>/<sha256>.mp4` (or `.mov`, `.webm`, `.mkv`) with receipts in `clips/receipts/`,
 * `partial/` for what is on its way, `aside/` for what came and is not a whole clip.
 */
export function createDiskClipStore({
  folder,
  random,
}: {
  readonly folder: string;
  readonly random: Random;
}): ClipStore {
  const clips = join(folder, "clips");
  const partialFolder = join(folder, "partial");
  const asideFolder = join(folder, "aside");
  const downloads = createPartialDownloads(partialFolder);
  const folders = createFolderSync();
  const id = random.id();
  const owner = id.slice(0, 8);
  const receiptLog = createReceiptLog(receiptFolderOf(clips), { name: id, folders });
  const receiptIndex = createReceiptIndex(clips);
  let unfinished = 0;
  const suffix = (): string => `${owner}${(unfinished += 1)}`;
  const copies = createCopies({ folders, suffix });
  const shardOf = (sha256: string): string => join(clips, checkedHash(sha256).slice(0, 2));
  const nameOf = (sha256: string, ending: Container | "png"): string => join(shardOf(sha256), `${sha256}.${ending}`);
  /** A clip of a hash, under the ending that it has: one look for one that is an MP4. */
  function storedAs(sha256: string): { readonly container: Container; readonly stats: Stats } | undefined {
    for (const container of containers) {
      const stats = statSync(nameOf(sha256, container), { throwIfNoEntry: false });
      if (stats !== undefined) return { container, stats };
    }
    return undefined;
  }
  /** What came last in this process, so that nobody looks for it under each ending. */
  const lately = new Map<string, Container>();
  const containerOf = (sha256: string): Container => lately.get(sha256) ?? storedAs(sha256)?.container ?? "mp4";
  const pathOf = (sha256: string, kind: ClipKind): string =>
    nameOf(sha256, kind === "frame" ? "png" : containerOf(sha256));
  const receiptPathOf = (sha256: string, attemptId: string): string =>
    join(shardOf(sha256), `${sha256}.${checkedKey(attemptId)}.json`);

  /** Gives a file its name in a shard, and makes the shard where it is missing: mostly it is there. */
  async function moveIn(path: string, target: string): Promise<void> {
    try {
      renameSync(path, target);
    } catch (error) {
      if (!isAbsence(error)) throw error;
      mkdirSync(dirname(target), { recursive: true });
      renameSync(path, target);
      await Promise.all([folders.sync(clips), folders.sync(folder)]);
    }
  }

  async function commit(
    key: string,
    kind: ClipKind,
    { receiptFollows = false, container = "mp4" }: CommitOptions,
  ): Promise<StoredClip> {
    const stored = await downloads.content(key);
    await moveIn(downloads.pathOf(key), nameOf(stored.sha256, kind === "frame" ? "png" : container));
    if (!receiptFollows) await folders.sync(shardOf(stored.sha256));
    downloads.moved(key);
    if (kind === "video") {
      if (lately.size >= latelyAtMost) lately.clear();
      lately.set(stored.sha256, container);
    }
    return stored;
  }

  async function restore(sha256: string, file: string): Promise<boolean> {
    if (sizeOf(file) === undefined || (await hashOf(file)) !== sha256) return false;
    const target = nameOf(sha256, readFrom(file, judgeClip).container ?? "mp4");
    await mkdir(dirname(target), { recursive: true });
    const beside = `${target}.${suffix()}.part`;
    await cloneOrCopy(file, beside);
    await syncFile(beside);
    await rename(beside, target);
    await folders.sync(dirname(target));
    return true;
  }

  async function setAside(key: string): Promise<string> {
    const { container } = readFrom(downloads.pathOf(key), judgeClip);
    await mkdir(asideFolder, { recursive: true });
    const target = join(asideFolder, `${key}.${container ?? "bin"}`);
    renameSync(downloads.pathOf(key), target);
    downloads.moved(key);
    return target;
  }

  async function writeReceipt(
    sha256: string,
    attemptId: string,
    receipt: JsonObject,
    frameSha256: string | undefined,
  ): Promise<void> {
    const shards = new Set([sha256, ...(frameSha256 === undefined ? [] : [frameSha256])].map(shardOf));
    await Promise.all([...shards].map((shard) => folders.sync(shard)));
    const writtenMs = storedAs(sha256)?.stats.mtimeMs;
    await receiptLog.add(
      toReceiptLine({ sha256, attemptId: checkedKey(attemptId), ...present({ writtenMs }) }, receipt),
    );
  }

  async function* readReceipts(): AsyncIterable<JsonObject> {
    for (const { text, sha256 } of writtenReceipts(clips)) yield receiptIn(text, sha256);
  }

  async function readReceipt(sha256: string, attemptId: string): Promise<JsonObject | undefined> {
    const text = await absentAsUndefined(() => readFile(receiptPathOf(sha256, attemptId), "utf8"));
    return text === undefined ? receiptIndex.receipt(sha256, attemptId) : receiptIn(text, sha256);
  }

  async function* list(): AsyncIterable<StoredFile> {
    for (const name of await listed(partialFolder)) {
      if (!name.endsWith(".part")) continue;
      const bytes = sizeOf(join(partialFolder, name)) ?? 0;
      yield { kind: "partial", name: name.slice(0, -".part".length), bytes };
    }
    for (const file of await listed(asideFolder)) {
      const bytes = sizeOf(join(asideFolder, file)) ?? 0;
      yield { kind: "aside", name: file.slice(0, file.lastIndexOf(".")), bytes };
    }
    for (const shard of shardsOf(clips)) {
      for (const file of await listed(join(clips, shard))) {
        const [, name, extension] = storedName.exec(file) ?? [];
        if (name === undefined) continue;
        const bytes = sizeOf(join(clips, shard, file)) ?? 0;
        yield { kind: extension === "png" ? "frame" : "video", name, bytes };
      }
    }
  }

  async function remove({ kind, name }: StoredFile): Promise<void> {
    if (kind === "partial") downloads.remove(name);
    else if (kind === "aside") {
      for (const ending of [...containers, "bin"]) await rm(join(asideFolder, `${name}.${ending}`), { force: true });
    } else await rm(pathOf(name, kind), { force: true });
  }

  async function check(sha256: string, kind: ClipKind): Promise<"good" | "missing" | "changed"> {
    const file = pathOf(sha256, kind);
    if (sizeOf(file) === undefined) return "missing";
    return (await hashOf(file)) === sha256 ? "good" : "changed";
  }

  async function glance(sha256: string): Promise<"good" | "missing" | "changed"> {
    const writtenAt = storedAs(sha256)?.stats.mtimeMs;
    if (writtenAt === undefined) return "missing";
    if (receiptIndex.of(sha256).some(({ writtenMs }) => writtenMs === writtenAt)) return "good";
    for (const name of await listed(shardOf(sha256))) {
      if (!name.startsWith(`${sha256}.`) || !name.endsWith(".json")) continue;
      const receiptAt = statSync(join(shardOf(sha256), name), { throwIfNoEntry: false })?.mtimeMs;
      if (receiptAt !== undefined && writtenAt <= receiptAt) return "good";
    }
    return check(sha256, "video");
  }

  return {
    probe: (target) =>
      guarded(`checking ${target}`, async () => {
        await mkdir(target, { recursive: true });
        const file = join(target, `.shotlist-${random.id().slice(0, 8)}`);
        await writeFile(file, "");
        await unlink(file);
      }),
    partial: (key) => guarded("looking for a download", () => downloads.partial(key)),
    openPartial: (key, start) =>
      guarded("downloading a clip", async () => {
        const writer = await downloads.openPartial(key, start);
        return {
          write: (chunk) => guarded("downloading a clip", () => writer.write(chunk)),
          close: () => guarded("downloading a clip", () => writer.close()),
        };
      }),
    inspect: (file, work) =>
      guarded("reading a clip", async () =>
        readFrom("partial" in file ? downloads.pathOf(file.partial) : pathOf(file.sha256, file.kind), work),
      ),
    commit: (key, kind, options = {}) => guarded("keeping a clip", () => commit(key, kind, options)),
    setAside: (key) => guarded("keeping a failed download", () => setAside(key)),
    discard: (key) => guarded("deleting a download", async () => downloads.discard(key)),
    find: (sha256, kind) =>
      guarded("looking for a clip", async () => {
        const stats =
          kind === "video" ? storedAs(sha256)?.stats : statSync(pathOf(sha256, kind), { throwIfNoEntry: false });
        return stats === undefined ? undefined : { sha256, bytes: stats.size };
      }),
    read: (sha256, kind) =>
      guarded("reading a clip", async () => {
        const bytes = await readFile(pathOf(sha256, kind));
        if (createHash("sha256").update(bytes).digest("hex") !== sha256) throw new ClipDamagedError(sha256);
        return bytes;
      }),
    setDamagedAside: (sha256, kind) =>
      guarded("moving a damaged clip", async () => {
        const path = pathOf(sha256, kind);
        await mkdir(asideFolder, { recursive: true });
        renameSync(path, join(asideFolder, `${sha256}-damaged${extname(path)}`));
      }),
    pathOf,
    containerOf,
    place: (sha256, file) => guarded(`writing ${file}`, () => copies.place(pathOf(sha256, "video"), file, sha256)),
    lookAt: (file, sha256) =>
      guarded(`checking ${file}`, () =>
        lookAt(file, sha256 === undefined ? undefined : { path: pathOf(sha256, "video"), sha256 }),
      ),
    isTornCopy: (file, sha256) => guarded(`checking ${file}`, async () => isTornCopy(file, pathOf(sha256, "video"))),
    settle: () => guarded("writing copies", () => copies.settle()),
    restore: (sha256, file) => guarded(`reading ${file}`, () => restore(sha256, file)),
    hasReceipt: (sha256, attemptId) =>
      guarded("looking for a receipt", async () => (await readReceipt(sha256, attemptId)) !== undefined),
    writeReceipt: (sha256, attemptId, receipt, frameSha256) =>
      guarded("writing a receipt", () => writeReceipt(sha256, attemptId, receipt, frameSha256)),
    readReceipts,
    readReceipt: (sha256, attemptId) => guarded("reading a receipt", () => readReceipt(sha256, attemptId)),
    check: (sha256, kind) => guarded("checking a clip", () => check(sha256, kind)),
    glance: (sha256) => guarded("checking a clip", () => glance(sha256)),
    list,
    remove: (file) => guarded("cleaning the store", () => remove(file)),
  };
}

async function guarded<Value>(doing: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw toStorageError(error, doing);
  }
}

async function listed(folder: string): Promise<readonly string[]> {
  return (await absentAsUndefined(() => readdir(folder))) ?? [];
}
