import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import type { Ledger } from "../ledger/ledger.ts";
import { uploadMarginMs, type Upload, type UploadEnd, type UploadRequest } from "../ledger/upload.ts";
import { aProvider } from "./plans.ts";

const holder = { host: "here", pid: 1, startedAt: "1", runId: "run-1" };
const failure = { code: "code", message: "message" };
const price = { micros: 100_000, currency: "CNY" };
const url = "https://files.example.com/one.png";

/** What every ledger must do about uploads of local files; a part of `itKeepsTheRules`. */
export function itRemembersUploads(open: () => Promise<Ledger> | Ledger): void {
  describe("an upload", () => {
    let ledger: Ledger;
    let fence: number;
    let ids = 0;

    beforeEach(async () => {
      ledger = await open();
      onTestFinished(() => ledger.close());
      ids = 0;
      fence = await acquired();
    });

    async function acquired(): Promise<number> {
      const result = await ledger.acquire(holder, { isGone: () => true, at: 1 });
      if (!result.acquired) throw new Error("the lock is held");
      return result.fence;
    }

    const request = (over: Partial<UploadRequest> = {}): UploadRequest => ({
      id: `upload-${(ids += 1)}`,
      realm: "mock",
      account: "0123456789abcdef",
      sha256: "f".repeat(64),
      provider: aProvider(),
      storyboard: "board",
      runId: "run-1",
      caps: [],
      at: 10,
      ...over,
    });

    async function begun(over: Partial<UploadRequest> = {}): Promise<Upload> {
      const admission = await ledger.beginUpload(fence, request(over));
      if (admission.kind !== "begun") throw new Error(`not begun: ${admission.kind}`);
      return admission.upload;
    }

    async function ended(end: UploadEnd, over: Partial<UploadRequest> = {}): Promise<Upload> {
      return ledger.endUpload(fence, (await begun(over)).id, end, 20);
    }

    const spent = async (key = "run:run-1"): Promise<number> => (await ledger.spending(key)).spent[0]?.micros ?? 0;

    it("is remembered with its address for its account and its file", async () => {
      const upload = await ended({ type: "uploaded", url, expiresAt: 9_000_000 });
      expect(upload).toMatchObject({ state: "uploaded", url, expiresAt: 9_000_000, reserved: 0, updatedAt: 20 });
      expect(await ledger.beginUpload(fence, request())).toEqual({ kind: "uploaded", upload });
      for (const other of [
        { account: "f".repeat(16) },
        { sha256: "0".repeat(64) },
        { realm: "live:https://x.example" },
      ] as const)
        expect(await ledger.beginUpload(fence, request(other))).toMatchObject({ kind: "begun" });
      expect(await ledger.uploads()).toHaveLength(4);
    });

    it("is made again shortly before its address ends", async () => {
      await ended({ type: "uploaded", url, expiresAt: uploadMarginMs + 1000 });
      expect(await ledger.beginUpload(fence, request({ at: 999 }))).toMatchObject({ kind: "uploaded" });
      expect(await ledger.beginUpload(fence, request({ at: 1000 }))).toMatchObject({ kind: "begun" });
    });

    it("that is free is repeated, whatever is known of it", async () => {
      await begun();
      await ended({ type: "unanswered", failure });
      expect(await begun()).toMatchObject({ state: "uploading", reserved: 0 });
    });

    it("with a price is reserved before it leaves, and counts as no task", async () => {
      await begun({ price });
      for (const key of ["run:run-1", "storyboard:board", "provider:mock:vendor", "provider:mock:vendor@0000000000"])
        expect(await spent(key)).toBe(100_000);
      expect((await ledger.spending("run:run-1")).tasks).toBe(0);
    });

    it("with a price stays below every cap", async () => {
      const caps = [{ key: "run:run-1", limit: { micros: 150_000, currency: "CNY" } }];
      await begun({ price, caps });
      const second = await ledger.beginUpload(fence, request({ sha256: "0".repeat(64), price, caps }));
      expect(second).toEqual({ kind: "over-cap", cap: caps[0], taken: 100_000 });
    });

    it("with a price whose answer is lost is held with its money until a person lets it be repeated", async () => {
      const { id } = await ended({ type: "unanswered", failure }, { price });
      expect(await ledger.beginUpload(fence, request({ price }))).toMatchObject({
        kind: "held",
        upload: { id, state: "uncertain", failure },
      });
      await ledger.endUpload(fence, id, { type: "given-up" }, 30);
      await begun({ price });
      expect(await spent()).toBe(200_000);
    });

    it("with a price that a run has left behind is held for the next one", async () => {
      const { id } = await begun({ price });
      fence = await acquired();
      // Where many write at a time, whoever was uploading may still be at it.
      const state = ledger.shared === undefined ? "uncertain" : "uploading";
      expect(await ledger.beginUpload(fence, request({ price }))).toMatchObject({
        kind: "held",
        upload: { id, state },
      });
      expect((await ledger.uploads()).map((upload) => upload.state)).toEqual([state]);
    });

    it("with a price whose address may not be kept is held as long as it lives", async () => {
      await ended({ type: "uploaded", expiresAt: uploadMarginMs + 1000 }, { price });
      expect(await ledger.beginUpload(fence, request({ price, at: 500 }))).toMatchObject({ kind: "held" });
      expect(await ledger.beginUpload(fence, request({ price, at: 1000 }))).toMatchObject({ kind: "begun" });
    });

    it("that failed costs nothing, and may be repeated", async () => {
      await ended({ type: "failed", failure }, { price });
      expect(await spent()).toBe(0);
      await begun({ price });
    });

    it("travels with the ledger, and of two accounts of one the better known stays", async () => {
      const left = await begun({ price });
      const early = await ledger.records();
      const upload = await ledger.endUpload(fence, left.id, { type: "uploaded", url, expiresAt: 9_000_000 }, 20);
      const late = await ledger.records();
      const other = await open();
      onTestFinished(() => other.close());
      const lock = await other.acquire(holder, { isGone: () => true, at: 1 });
      if (!lock.acquired) throw new Error("the lock is held");
      expect(await other.importRecords(lock.fence, early)).toBe(1);
      expect(await other.importRecords(lock.fence, late)).toBe(1);
      expect(await other.importRecords(lock.fence, early)).toBe(0);
      expect(await other.uploads()).toEqual([upload]);
      expect((await other.spending("storyboard:board")).spent).toEqual([price]);
    });

    it("is recorded by the holder of the lock alone", async () => {
      const { id } = await begun();
      await acquired();
      const fenced = { code: "ledger_fenced" };
      await expect(ledger.beginUpload(fence, request())).rejects.toMatchObject(fenced);
      await expect(ledger.endUpload(fence, id, { type: "given-up" }, 2)).rejects.toMatchObject(fenced);
    });
  });
}
