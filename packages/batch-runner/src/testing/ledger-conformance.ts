import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import type { Holder } from "../failures/ledger-errors.ts";
import type { AdmitRequest, Advanced, Ledger } from "../ledger/ledger.ts";
import type { Attempt } from "../lifecycle/attempt.ts";
import type { AttemptEvent } from "../lifecycle/event.ts";
import { itRemembers } from "./learned-conformance.ts";
import { itRemembersUploads } from "./ledger-uploads-conformance.ts";
import { aProvider } from "./plans.ts";

const holder: Holder = { host: "here", pid: 1, startedAt: "1", runId: "run-1" };
const intent = { method: "POST", path: "/tasks", bodyHash: "00", clientId: "client", seed: 7 };
const failure = { code: "code", message: "message" };

/** What every ledger must do, whatever it is made of: to be called inside a `describe`. `open` answers a new empty one each time. */
export function itKeepsTheRules(open: () => Promise<Ledger> | Ledger): void {
  let ledger: Ledger;
  let fence: number;
  let ids = 0;
  beforeEach(async () => {
    ledger = await open();
    onTestFinished(() => ledger.close());
    ids = 0;
    fence = await acquired("run-1");
  });

  async function acquired(runId: string, isGone = true): Promise<number> {
    const result = await ledger.acquire({ ...holder, runId }, { isGone: () => isGone, at: 1 });
    if (!result.acquired) throw new Error("the lock is held");
    return result.fence;
  }

  const request = (digest: string, over: Partial<AdmitRequest> = {}): AdmitRequest => ({
    id: `attempt-${(ids += 1)}`,
    realm: "mock",
    digest,
    provider: aProvider(),
    model: "model-1",
    runId: "run-1",
    takes: [{ storyboard: "board", take: digest }],
    failuresAreFree: true,
    caps: [],
    at: 10,
    ...over,
  });

  async function admitted(digest: string, over: Partial<AdmitRequest> = {}): Promise<Attempt> {
    const admission = await ledger.admit(fence, request(digest, over));
    if (admission.kind !== "admitted") throw new Error(`not admitted: ${admission.kind}`);
    return admission.attempt;
  }

  async function after(attempt: Attempt, ...events: readonly AttemptEvent[]): Promise<Attempt> {
    let last: Advanced = { attempt };
    for (const event of events) last = await ledger.advance(fence, { attemptId: attempt.id, event, at: 20, intent });
    return last.attempt;
  }

  const price = { micros: 2_000_000, currency: "CNY" };
  const spentBy = async (key: string): Promise<number> => (await ledger.spending(key)).spent[0]?.micros ?? 0;

  describe("the lock", () => {
    it("goes to the next one once it is given back", async () => {
      await ledger.release(fence);
      expect(await ledger.holder()).toBeUndefined();
      expect(await ledger.acquire(holder, { isGone: () => false, at: 2 })).toEqual({
        acquired: true,
        fence: fence + 1,
      });
    });

    it("is taken over from one that is gone, who may write nothing any more", async () => {
      const attempt = await admitted("a");
      await acquired("run-2");
      const fenced = { code: "ledger_fenced" };
      await expect(ledger.admit(fence, request("b"))).rejects.toMatchObject(fenced);
      await expect(
        ledger.advance(fence, { attemptId: attempt.id, event: { type: "intent" }, at: 3 }),
      ).rejects.toMatchObject(fenced);
      await expect(ledger.beat(fence, 3)).rejects.toMatchObject(fenced);
      await expect(ledger.release(fence)).rejects.toMatchObject(fenced);
    });

    it("names the newest fence, held or given back", async () => {
      expect(await ledger.newestFence()).toBe(fence);
      await ledger.release(fence);
      expect(await ledger.newestFence()).toBe(fence);
      const next = await acquired("run-2");
      expect(await ledger.newestFence()).toBe(next);
    });

    it("reports when its holder was last heard of", async () => {
      await ledger.beat(fence, 77);
      expect(await ledger.holder()).toEqual({ holder, beatAt: 77 });
    });
  });

  describe("admission", () => {
    it("gives a digest one attempt in a realm, and joins later takes to it", async () => {
      const attempt = await after(await admitted("a"), { type: "intent" });
      const again = await ledger.admit(fence, request("a", { takes: [{ storyboard: "other", take: "twin" }] }));
      expect(again).toMatchObject({ kind: "exists", attempt: { id: attempt.id } });
      expect((await ledger.attempt(attempt.id))?.takes).toHaveLength(2);
    });

    it("knows the same digest in another realm as another thing", async () => {
      await admitted("a");
      expect(await ledger.admit(fence, request("a", { realm: "live:https://x.example" }))).toMatchObject({
        kind: "admitted",
      });
    });

    it("admits once where two ask in one tick", async () => {
      const both = await Promise.all([ledger.admit(fence, request("a")), ledger.admit(fence, request("a"))]);
      expect(both.map(({ kind }) => kind)).toEqual(["admitted", "exists"]);
    });

    it("uses an attempt again that was never sent, under its number", async () => {
      const first = await after(await admitted("a"), { type: "intent" }, { type: "not-created" });
      const second = await admitted("a");
      expect([second.id, second.number, second.state]).toEqual([first.id, 1, { name: "planned" }]);
    });

    it("counts on after a person let it be submitted again", async () => {
      await after(await admitted("a"), { type: "intent" }, { type: "unanswered", failure }, { type: "resubmit" });
      expect((await admitted("a")).number).toBe(2);
    });

    it("stays below every cap, however many ask in one tick", async () => {
      const caps = [{ key: "run:run-1", limit: { micros: 5_000_000, currency: "CNY" } }];
      const asked = Array.from({ length: 5 }, (_, index) =>
        ledger.admit(fence, request(`d${index}`, { caps, reserve: price })),
      );
      const kinds = (await Promise.all(asked)).map(({ kind }) => kind);
      expect(kinds).toEqual(["admitted", "admitted", "over-cap", "over-cap", "over-cap"]);
      expect(await spentBy("run:run-1")).toBe(4_000_000);
    });

    it("keeps currencies apart", async () => {
      await admitted("a", { reserve: price });
      const caps = [{ key: "run:run-1", limit: { micros: 2_000_000, currency: "USD" } }];
      await admitted("b", { caps, reserve: { micros: 2_000_000, currency: "USD" } });
      expect((await ledger.spending("run:run-1")).spent).toEqual([price, { micros: 2_000_000, currency: "USD" }]);
    });

    it("counts tasks where there is no price", async () => {
      await admitted("a", { maxTasks: 1 });
      expect(await ledger.admit(fence, request("b", { maxTasks: 1 }))).toEqual({ kind: "over-tasks", maxTasks: 1 });
    });

    it("frees what a run that is gone had reserved and never sent", async () => {
      await admitted("a", { reserve: price });
      fence = await acquired("run-2");
      expect(await spentBy("run:run-1")).toBe(0);
      expect((await ledger.current("mock", "a"))?.state).toEqual({ name: "planned" });
    });
  });

  describe("money", () => {
    const created = [{ type: "intent" }, { type: "accepted", taskId: "t" }] as const;
    const rate = { per: "million_tokens", amount: 50, currency: "CNY" } as const;

    it("is what the vendor bills once it reports that, and the quote is kept with it", async () => {
      const attempt = await after(await admitted("a", { reserve: price, rate }), ...created);
      const event = { type: "task", status: "succeeded" } as const;
      const facts = { completionTokens: 60_000 };
      const { attempt: billed } = await ledger.advance(fence, { attemptId: attempt.id, event, at: 30, facts });
      expect(billed).toMatchObject({ reserved: 2_000_000, settled: 3_000_000, rate, facts });
      expect(await spentBy("run:run-1")).toBe(3_000_000);
    });

    it("is the quote where the vendor reports nothing to bill by", async () => {
      const attempt = await after(await admitted("a", { reserve: price, rate }), ...created);
      expect(await after(attempt, { type: "task", status: "succeeded" })).toMatchObject({ settled: 2_000_000 });
    });

    it("without a quote is counted all the same once it is billed", async () => {
      const attempt = await after(await admitted("a", { rate: { ...rate, per: "clip" } }), ...created);
      await after(attempt, { type: "task", status: "succeeded" });
      expect(await spentBy("storyboard:board")).toBe(50_000_000);
    });

    it.each<[string, readonly AttemptEvent[], boolean, number]>([
      ["is given back when nothing was created", [{ type: "intent" }, { type: "not-created" }], true, 0],
      ["is given back when the submit was refused", [{ type: "intent" }, { type: "refused", failure }], false, 0],
      ["stays reserved while a submit is uncertain", [{ type: "intent" }, { type: "unanswered", failure }], true, 2],
      ["stays reserved while a task runs", created, true, 2],
      ["is spent by a success", [...created, { type: "task", status: "succeeded" }], true, 2],
      ["comes back from a failure that is free", [...created, { type: "task", status: "failed", failure }], true, 0],
      ["is spent by a failure that is not", [...created, { type: "task", status: "expired", failure }], false, 2],
      [
        "is spent by an uncertain submit that is given up",
        [{ type: "intent" }, { type: "unanswered", failure }, { type: "abandon", failure }],
        true,
        2,
      ],
      [
        "is spent by an uncertain submit that is repeated",
        [{ type: "intent" }, { type: "unanswered", failure }, { type: "resubmit" }],
        true,
        2,
      ],
    ])("%s", async (_name, events, failuresAreFree, units) => {
      await after(await admitted("a", { reserve: price, failuresAreFree }), ...events);
      for (const key of ["run:run-1", "storyboard:board", "provider:mock:vendor", "provider:mock:vendor@0000000000"]) {
        expect(await spentBy(key)).toBe(units * 1_000_000);
      }
    });
  });

  describe("an attempt", () => {
    it("keeps everything that was recorded of it", async () => {
      const attempt = await admitted("a", { reserve: price });
      await after(attempt, { type: "intent" }, { type: "accepted", taskId: "task-1" });
      const facts = { wireStatus: "succeeded", progress: 100, completionTokens: 9 };
      await ledger.advance(fence, {
        attemptId: attempt.id,
        event: { type: "task", status: "succeeded" },
        at: 30.7,
        facts,
      });
      await ledger.advance(fence, {
        attemptId: attempt.id,
        event: { type: "clip-stored", sha256: "ff", frameSha256: "ee" },
        at: 40,
      });
      expect(await ledger.attempt(attempt.id)).toEqual({
        ...attempt,
        state: { name: "downloaded", taskId: "task-1", sha256: "ff", frameSha256: "ee" },
        settled: 2_000_000,
        intent,
        facts,
        intentAt: 20,
        submittedAt: 20,
        finishedAt: 40,
        updatedAt: 40,
      });
    });

    it("never shares its task with another", async () => {
      await after(await admitted("a"), { type: "intent" }, { type: "accepted", taskId: "task-1" });
      const other = await after(await admitted("b"), { type: "intent" }, { type: "accepted", taskId: "task-1" });
      expect(other.state).toMatchObject({ name: "uncertain", failure: { code: "task_known" } });
    });

    it("refuses what its lifecycle does not allow, and stays as it was", async () => {
      const attempt = await admitted("a");
      await expect(after(attempt, { type: "accepted", taskId: "task-1" })).rejects.toThrow(
        "planned cannot see accepted",
      );
      expect(await ledger.attempt(attempt.id)).toEqual(attempt);
    });

    it("does not fall with another one of its tick", async () => {
      const attempt = await admitted("a");
      const bad = ledger.advance(fence, { attemptId: "nobody", event: { type: "intent" }, at: 1 });
      const good = ledger.advance(fence, { attemptId: attempt.id, event: { type: "intent" }, at: 1, intent });
      await expect(bad).rejects.toThrow("knows no attempt");
      expect((await good).attempt.state).toEqual({ name: "submitting" });
    });

    it("is found by digest, storyboard, take and state", async () => {
      const a = await after(await admitted("a"), { type: "intent" });
      await admitted("b");
      expect(await ledger.current("mock", "a")).toEqual(a);
      expect(await ledger.current("mock", "nobody")).toBeUndefined();
      expect((await ledger.attempts({ storyboard: "board" })).map(({ digest }) => digest)).toEqual(["a", "b"]);
      expect((await ledger.attempts({ take: "b" })).map(({ digest }) => digest)).toEqual(["b"]);
      expect((await ledger.attempts({ states: ["submitting"] })).map(({ digest }) => digest)).toEqual(["a"]);
    });
  });

  describe("many at once", () => {
    it("are the attempts of digests that each of them is alone, without those that there are none of", async () => {
      await after(await admitted("a"), { type: "intent" });
      const first = await after(
        await admitted("b"),
        { type: "intent" },
        { type: "refused", failure: { code: "no", message: "no" } },
      );
      await ledger.advance(fence, { attemptId: first.id, event: { type: "resubmit" }, at: 30 });
      await admitted("b", { takes: ["b", "b2"].map((take) => ({ storyboard: "board", take })) });
      await admitted("c", { realm: "live:https://x.example" });
      const digests = ["a", "b", "c", "nothing", "it's"];
      const alone = await Promise.all(digests.map((digest) => ledger.current("mock", digest)));
      const together = (await ledger.currentOf("mock", digests)).toSorted((left, right) =>
        left.digest < right.digest ? -1 : 1,
      );
      expect(together).toEqual(alone.filter((attempt) => attempt !== undefined));
      expect(together.map(({ digest, takes }) => [digest, takes.length])).toEqual([
        ["a", 1],
        ["b", 2],
      ]);
      expect(await ledger.currentOf("mock", [])).toEqual([]);
    });

    it("are the versions of a storyboard's takes, in order", async () => {
      const { id } = await admitted("a");
      const version = { digest: "a", attemptId: id, at: 5 };
      for (const [storyboard, take, sha256] of [
        ["board", "two", "2".repeat(64)],
        ["board", "one", "1".repeat(64)],
        ["other", "one", "1".repeat(64)],
        ["board", "one", "3".repeat(64)],
      ] as const)
        await ledger.addVersion(fence, { ...version, storyboard, take, sha256 });
      const alone = await Promise.all(["one", "two"].map((take) => ledger.versions({ storyboard: "board", take })));
      expect(await ledger.versionsIn("board")).toEqual(alone.flat());
      expect(alone.flat()).toHaveLength(3);
      expect(await ledger.versionsIn("nothing")).toEqual([]);
    });
  });

  describe("a take", () => {
    const key = { storyboard: "board", take: "a" };

    it("is what was last asked for", async () => {
      await ledger.want(fence, { ...key, digest: "one", fields: { prompt: "1" } });
      await ledger.want(fence, { ...key, digest: "two", fields: { prompt: "2" } });
      expect(await ledger.take(key)).toEqual({ ...key, digest: "two", fields: { prompt: "2" } });
      expect(await ledger.takes("nobody")).toEqual([]);
    });

    it("has versions, one for each attempt, of which one may be chosen", async () => {
      const attempt = await admitted("a");
      await ledger.want(fence, { ...key, digest: "a", fields: {} });
      const version = { ...key, digest: "a", attemptId: attempt.id, sha256: "ff", at: 5 };
      await ledger.addVersion(fence, version);
      expect(await ledger.addVersion(fence, version)).toMatchObject({ number: 1 });
      await ledger.choose(fence, key, 1);
      expect(await ledger.take(key)).toMatchObject({ chosen: 1 });
      await ledger.choose(fence, key, undefined);
      expect(await ledger.take(key)).not.toHaveProperty("chosen");
      expect(await ledger.versions(key)).toEqual([{ ...version, number: 1 }]);
    });
  });
  itRemembersUploads(open);
  itRemembers(() => ({ ledger, fence }));
}
