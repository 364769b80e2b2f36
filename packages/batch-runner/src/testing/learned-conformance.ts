import { expect, it } from "vitest";
import { LedgerFencedError } from "../failures/ledger-errors.ts";
import type { Ledger } from "../ledger/ledger.ts";

/** What every ledger must do with what runs have learned: to be called inside a `describe`. */
export function itRemembers(open: () => { readonly ledger: Ledger; readonly fence: number }): void {
  it("remembers what was learned under a name, the last of it", async () => {
    const { ledger, fence } = open();
    expect(await ledger.recall("length a")).toBeUndefined();
    await ledger.remember(fence, "length a", { count: 1 });
    await ledger.remember(fence, "length a", { count: 2, mean: 0.5 });
    expect(await ledger.recall("length a")).toEqual({ count: 2, mean: 0.5 });
    expect(await ledger.recall("length b")).toBeUndefined();
  });

  it("exports nothing of what was learned, and lets nobody write it who was put out", async () => {
    const { ledger, fence } = open();
    await ledger.remember(fence, "length a", { count: 1 });
    expect(await ledger.records()).toEqual([]);
    await expect(ledger.remember(fence - 1, "length a", { count: 9 })).rejects.toThrow(LedgerFencedError);
    expect(await ledger.recall("length a")).toEqual({ count: 1 });
  });
}
