import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { ClipStore } from "../ports/clip-store.ts";
import { createSystemRandom } from "../ports/random.ts";
import { describeClipStore } from "../testing/clip-store-conformance.ts";
import { createDiskClipStore } from "./disk-clip-store.ts";

const bytes = Buffer.from("the bytes of a clip");
const sha256 = createHash("sha256").update(bytes).digest("hex");

function setup(): { folder: string; store: ClipStore } {
  const folder = mkdtempSync(join(tmpdir(), "shotlist-store-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return { folder, store: createDiskClipStore({ folder, random: createSystemRandom() }) };
}

async function keep(store: ClipStore, content: Uint8Array = bytes): Promise<string> {
  const writer = await store.openPartial("download", { append: false });
  await writer.write(content);
  await writer.close();
  return (await store.commit("download", "video")).sha256;
}

async function headOf(store: ClipStore): Promise<Buffer> {
  return store.inspect({ partial: "download" }, (file) => Buffer.from(file.read(0, 3)));
}

describeClipStore("on a disk", () => Promise.resolve(setup().store));

describe("the clip store on a disk", () => {
  it("passes over what a file manager leaves among the clips", async () => {
    const { folder, store } = setup();
    await keep(store);
    await store.writeReceipt(sha256, "attempt", { takes: [] });
    for (const place of ["clips/.DS_Store", `clips/${sha256.slice(0, 2)}/.DS_Store`])
      writeFileSync(join(folder, place), "x");
    const names: string[] = [];
    for await (const { name } of store.list()) names.push(name);
    for await (const _ of store.readReceipts()) names.push("receipt");
    expect(names).toEqual([sha256, "receipt"]);
  });

  it("keeps a clip under the hash of its bytes, and leaves no partial behind", async () => {
    const { folder, store } = setup();
    expect(await keep(store)).toBe(sha256);
    expect(readFileSync(join(folder, "clips", sha256.slice(0, 2), `${sha256}.mp4`))).toEqual(bytes);
    expect(readdirSync(join(folder, "partial"))).toEqual([]);
    expect(await store.check(sha256, "video")).toBe("good");
    expect(await store.find(sha256, "video")).toEqual({ sha256, bytes: bytes.length });
    expect(await store.find(sha256, "frame")).toBeUndefined();
  });

  it("continues a download that was cut, under the name of the file it came from", async () => {
    const { store } = setup();
    const first = await store.openPartial("download", { append: false, validator: '"one"' });
    await first.write(bytes.subarray(0, 7));
    await first.close();
    expect(await store.partial("download")).toEqual({ bytes: 7, validator: '"one"' });
    expect(await headOf(store)).toEqual(bytes.subarray(0, 3));
    const rest = await store.openPartial("download", { append: true });
    await rest.write(bytes.subarray(7));
    await rest.close();
    expect(await store.commit("download", "video")).toEqual({ sha256, bytes: bytes.length });
  });

  it("fetches a short clip again rather than keep the name of the file it came from", async () => {
    const { folder, store } = setup();
    const writer = await store.openPartial("download", { append: false, validator: '"one"', total: 1000 });
    await writer.write(bytes);
    await writer.close();
    expect(await store.partial("download")).toEqual({ bytes: bytes.length });
    expect(readdirSync(join(folder, "partial"))).toEqual(["download.part"]);
  });

  it("finds a download that another process has begun", async () => {
    const { folder, store } = setup();
    const first = await store.openPartial("download", { append: false, validator: '"one"' });
    await first.write(bytes.subarray(0, 7));
    await first.close();
    const other = createDiskClipStore({ folder, random: createSystemRandom() });
    expect(await other.partial("download")).toEqual({ bytes: 7, validator: '"one"' });
    expect(await headOf(other)).toEqual(bytes.subarray(0, 3));
    const rest = await other.openPartial("download", { append: true });
    await rest.write(bytes.subarray(7));
    await rest.close();
    expect(await headOf(other)).toEqual(bytes.subarray(0, 3));
    expect(await other.commit("download", "video")).toEqual({ sha256, bytes: bytes.length });
  });

  it("hashes what is on the disk where it does not match what was written last", async () => {
    const { folder, store } = setup();
    const first = await store.openPartial("download", { append: false, validator: '"one"' });
    await first.write(bytes);
    await first.close();
    writeFileSync(join(folder, "partial", "download.part"), bytes.subarray(0, 7));
    const rest = await store.openPartial("download", { append: true });
    await rest.write(bytes.subarray(7));
    await rest.close();
    expect(await store.commit("download", "video")).toEqual({ sha256, bytes: bytes.length });
  });

  it("does not continue a download whose origin was lost", async () => {
    const { folder, store } = setup();
    const writer = await store.openPartial("download", { append: false, validator: '"one"' });
    await writer.write(bytes);
    await writer.close();
    writeFileSync(join(folder, "partial", "download.json"), '{"valid');
    expect(await store.partial("download")).toEqual({ bytes: bytes.length });
  });

  it("puts a copy at a place: who edits it does not edit the store", async () => {
    const { folder, store } = setup();
    await keep(store);
    const file = join(folder, "renders", "board", "reveal.mp4");
    await store.place(sha256, file);
    expect(readFileSync(file)).toEqual(bytes);
    writeFileSync(file, "cut by hand");
    expect(await store.check(sha256, "video")).toBe("good");
    await store.place(sha256, file);
    expect(readFileSync(file)).toEqual(bytes);
    expect(readdirSync(join(folder, "renders", "board"))).toEqual(["reveal.mp4"]);
  });

  it("knows a settled copy again without reading it, until somebody writes to it", async () => {
    const { folder, store } = setup();
    await keep(store);
    const file = join(folder, "renders", "reveal.mp4");
    const torn = Buffer.alloc(bytes.length);
    await store.place(sha256, file);
    // Not settled yet: what it holds is looked at.
    const { atime, mtime } = statSync(file);
    writeFileSync(file, torn);
    utimesSync(file, atime, mtime);
    await store.place(sha256, file);
    expect(readFileSync(file)).toEqual(bytes);
    await store.settle();
    const settled = statSync(file);
    expect(settled.mtimeMs % 1000).toBe(0);
    await store.place(sha256, file);
    expect(statSync(file)).toMatchObject({ ino: settled.ino, mtimeMs: settled.mtimeMs });
    writeFileSync(file, torn);
    await store.place(sha256, file);
    expect(readFileSync(file)).toEqual(bytes);
  });

  it("does not mark a copy that somebody has written to before it was settled", async () => {
    const { folder, store } = setup();
    await keep(store);
    const file = join(folder, "renders", "reveal.mp4");
    await store.place(sha256, file);
    const { mtimeMs } = statSync(file);
    writeFileSync(file, Buffer.alloc(bytes.length));
    utimesSync(file, mtimeMs / 1000 + 7.5, mtimeMs / 1000 + 7.5);
    await store.settle();
    await store.place(sha256, file);
    expect(readFileSync(file)).toEqual(bytes);
  });

  it("leaves a copy alone that may not be written", async () => {
    const { folder, store } = setup();
    await keep(store);
    const file = join(folder, "reveal.mp4");
    writeFileSync(file, bytes, { mode: 0o400 });
    const before = statSync(file);
    await store.place(sha256, file);
    await store.settle();
    expect(statSync(file).ino).toBe(before.ino);
  });

  it("makes good a copy that lost a part of its bytes, and settles those that people have moved on", async () => {
    const { folder, store } = setup();
    await keep(store);
    const file = join(folder, "renders", "reveal.mp4");
    await store.place(sha256, file);
    await store.settle();
    writeFileSync(file, Buffer.alloc(bytes.length));
    await store.place(sha256, file);
    expect(readFileSync(file)).toEqual(bytes);
    rmSync(file);
    await store.settle();
  });

  it("takes a clip back from a copy, if it is still the same", async () => {
    const { folder, store } = setup();
    const file = join(folder, "copy.mp4");
    writeFileSync(file, "something else");
    expect(await store.restore(sha256, file)).toBe(false);
    writeFileSync(file, bytes);
    expect(await store.restore(sha256, file)).toBe(true);
    expect(await store.check(sha256, "video")).toBe("good");
  });

  it("names a clip by what it is stored in, and finds it by its hash alone", async () => {
    const { folder, store } = setup();
    const writer = await store.openPartial("download", { append: false });
    await writer.write(bytes);
    await writer.close();
    await store.commit("download", "video", { container: "webm" });
    expect(store.containerOf(sha256)).toBe("webm");
    expect(store.pathOf(sha256, "video")).toBe(join(folder, "clips", sha256.slice(0, 2), `${sha256}.webm`));
    expect(await store.check(sha256, "video")).toBe("good");
    const listed = [];
    for await (const file of store.list()) listed.push(file);
    expect(listed).toEqual([{ kind: "video", name: sha256, bytes: bytes.length }]);
    await store.remove({ kind: "video", name: sha256, bytes: bytes.length });
    expect(await store.find(sha256, "video")).toBeUndefined();
  });

  it("sets aside what came, until it is removed", async () => {
    const { folder, store } = setup();
    const writer = await store.openPartial("download", { append: false });
    await writer.write(bytes);
    await writer.close();
    const aside = await store.setAside("download");
    expect(aside).toBe(join(folder, "aside", "download.bin"));
    expect(readFileSync(aside)).toEqual(bytes);
    expect(await store.partial("download")).toBeUndefined();
    const listed = [];
    for await (const file of store.list()) listed.push(file);
    expect(listed).toEqual([{ kind: "aside", name: "download", bytes: bytes.length }]);
    for (const file of listed) await store.remove(file);
    expect(readdirSync(join(folder, "aside"))).toEqual([]);
  });

  it("reads anywhere in a file, to its end and no further", async () => {
    const { store } = setup();
    const content = Buffer.from(Array.from({ length: 200_000 }, (_, index) => index % 251));
    const name = await keep(store, content);
    const places = [0, 5, 65_530, 199_990, 7, 300_000] as const;
    const read = await store.inspect({ sha256: name, kind: "video" }, (file) =>
      places.map((at) => Buffer.from(file.read(at, 20))),
    );
    expect(read).toEqual(places.map((at) => content.subarray(at, at + 20)));
  });

  it("keeps receipts next to clips, and finds them again", async () => {
    const { store } = setup();
    await keep(store);
    await store.writeReceipt(sha256, "attempt-1", { version: 1, task: "task-1" });
    const receipts = [];
    for await (const receipt of store.readReceipts()) receipts.push(receipt);
    expect(receipts).toEqual([{ version: 1, task: "task-1" }]);
    expect(await store.hasReceipt(sha256, "attempt-1")).toBe(true);
    expect(await store.hasReceipt(sha256, "attempt-2")).toBe(false);
  });

  it("says that a folder cannot be written, before anything is in it", async () => {
    const { folder, store } = setup();
    const file = join(folder, "a-file");
    writeFileSync(file, "");
    await expect(store.probe(join(file, "below"))).rejects.toMatchObject({ name: "StorageError" });
    await store.probe(join(folder, "renders"));
    expect(readdirSync(join(folder, "renders"))).toEqual([]);
  });
});
