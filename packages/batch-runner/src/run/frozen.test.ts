import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createMemoryLedger } from "../testing/memory-ledger.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { aPlan, aProvider, aTake } from "../testing/plans.ts";
import { createWorld, type World } from "../testing/world.ts";

/** A world whose process is frozen, the first time that `isThen` says so, for a minute after the ledger has answered. */
function worldFrozenAfter(
  isThen: (call: string, event: string | undefined) => boolean,
  meanwhile?: () => Promise<void>,
): World {
  const inner = createMemoryLedger();
  let hasFrozen = false;
  const freeze = async (): Promise<void> => {
    hasFrozen = true;
    world.clock.advance(60_000);
    await meanwhile?.();
  };
  const ledger: Ledger = {
    ...inner,
    async advance(fence, advance) {
      const advanced = await inner.advance(fence, advance);
      if (!hasFrozen && isThen("advance", advance.event.type)) await freeze();
      return advanced;
    },
    async beginUpload(fence, request) {
      const began = await inner.beginUpload(fence, request);
      if (!hasFrozen && isThen("beginUpload", undefined)) await freeze();
      return began;
    },
  };
  const world = createWorld({ ledger });
  return world;
}

describe("a process that was frozen between what it recorded and what it sends", () => {
  it("sends nothing on the old record, and submits once on a new one", async () => {
    const { render, vendor, clock, ledger } = worldFrozenAfter((_call, event) => event === "intent");
    const start = clock.now();
    const report = await render(aPlan([aTake("reveal")]));
    expect(report.totals).toMatchObject({ succeeded: 1 });
    expect(vendor.tasks).toHaveLength(1);
    const [attempt] = await ledger.attempts();
    expect(attempt?.intentAt).toBeGreaterThanOrEqual(start + 60_000);
  });

  it("sends nothing at all where it was taken over", async () => {
    const world = worldFrozenAfter(
      (_call, event) => event === "intent",
      async () => {
        const holder = { host: "elsewhere", pid: 2, startedAt: "2", runId: "another" };
        await world.ledger.acquire(holder, { isGone: () => true, at: world.clock.now() });
      },
    );
    const report = await world.render(aPlan([aTake("reveal")]));
    expect(report).toMatchObject({ stopped: { code: "ledger_fenced" }, totals: { uncertain: 1 } });
    expect(world.vendor.requests).toEqual([]);
    // The next run holds it as uncertain: it cannot know that nothing was sent.
    expect((await world.ledger.attempts()).map(({ state }) => state.name)).toEqual(["submitting"]);
  });

  it("uploads no file on the old record", async () => {
    const picture = Buffer.from("a picture");
    const media = {
      from: "file",
      path: "watch.png",
      sha256: createHash("sha256").update(picture).digest("hex"),
      bytes: picture.length,
      mediaType: "image/png",
      upload: true,
    } as const;
    const references = [{ kind: "image", role: "first_frame", media }] as const;
    const asked = { prompt: ["one"], model: "model-1", duration: 5, resolution: "720p", references, audio: false };
    const plan = aPlan([aTake("one", { asked })], { providers: [aProvider({ uploads: {} })] });
    const { render, vendor, events } = worldFrozenAfter((call) => call === "beginUpload");
    const report = await render(plan, { readAsset: async () => picture });
    expect(report.ok).toBe(true);
    expect(vendor.uploads).toHaveLength(1);
    expect(events.filter(({ type }) => type === "uploading")).toHaveLength(2);
  });
});

describe("a task id that comes after its attempt was decided", () => {
  it("is said aloud", async () => {
    const inner = createMemoryLedger();
    const ledger: Ledger = {
      ...inner,
      async advance(fence, advance) {
        if (advance.event.type === "accepted") {
          await inner.advance(fence, { ...advance, event: { type: "restarted" } });
          await inner.advance(fence, { ...advance, event: { type: "adopt", taskId: "task-2" } });
        }
        return inner.advance(fence, advance);
      },
    };
    const { render, vendor, events } = createWorld({ ledger });
    await render(aPlan([aTake("reveal")]));
    expect(vendor.tasks).toHaveLength(1);
    expect(events).toContainEqual(
      expect.objectContaining({
        type: "warning",
        take: "reveal",
        message:
          "Task task-1 was created for the take as well, which has task task-2 by now. It may be billed: look it up at the vendor",
      }),
    );
  });
});
