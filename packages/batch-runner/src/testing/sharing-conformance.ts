import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import type { AdmitRequest, Ledger } from "../ledger/ledger.ts";
import type { Attempt } from "../lifecycle/attempt.ts";
import { aRequest } from "./ledger-asks.ts";

const holder = { host: "elsewhere", pid: 1, startedAt: "1" };
const intent = { method: "POST", path: "/tasks", bodyHash: "00", clientId: "client", seed: 7 };
const failure = { code: "code", message: "message" };
const price = { micros: 2_000_000, currency: "CNY" };
const fenced = { code: "ledger_fenced" };
/** A silence after which a session is gone. */
const long = 60_000;

interface Session {
  readonly ledger: Ledger;
  readonly fence: number;
  readonly runId: string;
}

async function begin(ledger: Ledger, runId: string): Promise<Session> {
  const acquired = await ledger.acquire({ ...holder, runId }, { isGone: () => false, at: 1 });
  if (!acquired.acquired) throw new Error("a shared ledger refuses nobody");
  return { ledger, fence: acquired.fence, runId };
}

const kindsOf = async (asked: readonly ReturnType<Ledger["admit"]>[]): Promise<Readonly<Record<string, number>>> => {
  const kinds: Record<string, number> = {};
  for (const { kind } of await Promise.all(asked)) kinds[kind] = (kinds[kind] ?? 0) + 1;
  return kinds;
};

/** What a shared ledger does, in rules for two sessions at once: `open` answers two ways to the same new one. */
export function itIsShared(open: () => Promise<readonly [Ledger, Ledger]>): void {
  let one: Session;
  let other: Session;

  beforeEach(async () => {
    const [first, second] = await open();
    onTestFinished(async () => void (await Promise.all([first.close(), second.close()])));
    one = await begin(first, "run-1");
    other = await begin(second, "run-2");
  });

  const ask = (
    { ledger, fence, runId }: Session,
    digest: string,
    over: Partial<AdmitRequest> = {},
  ): ReturnType<Ledger["admit"]> => ledger.admit(fence, aRequest(runId, digest, over));

  async function admitted(session: Session, digest: string): Promise<Attempt> {
    const admission = await ask(session, digest, { reserve: price });
    if (admission.kind !== "admitted") throw new Error(`not admitted: ${admission.kind}`);
    return admission.attempt;
  }

  const send = ({ ledger, fence }: Session, attemptId: string): ReturnType<Ledger["advance"]> =>
    ledger.advance(fence, { attemptId, event: { type: "intent" }, at: 20, intent });
  const accept = ({ ledger, fence }: Session, attemptId: string): ReturnType<Ledger["advance"]> =>
    ledger.advance(fence, { attemptId, event: { type: "accepted", taskId: "task" }, at: 30 });

  /** `one` is silent for long: `other` has beaten meanwhile, and sees it. */
  const silence = (): Promise<void> => other.ledger.beat(other.fence, long);

  describe("two sessions at once", () => {
    it("write with a fence each", async () => {
      expect(other.fence).not.toBe(one.fence);
      await Promise.all([admitted(one, "a"), admitted(other, "b")]);
      expect(await one.ledger.attempts()).toHaveLength(2);
    });

    it("get one attempt of each digest between them", async () => {
      const digests = Array.from({ length: 40 }, (_, index) => `d${index}`);
      const asked = digests.flatMap((digest) => [ask(one, digest), ask(other, digest)]);
      expect(await kindsOf(asked)).toEqual({ admitted: 40, exists: 40 });
    });

    it("stay within a budget together, to its last millionth", async () => {
      const caps = [{ key: "storyboard:board", limit: { micros: 20_000_000, currency: "CNY" } }];
      const asked = Array.from({ length: 30 }, (_, index) =>
        ask(index % 2 === 0 ? one : other, `d${index}`, { caps, reserve: price }),
      );
      expect(await kindsOf(asked)).toEqual({ admitted: 10, "over-cap": 20 });
      expect((await other.ledger.spending("storyboard:board")).spent).toEqual([
        { micros: 20_000_000, currency: "CNY" },
      ]);
    });

    it("stay within a provider's limits together", async () => {
      const limits = { inFlight: 7 };
      const asked = Array.from({ length: 30 }, (_, index) =>
        ask(index % 2 === 0 ? one : other, `d${index}`, { limits }),
      );
      expect(await kindsOf(asked)).toEqual({ admitted: 7, wait: 23 });
    });

    it("work on an attempt one at a time, until the first has ended", async () => {
      const { id } = await admitted(one, "a");
      await send(one, id);
      await accept(one, id);
      expect(await other.ledger.claim(other.fence, id, 40)).toMatchObject({ claimed: false, attempt: { id } });
      await one.ledger.release(one.fence);
      expect(await other.ledger.claim(other.fence, id, 50)).toMatchObject({ claimed: true, attempt: { id } });
    });

    it("go on with what the other one has left, and with nothing else of it", async () => {
      const { id, realm, digest } = await admitted(one, "a");
      await send(one, id);
      await one.ledger.advance(one.fence, { attemptId: id, event: { type: "unanswered", failure }, at: 30 });
      await other.ledger.leave(other.fence, realm, digest);
      expect(await other.ledger.claim(other.fence, id, 40)).toMatchObject({ claimed: false });
      await one.ledger.leave(one.fence, realm, digest);
      expect(await other.ledger.claim(other.fence, id, 50)).toMatchObject({
        claimed: true,
        attempt: { state: { name: "uncertain" } },
      });
      expect(await one.ledger.claim(one.fence, id, 60)).toMatchObject({ claimed: false });
    });

    it("hold as uncertain what one has left while it was sent", async () => {
      const { id, realm, digest } = await admitted(one, "a");
      await send(one, id);
      await one.ledger.leave(one.fence, realm, digest);
      expect(await other.ledger.claim(other.fence, id, 40)).toMatchObject({
        claimed: true,
        attempt: { state: { name: "uncertain", failure: { code: "interrupted" } } },
      });
      expect((await accept(one, id)).attempt.state).toEqual({ name: "submitted", taskId: "task" });
    });

    it("send only what each works on itself", async () => {
      const { id } = await admitted(one, "a");
      await expect(send(other, id)).rejects.toMatchObject(fenced);
      expect((await send(one, id)).attempt.state).toEqual({ name: "submitting" });
    });

    it("are both there as long as they beat", async () => {
      const { id } = await admitted(one, "a");
      for (let at = 0; at <= long; at += 10_000) {
        await one.ledger.beat(one.fence, at);
        await other.ledger.beat(other.fence, at);
      }
      expect(await other.ledger.claim(other.fence, id, long)).toMatchObject({ claimed: false });
      expect((await send(one, id)).attempt.state.name).toBe("submitting");
    });
  });

  describe("a session that is silent for long", () => {
    it("writes nothing any more", async () => {
      const { id } = await admitted(one, "a");
      await silence();
      await expect(send(one, id)).rejects.toMatchObject(fenced);
      await expect(one.ledger.beat(one.fence, long)).rejects.toMatchObject(fenced);
      await expect(ask(one, "b")).rejects.toMatchObject(fenced);
    });

    it("gives back what it had reserved and not sent", async () => {
      const { id } = await admitted(one, "a");
      await silence();
      expect(await other.ledger.spending("run:run-1")).toMatchObject({ tasks: 0 });
      expect(await ask(other, "a")).toMatchObject({ kind: "admitted", attempt: { id } });
    });

    it("leaves uncertain what it was sending, with its money", async () => {
      const { id } = await admitted(one, "a");
      await send(one, id);
      await silence();
      expect(await other.ledger.current("mock", "a")).toMatchObject({
        id,
        reserved: 2_000_000,
        state: { name: "uncertain" },
      });
      expect(await ask(other, "a")).toMatchObject({ kind: "exists" });
    });

    it("is fenced by a claim as well", async () => {
      const { id } = await admitted(one, "a");
      await send(one, id);
      await accept(one, id);
      expect(await other.ledger.claim(other.fence, id, long)).toMatchObject({ claimed: true });
      const polled = { attemptId: id, event: { type: "task", status: "running" }, at: long } as const;
      await expect(one.ledger.advance(one.fence, polled)).rejects.toMatchObject(fenced);
      expect((await other.ledger.advance(other.fence, polled)).attempt.state.name).toBe("running");
    });

    it("may still name the task of what it was sending, once or as often as it likes", async () => {
      const { id } = await admitted(one, "a");
      await send(one, id);
      await silence();
      const state = { name: "submitted", taskId: "task" };
      expect((await accept(one, id)).attempt.state).toEqual(state);
      expect((await accept(one, id)).attempt.state).toEqual(state);
    });

    it("names no task for what another one has sent since", async () => {
      const { id } = await admitted(one, "a");
      await send(one, id);
      await other.ledger.claim(other.fence, id, long);
      await other.ledger.advance(other.fence, { attemptId: id, event: { type: "resubmit" }, at: long });
      const next = await admitted(other, "a");
      await send(other, next.id);
      await expect(accept(one, next.id)).rejects.toMatchObject(fenced);
      expect((await accept(one, id)).attempt.state).toEqual({ name: "resubmitted" });
    });

    it("gives a task of which a person has said that it is another's to nobody", async () => {
      const { id } = await admitted(one, "a");
      await send(one, id);
      await silence();
      for (const event of [
        { type: "adopt", taskId: "task" },
        { type: "release", taskId: "task" },
      ] as const)
        await other.ledger.advance(other.fence, { attemptId: id, event, at: long });
      expect((await accept(one, id)).attempt.state).toMatchObject({ name: "uncertain", failure: { code: "released" } });
    });

    it.each(["adopt", "abandon"] as const)("changes nothing any more after %s", async (type) => {
      const { id } = await admitted(one, "a");
      await send(one, id);
      await silence();
      const event = type === "adopt" ? ({ type, taskId: "another" } as const) : ({ type, failure } as const);
      const { attempt } = await other.ledger.advance(other.fence, { attemptId: id, event, at: long });
      expect((await accept(one, id)).attempt.state).toEqual(attempt.state);
    });

    it("does not name a task that another attempt has", async () => {
      const { id } = await admitted(one, "a");
      await send(one, id);
      const second = await admitted(other, "b");
      await send(other, second.id);
      await accept(other, second.id);
      await silence();
      expect((await accept(one, id)).attempt.state).toMatchObject({ name: "uncertain" });
    });

    it("was refused for good when it comes to know that: then it stays for a person", async () => {
      const { id } = await admitted(one, "a");
      await send(one, id);
      await silence();
      const refused = { attemptId: id, event: { type: "refused", failure }, at: long } as const;
      await expect(one.ledger.advance(one.fence, refused)).rejects.toMatchObject(fenced);
    });
  });
}
