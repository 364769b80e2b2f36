import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import {
  constants as fsConstants,
  copyFile,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  unlink,
  writeFile,
} from "node:fs/promises";
import { dirname, join } from "node:path";
import type { JsonObject } from "@shotlist/core";
import { fromStored } from "../ledger/stored.ts";
import { toStorageError } from "../ledger/storage-failure.ts";
import type {
  ClipKind,
  ClipStore,
  PartialDownload,
  PartialWriter,
  StoredClip,
  StoredFile,
} from "../ports/clip-store.ts";
import type { Random } from "../ports/random.ts";

const extensions: Readonly<Record<ClipKind, string>> = { video: "mp4", frame: "png" };

interface Sidecar {
  readonly validator?: string;
}

/** Keeps clips below `folder`: `clips/<2 hex>/<sha256>.mp4` with receipts beside them, `partial/` for what is on its way. */
export function createDiskClipStore({
  folder,
  random,
}: {
  readonly folder: string;
  readonly random: Random;
}): ClipStore {
  const clips = join(folder, "clips");
  const partials = join(folder, "partial");
  const partialOf = (key: string): string => join(partials, `${key}.part`);
  const sidecarOf = (key: string): string => join(partials, `${key}.json`);
  const pathOf = (sha256: string, kind: ClipKind): string =>
    join(clips, sha256.slice(0, 2), `${sha256}.${extensions[kind]}`);
  const receiptPathOf = (sha256: string, attemptId: string): string =>
    join(clips, sha256.slice(0, 2), `${sha256}.${attemptId}.json`);

  async function partial(key: string): Promise<PartialDownload | undefined> {
    const bytes = await sizeOf(partialOf(key));
    if (bytes === undefined) return undefined;
    const sidecar = await readIfThere(sidecarOf(key));
    const { validator } = sidecar === undefined ? {} : fromSidecar(sidecar);
    return { bytes, ...(validator === undefined ? {} : { validator }) };
  }

  async function openPartial(
    key: string,
    { append, validator }: { readonly append: boolean; readonly validator?: string },
  ): Promise<PartialWriter> {
    await mkdir(partials, { recursive: true });
    if (!append) {
      // First the bytes go, then the name they had: a crash between leaves nothing that could be continued wrongly.
      await rm(partialOf(key), { force: true });
      await writeFile(sidecarOf(key), JSON.stringify(validator === undefined ? {} : { validator }));
    }
    const file = await open(partialOf(key), append ? "a" : "w");
    return {
      async write(chunk) {
        await guarded("downloading a clip", () => file.appendFile(chunk));
      },
      async close() {
        await guarded("downloading a clip", async () => {
          try {
            await file.sync();
          } finally {
            await file.close();
          }
        });
      },
    };
  }

  async function commit(key: string, kind: ClipKind): Promise<StoredClip> {
    const sha256 = await hashOf(partialOf(key));
    const bytes = (await stat(partialOf(key))).size;
    const target = pathOf(sha256, kind);
    await mkdir(dirname(target), { recursive: true });
    await rename(partialOf(key), target);
    await syncFolder(dirname(target));
    await rm(sidecarOf(key), { force: true });
    return { sha256, bytes };
  }

  async function place(sha256: string, file: string): Promise<void> {
    const source = pathOf(sha256, "video");
    const [have, want] = [await sizeOf(file), await sizeOf(source)];
    if (have !== undefined && have === want && (await hashOf(file)) === sha256) return;
    await mkdir(dirname(file), { recursive: true });
    const beside = `${file}.${random.id().slice(0, 8)}.part`;
    try {
      await cloneOrCopy(source, beside);
      await rename(beside, file);
    } catch (error) {
      await rm(beside, { force: true });
      throw error;
    }
    await syncFolder(dirname(file));
  }

  async function restore(sha256: string, file: string): Promise<boolean> {
    if ((await sizeOf(file)) === undefined || (await hashOf(file)) !== sha256) return false;
    const target = pathOf(sha256, "video");
    await mkdir(dirname(target), { recursive: true });
    const beside = `${target}.${random.id().slice(0, 8)}.part`;
    await cloneOrCopy(file, beside);
    await rename(beside, target);
    await syncFolder(dirname(target));
    return true;
  }

  async function writeReceipt(sha256: string, attemptId: string, receipt: JsonObject): Promise<void> {
    await writeDurably(receiptPathOf(sha256, attemptId), `${JSON.stringify(receipt, undefined, 2)}\n`);
  }

  async function* readReceipts(): AsyncIterable<JsonObject> {
    for (const shard of await listed(clips)) {
      for (const name of await listed(join(clips, shard))) {
        if (name.endsWith(".json")) yield fromStored<JsonObject>(await readFile(join(clips, shard, name), "utf8"));
      }
    }
  }

  async function* list(): AsyncIterable<StoredFile> {
    for (const name of await listed(partials)) {
      if (!name.endsWith(".part")) continue;
      yield { kind: "partial", name: name.slice(0, -".part".length), bytes: (await sizeOf(join(partials, name))) ?? 0 };
    }
    for (const shard of await listed(clips)) {
      for (const file of await listed(join(clips, shard))) {
        const [, name, extension] = /^([0-9a-f]{64})\.(mp4|png)$/u.exec(file) ?? [];
        if (name === undefined) continue;
        const bytes = (await sizeOf(join(clips, shard, file))) ?? 0;
        yield { kind: extension === "mp4" ? "video" : "frame", name, bytes };
      }
    }
  }

  async function remove({ kind, name }: StoredFile): Promise<void> {
    if (kind === "partial") {
      await rm(partialOf(name), { force: true });
      await rm(sidecarOf(name), { force: true });
      return;
    }
    await rm(pathOf(name, kind), { force: true });
  }

  async function check(sha256: string, kind: ClipKind): Promise<"good" | "missing" | "changed"> {
    const file = pathOf(sha256, kind);
    if ((await sizeOf(file)) === undefined) return "missing";
    return (await hashOf(file)) === sha256 ? "good" : "changed";
  }

  return {
    probe: (target) =>
      guarded(`looking at ${target}`, async () => {
        await mkdir(target, { recursive: true });
        const file = join(target, `.shotlist-${random.id().slice(0, 8)}`);
        await writeFile(file, "");
        await unlink(file);
      }),
    partial: (key) => guarded("looking for a download", () => partial(key)),
    openPartial: (key, options) => guarded("downloading a clip", () => openPartial(key, options)),
    head: (key, bytes) => guarded("reading a download", () => headOf(partialOf(key), bytes)),
    commit: (key, kind) => guarded("keeping a clip", () => commit(key, kind)),
    discard: (key) =>
      guarded("dropping a download", async () => {
        await rm(partialOf(key), { force: true });
        await rm(sidecarOf(key), { force: true });
      }),
    find: (sha256, kind) =>
      guarded("looking for a clip", async () => {
        const bytes = await sizeOf(pathOf(sha256, kind));
        return bytes === undefined ? undefined : { sha256, bytes };
      }),
    read: (sha256, kind) => guarded("reading a clip", () => readFile(pathOf(sha256, kind))),
    pathOf,
    place: (sha256, file) => guarded(`writing ${file}`, () => place(sha256, file)),
    restore: (sha256, file) => guarded(`reading ${file}`, () => restore(sha256, file)),
    hasReceipt: (sha256, attemptId) =>
      guarded("looking for a receipt", async () => (await sizeOf(receiptPathOf(sha256, attemptId))) !== undefined),
    writeReceipt: (sha256, attemptId, receipt) =>
      guarded("writing a receipt", () => writeReceipt(sha256, attemptId, receipt)),
    readReceipts,
    check: (sha256, kind) => guarded("checking a clip", () => check(sha256, kind)),
    list,
    remove: (file) => guarded("tidying the store", () => remove(file)),
  };
}

async function guarded<Value>(doing: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw toStorageError(error, doing);
  }
}

/** A torn sidecar only costs the bytes it would have saved. */
function fromSidecar(text: string): Sidecar {
  try {
    return fromStored<Sidecar>(text);
  } catch {
    return {};
  }
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest("hex");
}

async function headOf(file: string, bytes: number): Promise<Uint8Array> {
  const handle = await open(file, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function sizeOf(file: string): Promise<number | undefined> {
  return absentAsUndefined(async () => (await stat(file)).size);
}

async function readIfThere(file: string): Promise<string | undefined> {
  return absentAsUndefined(() => readFile(file, "utf8"));
}

async function listed(folder: string): Promise<readonly string[]> {
  return (await absentAsUndefined(() => readdir(folder))) ?? [];
}

async function absentAsUndefined<Value>(read: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** A copy-on-write clone or a plain copy: with a hard link, whoever edits the output would edit the store. */
async function cloneOrCopy(source: string, target: string): Promise<void> {
  await copyFile(source, target, fsConstants.COPYFILE_FICLONE);
  const file = await open(target, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A rename is durable only once its folder is. Windows cannot sync a folder, and does not need it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeDurably(target: string, text: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  const beside = `${target}.part`;
  const file = await open(beside, "w");
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, target);
}
