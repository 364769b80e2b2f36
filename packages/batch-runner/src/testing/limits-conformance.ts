import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import type { Ledger } from "../ledger/ledger.ts";
import { beginWriting, type Writer } from "./ledger-asks.ts";
import { aProvider } from "./plans.ts";

const failure = { code: "code", message: "message" };
const wait = (cause: string): unknown => ({ kind: "wait", cause });
const price = { micros: 2_000_000, currency: "CNY" };

/** What every ledger does about limits and about what others have left: to be called inside a `describe`. */
export function itKeepsWithinLimits(open: () => Promise<Ledger> | Ledger): void {
  let ledger: Ledger;
  let writer: Writer;

  beforeEach(async () => {
    ledger = await open();
    onTestFinished(() => ledger.close());
    writer = await beginWriting(ledger, "run-1");
  });

  async function successor(): Promise<Writer> {
    await ledger.release(writer.fence);
    return beginWriting(ledger, "run-2");
  }

  const ask = async (digest: string, over: Parameters<Writer["request"]>[1]): Promise<unknown> => {
    const admission = await ledger.admit(writer.fence, writer.request(digest, over));
    return admission.kind === "wait" ? admission : admission.kind;
  };

  describe("the tasks in flight at a provider", () => {
    const limits = { inFlight: 2 };

    it("stay within the limit, however many ask in one tick, and one that ends makes room", async () => {
      const asked = await Promise.all(["a", "b", "c"].map((digest) => ask(digest, { limits })));
      expect(asked).toEqual(["admitted", "admitted", wait("in-flight")]);
      const first = await ledger.current("mock", "a");
      if (first === undefined) throw new Error("it was admitted");
      await writer.after(first, { type: "intent" }, { type: "accepted", taskId: "t" });
      expect(await ask("c", { limits })).toEqual(wait("in-flight"));
      await writer.after(first, { type: "task", status: "succeeded" });
      expect(await ask("c", { limits })).toBe("admitted");
    });

    it("are those of one provider", async () => {
      await writer.admitted("a", { limits: { inFlight: 1 } });
      expect(await ask("b", { limits: { inFlight: 1 }, provider: aProvider({ name: "other" }) })).toBe("admitted");
    });

    it("reserve nothing for one that waits", async () => {
      await writer.admitted("a", { limits: { inFlight: 1 }, reserve: price });
      await ask("b", { limits: { inFlight: 1 }, reserve: price });
      expect((await ledger.spending("run:run-1")).spent).toEqual([price]);
      expect(await ledger.current("mock", "b")).toBeUndefined();
    });

    it("include one that runs until its deadline, since then nobody may watch it any more", async () => {
      const attempt = await writer.admitted("a", { limits });
      await writer.after(
        attempt,
        { type: "intent" },
        { type: "accepted", taskId: "t" },
        { type: "task", status: "running" },
      );
      const one = { inFlight: 1 };
      expect(await ask("b", { limits: one, at: 20 + attempt.provider.deadlineMs - 1 })).toEqual(wait("in-flight"));
      expect(await ask("b", { limits: one, at: 20 + attempt.provider.deadlineMs })).toBe("admitted");
    });

    it("include one that is uncertain for as long as its task may run", async () => {
      const attempt = await writer.admitted("a", { limits });
      await writer.after(attempt, { type: "intent" }, { type: "unanswered", failure });
      const one = { inFlight: 1 };
      expect(await ask("b", { limits: one, at: 20 + attempt.provider.deadlineMs - 1 })).toEqual(wait("in-flight"));
      expect(await ask("b", { limits: one, at: 20 + attempt.provider.deadlineMs })).toBe("admitted");
    });
  });

  it("keeps the submits of a minute within the limit", async () => {
    const limits = { submitsPerMinute: 2 };
    const sent = await writer.admitted("a", { limits });
    await writer.after(sent, { type: "intent" }, { type: "accepted", taskId: "t" });
    await writer.admitted("b", { limits });
    expect(await ask("c", { limits, at: 60_019 })).toEqual(wait("rate"));
    expect(await ask("c", { limits, at: 60_020 })).toBe("admitted");
  });

  describe("a budget", () => {
    const caps = [{ key: "run:run-1", limit: { micros: 4_000_000, currency: "CNY" } }];

    it("may be used up to its last millionth, and not beyond", async () => {
      await writer.admitted("a", { caps, reserve: price });
      expect(await ask("b", { caps, reserve: { micros: 2_000_001, currency: "CNY" } })).toBe("over-cap");
      expect(await ask("b", { caps, reserve: price })).toBe("admitted");
      expect(await ask("c", { caps, reserve: { micros: 1, currency: "CNY" } })).toBe("over-cap");
    });

    it("has room again for what was given back", async () => {
      const attempt = await writer.admitted("a", { caps, reserve: { micros: 4_000_000, currency: "CNY" } });
      expect(await ask("b", { caps, reserve: price })).toBe("over-cap");
      await writer.after(attempt, { type: "intent" }, { type: "refused", failure });
      expect(await ask("b", { caps, reserve: price })).toBe("admitted");
    });
  });

  describe("a claim", () => {
    it("leaves what one works on oneself as it is", async () => {
      const attempt = await writer.after(await writer.admitted("a"), { type: "intent" });
      expect(await ledger.claim(writer.fence, attempt.id, 30)).toEqual({ claimed: true, attempt });
    });

    it("makes uncertain what a run that is gone was sending", async () => {
      const { id } = await writer.after(await writer.admitted("a"), { type: "intent" });
      const { fence } = await successor();
      expect(await ledger.claim(fence, id, 30)).toMatchObject({
        claimed: true,
        attempt: { state: { name: "uncertain", failure: { code: "interrupted" } } },
      });
    });

    it("continues with the task of a run that is gone", async () => {
      const attempt = await writer.after(
        await writer.admitted("a"),
        { type: "intent" },
        { type: "accepted", taskId: "t" },
      );
      const next = await successor();
      expect(await ledger.claim(next.fence, attempt.id, 30)).toMatchObject({
        claimed: true,
        attempt: { state: { name: "submitted", taskId: "t" } },
      });
      expect(await next.after(attempt, { type: "task", status: "running" })).toMatchObject({
        state: { name: "running" },
      });
    });

    it("is free of what was left, and finds it as it was", async () => {
      const attempt = await writer.after(await writer.admitted("a"), { type: "intent" });
      await ledger.leave(writer.fence, attempt.realm, attempt.digest);
      await ledger.leave(writer.fence, attempt.realm, "another");
      expect(await ledger.attempt(attempt.id)).toEqual(attempt);
      const next = await successor();
      await expect(ledger.leave(writer.fence, attempt.realm, attempt.digest)).rejects.toMatchObject({
        code: "ledger_fenced",
      });
      expect(await ledger.claim(next.fence, attempt.id, 30)).toMatchObject({ claimed: true });
    });

    it("knows no attempt that is not there", async () => {
      await expect(ledger.claim(writer.fence, "nobody", 30)).rejects.toThrow("knows no attempt");
    });
  });
}
