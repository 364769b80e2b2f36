import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { BucketPlace } from "../../../packages/batch-runner/src/bucket/bucket-place.ts";
import { openBucketStore } from "../../../packages/batch-runner/src/bucket/open-bucket-store.ts";
import { createTransport } from "../../../packages/batch-runner/src/http/undici-transport.ts";
import type { ClipStore } from "../../../packages/batch-runner/src/ports/clip-store.ts";
import { createSystemClock } from "../../../packages/batch-runner/src/ports/clock.ts";
import { createSystemRandom } from "../../../packages/batch-runner/src/ports/random.ts";
import type { HttpRequest } from "../../../packages/batch-runner/src/ports/transport.ts";
import { createDiskClipStore } from "../../../packages/batch-runner/src/store/disk-clip-store.ts";
import { describeClipStore } from "../../../packages/batch-runner/src/testing/clip-store-conformance.ts";
import { startBucketServer, type BucketServer } from "./server.ts";

let server: BucketServer;
let prefixes = 0;

beforeAll(async () => {
  server = await startBucketServer();
});
afterAll(() => server.end());

const newPrefix = (): string => `test-${(prefixes += 1)}/`;
const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

interface Machine {
  readonly store: ClipStore;
  readonly requests: readonly HttpRequest[];
}

/** A machine with a disk of its own. Nothing is waited for between tries. */
async function openMachine(prefix: string, place: BucketPlace = server.place): Promise<Machine> {
  const folder = mkdtempSync(join(tmpdir(), "shotlist-machine-"));
  const requests: HttpRequest[] = [];
  const transport = createTransport();
  const { store, close } = await openBucketStore({
    disk: createDiskClipStore({ folder, random: createSystemRandom() }),
    folder,
    place: { ...place, prefix },
    realmClass: "local",
    clock: { ...createSystemClock(), sleep: () => Promise.resolve() },
    transport: {
      ...transport,
      request(wanted, options) {
        requests.push(wanted);
        return transport.request(wanted, options);
      },
    },
  });
  onTestFinished(async () => {
    await close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { store, requests };
}

async function keep({ store }: Machine, bytes: Uint8Array): Promise<string> {
  const writer = await store.openPartial("download", { append: false });
  await writer.write(Uint8Array.from(bytes));
  await writer.close();
  const { sha256 } = await store.commit("download", "video", { receiptFollows: true });
  await store.writeReceipt(sha256, "attempt-1", { version: 1, task: "task-1" });
  return sha256;
}

async function receiptsOf({ store }: Machine): Promise<readonly unknown[]> {
  const receipts: unknown[] = [];
  for await (const receipt of store.readReceipts()) receipts.push(receipt);
  return receipts;
}

describeClipStore("in a bucket", async () => (await openMachine(newPrefix())).store);

describe("clips in a bucket", () => {
  test("are there for a machine that has none of them", async () => {
    const prefix = newPrefix();
    const bytes = randomBytes(1000);
    const sha256 = await keep(await openMachine(prefix), bytes);
    const other = await openMachine(prefix);
    expect(await other.store.find(sha256, "video")).toEqual({ sha256, bytes: 1000 });
    expect(await other.store.hasReceipt(sha256, "attempt-1")).toBe(true);
    expect(await receiptsOf(other)).toEqual([{ version: 1, task: "task-1" }]);
    const reads = await Promise.all([other.store.read(sha256, "video"), other.store.read(sha256, "video")]);
    for (const read of reads) expect(Buffer.from(read)).toEqual(bytes);
    expect(readFileSync(other.store.pathOf(sha256, "video"))).toEqual(bytes);
    expect(other.requests.filter(({ method, url }) => method === "GET" && url.endsWith(".mp4"))).toHaveLength(1);
  });

  test("travel in parts when they are larger than 8 MiB, both ways, and each part says its hash", async () => {
    const prefix = newPrefix();
    const bytes = randomBytes(20 * 1024 * 1024 + 1);
    const machine = await openMachine(prefix);
    const sha256 = await keep(machine, bytes);
    const parts = machine.requests.filter(({ url }) => url.includes("partNumber="));
    expect(parts.map(({ body }) => body?.length)).toEqual([8 * 1024 * 1024, 8 * 1024 * 1024, 4 * 1024 * 1024 + 1]);
    for (const { headers, body = "" } of machine.requests) {
      expect(headers["x-amz-content-sha256"]).toBe(hashOf(Buffer.from(body)));
    }
    const other = await openMachine(prefix);
    expect(hashOf(await other.store.read(sha256, "video"))).toBe(sha256);
    expect(other.requests.filter(({ headers }) => "range" in headers)).toHaveLength(3);
  });

  test("that have changed there are noticed, are never placed, and are moved aside", async () => {
    const prefix = newPrefix();
    const sha256 = await keep(await openMachine(prefix), randomBytes(1000));
    const name = `${prefix}local/clips/${sha256.slice(0, 2)}/${sha256}.mp4`;
    server.overwrite(name, "rotten");
    const other = await openMachine(prefix);
    const copy = join(mkdtempSync(join(tmpdir(), "shotlist-copy-")), "clip.mp4");
    expect(await other.store.check(sha256, "video")).toBe("changed");
    await expect(other.store.read(sha256, "video")).rejects.toMatchObject({ name: "ClipDamagedError" });
    await expect(other.store.place(sha256, copy)).rejects.toMatchObject({ name: "ClipDamagedError" });
    expect(await other.store.lookAt(copy)).toEqual({ kind: "absent" });
    await other.store.setDamagedAside(sha256, "video");
    expect(await other.store.find(sha256, "video")).toBeUndefined();
    expect(server.names()).toContain(`${prefix}local/aside/${sha256}.mp4`);
    expect(server.names()).not.toContain(name);
  });

  test("wait on the disk while the bucket is away, and are sent once it is back", async () => {
    const prefix = newPrefix();
    const machine = await openMachine(prefix);
    await server.stop();
    const sha256 = await keep(machine, randomBytes(1000)).finally(async () => {
      await expect(machine.store.settle()).rejects.toMatchObject({ code: "clips_unreachable" });
      await server.start();
    });
    expect(server.names().filter((name) => name.startsWith(prefix))).toEqual([]);
    await machine.store.settle();
    const other = await openMachine(prefix);
    expect(await other.store.check(sha256, "video")).toBe("good");
    expect(await receiptsOf(other)).toEqual([{ version: 1, task: "task-1" }]);
    const before = machine.requests.length;
    await machine.store.settle();
    expect(machine.requests).toHaveLength(before);
  });

  test("need access before anything is paid for, and no error has a key", async () => {
    const canaries = { accessKeyId: "canary-id", secretAccessKey: "canary-secret", sessionToken: "canary-token" };
    const { store } = await openMachine(newPrefix(), { ...server.place, ...canaries });
    const folder = mkdtempSync(join(tmpdir(), "shotlist-probe-"));
    const refused: unknown = await store.probe(folder).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "clips_refused" });
    const { store: elsewhere } = await openMachine(newPrefix(), {
      ...server.place,
      ...canaries,
      url: "http://127.0.0.1:1/clips",
    });
    const unreachable: unknown = await elsewhere.probe(folder).catch((error: unknown) => error);
    expect(unreachable).toMatchObject({ code: "clips_unreachable" });
    const { store: missing } = await openMachine(newPrefix(), {
      ...server.place,
      url: `${server.place.url}-of-nobody`,
    });
    const failed: unknown = await missing.probe(folder).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: "clips_failed" });
    for (const error of [refused, unreachable, failed]) {
      expect(inspect(error, { depth: 20, showHidden: true })).not.toMatch(/canary|AWS4-HMAC|Signature=/u);
    }
  });
});
