import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { ClipStore } from "../ports/clip-store.ts";

const bytes = Buffer.from("the bytes of a clip");
const sha256 = createHash("sha256").update(bytes).digest("hex");

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "shotlist-copies-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function download(store: ClipStore, content: Uint8Array): Promise<void> {
  const writer = await store.openPartial("download", { append: false });
  await writer.write(Uint8Array.from(content));
  await writer.close();
}

async function namesIn(store: ClipStore): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { kind, name } of store.list()) names.push(`${kind} ${name}`);
  return names;
}

/** What holds for every clip store, wherever it keeps its files. */
export function describeClipStore(name: string, open: () => Promise<ClipStore>): void {
  describe(`a clip store ${name}`, () => {
    it("keeps a clip under the hash of its bytes", async () => {
      const store = await open();
      expect(await store.find(sha256, "video")).toBeUndefined();
      expect(await store.check(sha256, "video")).toBe("missing");
      await download(store, bytes);
      expect(await store.commit("download", "video")).toEqual({ sha256, bytes: bytes.length });
      expect(await store.find(sha256, "video")).toEqual({ sha256, bytes: bytes.length });
      expect(await store.check(sha256, "video")).toBe("good");
      expect(await store.glance(sha256)).toBe("good");
      expect(Buffer.from(await store.read(sha256, "video"))).toEqual(bytes);
      expect(await store.inspect({ sha256, kind: "video" }, (file) => file.size)).toBe(bytes.length);
      expect(await namesIn(store)).toEqual([`video ${sha256}`]);
    });

    it("knows a frame from a clip, and a container from another", async () => {
      const store = await open();
      await download(store, bytes);
      await store.commit("download", "frame");
      expect(await store.find(sha256, "video")).toBeUndefined();
      expect(await store.find(sha256, "frame")).toEqual({ sha256, bytes: bytes.length });
      await download(store, bytes);
      await store.commit("download", "video", { container: "webm" });
      await store.find(sha256, "video");
      expect(store.containerOf(sha256)).toBe("webm");
    });

    it("places copies and takes a clip back from one that is still the same", async () => {
      const store = await open();
      const file = join(temporaryFolder(), "clip.mp4");
      await download(store, bytes);
      await store.commit("download", "video");
      await store.place(sha256, file);
      await store.settle();
      expect(readFileSync(file)).toEqual(bytes);
      await store.remove({ kind: "video", name: sha256, bytes: bytes.length });
      expect(await store.find(sha256, "video")).toBeUndefined();
      expect(await store.restore(sha256, file)).toBe(true);
      expect(await store.check(sha256, "video")).toBe("good");
      writeFileSync(file, "cut by hand");
      expect(await store.restore(sha256, file)).toBe(false);
    });

    it("keeps receipts next to clips", async () => {
      const store = await open();
      await download(store, bytes);
      await store.commit("download", "video", { receiptFollows: true });
      await store.writeReceipt(sha256, "attempt-1", { version: 1, task: "task-1" });
      expect(await store.hasReceipt(sha256, "attempt-1")).toBe(true);
      expect(await store.hasReceipt(sha256, "attempt-2")).toBe(false);
      expect(await store.readReceipt(sha256, "attempt-1")).toEqual({ version: 1, task: "task-1" });
      const receipts = [];
      for await (const receipt of store.readReceipts()) receipts.push(receipt);
      expect(receipts).toEqual([{ version: 1, task: "task-1" }]);
    });

    it("moves what is damaged away, so that it counts as missing", async () => {
      const store = await open();
      await download(store, bytes);
      await store.commit("download", "video");
      writeFileSync(store.pathOf(sha256, "video"), "rotten");
      expect(await store.check(sha256, "video")).toBe("changed");
      await expect(store.read(sha256, "video")).rejects.toMatchObject({ name: "ClipDamagedError" });
      await store.setDamagedAside(sha256, "video");
      // A copy of it may be elsewhere: then that one counts.
      expect(await store.check(sha256, "video")).not.toBe("changed");
    });
  });
}
