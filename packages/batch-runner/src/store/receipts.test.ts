import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { JsonObject } from "@shotlist/core";
import type { ClipStore } from "../ports/clip-store.ts";
import { createSystemRandom } from "../ports/random.ts";
import { createDiskClipStore } from "./disk-clip-store.ts";

interface Setup {
  readonly folder: string;
  readonly store: ClipStore;
  /** The one file of receipts that there is. */
  readonly log: () => string;
}

function setup(): Setup {
  const folder = mkdtempSync(join(tmpdir(), "shotlist-receipts-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const log = (): string => {
    const [only = "none", ...others] = logsIn(folder);
    if (others.length > 0) throw new Error(`there are ${others.length + 1} files`);
    return join(folder, "clips/receipts", only);
  };
  return { folder, store: storeIn(folder), log };
}

function storeIn(folder: string): ClipStore {
  return createDiskClipStore({ folder, random: createSystemRandom() });
}

function logsIn(folder: string): readonly string[] {
  return readdirSync(join(folder, "clips/receipts")).toSorted();
}

/** Keeps a clip and its receipt; answers the clip's hash. */
async function keep(store: ClipStore, name: string): Promise<string> {
  const writer = await store.openPartial(name, { append: false });
  await writer.write(Buffer.from(`the clip ${name}`));
  await writer.close();
  const { sha256 } = await store.commit(name, "video", { receiptFollows: true });
  await store.writeReceipt(sha256, name, receiptOf(name, sha256));
  return sha256;
}

function receiptOf(attempt: string, sha256: string): JsonObject {
  return { version: 1, attempt, clip: { sha256 }, request: { body: "ein Fluß\nwith lines" } };
}

async function receiptsIn(store: ClipStore): Promise<readonly JsonObject[]> {
  const all: JsonObject[] = [];
  for await (const receipt of store.readReceipts()) all.push(receipt);
  return all;
}

describe("the receipts of one process", () => {
  test("share a file next to the clips, and are found again by whoever opens the store", async () => {
    const { folder, store, log } = setup();
    const names = Array.from({ length: 40 }, (_, index) => `attempt-${index}`);
    const hashes = await Promise.all(names.map((name) => keep(store, name)));
    expect(readFileSync(log(), "utf8").split("\n")).toHaveLength(41);
    const later = storeIn(folder);
    expect(new Set((await receiptsIn(later)).map(({ attempt }) => attempt))).toEqual(new Set(names));
    for (const [index, name] of names.entries()) {
      const sha256 = hashes[index] ?? "";
      expect(await later.readReceipt(sha256, name)).toEqual(receiptOf(name, sha256));
      expect(await later.hasReceipt(sha256, "another")).toBe(false);
    }
  });

  test("are seen by a process that has looked before", async () => {
    const { folder, store } = setup();
    const reader = storeIn(folder);
    const first = await keep(store, "one");
    expect(await reader.hasReceipt(first, "one")).toBe(true);
    const second = await keep(store, "two");
    const third = await keep(storeIn(folder), "three");
    expect(await reader.hasReceipt(second, "two")).toBe(true);
    expect(await reader.hasReceipt(third, "three")).toBe(true);
    expect(logsIn(folder)).toHaveLength(2);
  });

  test("are read next to those of earlier releases, which wrote a file for each", async () => {
    const { folder, store } = setup();
    const sha256 = createHash("sha256").update("an earlier clip").digest("hex");
    const shard = join(folder, "clips", sha256.slice(0, 2));
    mkdirSync(shard, { recursive: true });
    writeFileSync(join(shard, `${sha256}.mp4`), "an earlier clip");
    writeFileSync(join(shard, `${sha256}.earlier.json`), JSON.stringify(receiptOf("earlier", sha256), undefined, 2));
    const now = await keep(store, "now");
    expect(await receiptsIn(store)).toEqual([receiptOf("earlier", sha256), receiptOf("now", now)]);
    expect(await store.readReceipt(sha256, "earlier")).toEqual(receiptOf("earlier", sha256));
    expect(await store.hasReceipt(sha256, "earlier")).toBe(true);
    expect(await store.glance(sha256)).toBe("good");
  });
});

describe("a file of receipts that a power cut has torn", () => {
  test("has every receipt before the tear, at whichever byte, and of the torn one at most its clip", async () => {
    const { folder, store, log } = setup();
    const first = await keep(store, "one");
    const whole = readFileSync(log()).length;
    const second = await keep(store, "two");
    const bytes = readFileSync(log());
    for (let length = whole; length < bytes.length - 1; length += 1) {
      writeFileSync(log(), bytes.subarray(0, length));
      const [kept, ...others] = await receiptsIn(storeIn(folder));
      expect(kept).toEqual(receiptOf("one", first));
      expect([[], [{ version: 0, clip: { sha256: second } }]]).toContainEqual(others);
    }
    // All but the end of the line is all that it says.
    writeFileSync(log(), bytes.subarray(0, -1));
    expect(await receiptsIn(storeIn(folder))).toEqual([receiptOf("one", first), receiptOf("two", second)]);
  });

  test("is not continued: a later process begins its own", async () => {
    const { folder, store, log } = setup();
    const sha256 = await keep(store, "one");
    appendFileSync(log(), '{"type":"receipt","version":1,"clip":"');
    const later = storeIn(folder);
    const second = await keep(later, "two");
    expect(logsIn(folder)).toHaveLength(2);
    const receipts = await receiptsIn(storeIn(folder));
    expect(receipts).toContainEqual(receiptOf("one", sha256));
    expect(receipts).toContainEqual(receiptOf("two", second));
    expect(receipts).toHaveLength(2);
  });
});

test("a receipt that could not be written fails, and the next one is in a new file", async () => {
  const { folder, store, log } = setup();
  const first = await keep(store, "one");
  const path = log();
  renameSync(path, `${path}.away`);
  // A folder in its place refuses to be written to, whoever asks.
  mkdirSync(path);
  await expect(keep(store, "two")).rejects.toMatchObject({ name: "StorageError" });
  rmSync(path, { recursive: true });
  renameSync(`${path}.away`, path);
  const third = await keep(store, "three");
  expect(logsIn(folder)).toHaveLength(2);
  expect(await receiptsIn(store)).toHaveLength(2);
  expect(await store.readReceipt(first, "one")).toEqual(receiptOf("one", first));
  expect(await store.readReceipt(third, "three")).toEqual(receiptOf("three", third));
});

test("where somebody has deleted the file, the next receipt begins another", async () => {
  const { folder, store, log } = setup();
  await keep(store, "one");
  rmSync(log());
  const second = await keep(store, "two");
  expect(logsIn(folder)).toEqual([expect.stringMatching(/-2\.jsonl$/u)]);
  expect(await receiptsIn(store)).toEqual([receiptOf("two", second)]);
});

describe("a glance at a clip", () => {
  test("believes a file that is as it was when its receipt was written, without reading it", async () => {
    const { folder, store } = setup();
    const sha256 = await keep(store, "one");
    const path = store.pathOf(sha256, "video");
    expect(await store.glance(sha256)).toBe("good");
    writeFileSync(path, "something else");
    expect(await store.glance(sha256)).toBe("changed");
    await keep(storeIn(folder), "later");
    expect(await store.glance(sha256)).toBe("changed");
  });

  test("reads one that was copied from elsewhere", async () => {
    const { store } = setup();
    const sha256 = await keep(store, "one");
    utimesSync(store.pathOf(sha256, "video"), 1, 1);
    expect(await store.glance(sha256)).toBe("good");
  });
});
