import { describe, expect, it } from "vitest";
import { createProcessHolder } from "../ledger/process-holder.ts";
import { createWorld } from "../testing/world.ts";
import { takeLock } from "./with-lock.ts";

const minute = 60_000;
const elsewhere = { host: "another-machine", pid: 7, startedAt: "", runId: "run" };
const neverGone = (): boolean => false;

describe("a ledger that somebody holds", () => {
  it.each([
    ["now", 0],
    ["fourteen minutes ago", -14 * minute],
    ["in the future, by its own clock", 300 * minute],
  ])("on another machine, heard of %s: the message says when it is free, and then it is", async (_when, beat) => {
    const { state, ledger, clock } = createWorld();
    const now = clock.now();
    await ledger.acquire(elsewhere, { at: now + beat, isGone: neverGone });
    const freeAt = now + Math.min(beat, 0) + 15 * minute;
    await expect(takeLock(state, "mine")).rejects.toMatchObject({
      code: "ledger_held",
      message: "Another run is using the ledger: process 7 on another-machine",
      hint: expect.stringContaining(`the ledger is free at ${new Date(freeAt).toISOString()}`),
      freeAt,
    });
    await clock.run(() => clock.sleep(freeAt - now + 1));
    expect(await takeLock(state, "mine")).toBeGreaterThan(0);
  });

  it("on this machine: its process is looked up, so no time is named", async () => {
    const { state, ledger, clock } = createWorld();
    await ledger.acquire(createProcessHolder("run"), { at: clock.now(), isGone: neverGone });
    await clock.run(() => clock.sleep(60 * minute));
    await expect(takeLock(state, "mine")).rejects.toMatchObject({
      hint: "Wait until it ends, or stop it; its work is kept.",
      freeAt: undefined,
    });
  });
});
