import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import type { Ledger } from "../ledger/ledger.ts";

const holder = { host: "here", pid: 1, startedAt: "1", runId: "run-1" };

/** What a ledger does that one run at a time writes: to be called inside a `describe`. */
export function itHasOneWriter(open: () => Promise<Ledger> | Ledger): void {
  let ledger: Ledger;
  let fence: number;

  beforeEach(async () => {
    ledger = await open();
    onTestFinished(() => ledger.close());
    const acquired = await ledger.acquire(holder, { isGone: () => true, at: 1 });
    if (!acquired.acquired) throw new Error("the lock is held");
    ({ fence } = acquired);
  });

  describe("the lock of one writer", () => {
    it("is held by one, and named to the others", async () => {
      const second = await ledger.acquire({ ...holder, runId: "run-2" }, { isGone: () => false, at: 2 });
      expect(second).toEqual({ acquired: false, holder, beatAt: 1 });
    });

    it("counts the silence of a holder whose clock ran ahead from now", async () => {
      await ledger.beat(fence, 9_000_000);
      const refused = await ledger.acquire({ ...holder, runId: "run-2" }, { isGone: () => false, at: 2 });
      expect(refused).toMatchObject({ acquired: false, beatAt: 2 });
      expect(await ledger.holder()).toEqual({ holder, beatAt: 2 });
      await ledger.beat(fence, 9_000_001);
      expect(await ledger.holder()).toEqual({ holder, beatAt: 9_000_001 });
    });
  });
}
