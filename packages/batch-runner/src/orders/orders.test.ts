import { createHash } from "node:crypto";
import type { Media, PlannedTake } from "@shotlist/core";
import { describe, expect, it } from "vitest";
import { createMemoryOrders } from "../testing/memory-orders.ts";
import { plainFormat } from "../testing/plain-format.ts";
import { aPlan, aProvider, aTake } from "../testing/plans.ts";
import { createSeededRandom } from "../testing/seeded-random.ts";
import { createWorld } from "../testing/world.ts";
import { orderPlans, type OrderOptions } from "./order-plans.ts";
import { workOnOrders, type WorkerOptions } from "./work-on-orders.ts";

const bytes = new TextEncoder().encode("a picture");

const file: Extract<Media, { from: "file" }> = {
  from: "file",
  path: "pictures/a.png",
  sha256: createHash("sha256").update(bytes).digest("hex"),
  bytes: bytes.length,
  mediaType: "image/png",
};

function withFile(id: string, media: Media = file): PlannedTake {
  const { asked } = aTake(id);
  return aTake(id, { asked: { ...asked, references: [{ kind: "image", role: "first_frame", media }] } });
}

const formats = (): typeof plainFormat => plainFormat;

function setup() {
  const world = createWorld();
  const orders = createMemoryOrders(world.clock);
  const random = createSeededRandom(3);
  const { state, vendor, clock } = world;
  return {
    ...world,
    orders,
    order: (takes: readonly PlannedTake[], options: Partial<OrderOptions> = {}) =>
      orderPlans([aPlan(takes)], { state, orders, random, formats, readAsset: async () => bytes, ...options }),
    work: (options: Partial<WorkerOptions> = {}) =>
      clock.run(() =>
        workOnOrders({
          state,
          orders,
          random,
          formats,
          transport: vendor.transport,
          keys: () => "canary-key",
          untilEmpty: true,
          ...options,
        }),
      ),
  };
}

const takes = ["a", "b", "c", "d", "e"].map((id) => aTake(id));

describe("a render that is handed over", () => {
  it("sends nothing, and is rendered by a worker", async () => {
    const { order, work, vendor, orders, clock } = setup();
    expect(await clock.run(() => order(takes))).toMatchObject({ takes: 5 });
    expect(vendor.tasks).toEqual([]);
    expect(await work()).toEqual({ parts: 5, handedBack: 0 });
    expect(vendor.tasks).toHaveLength(5);
    expect(orders.results.flatMap((result) => result.takes.map(({ status }) => status))).toEqual(
      Array.from({ length: 5 }, () => "succeeded"),
    );
    expect(await order(takes)).toMatchObject({ takes: 0 });
  });

  it("keeps within what was agreed to, whatever number of workers there is", async () => {
    const { order, work, vendor, orders } = setup();
    await order(takes, { maxTasks: 3 });
    await work();
    await work();
    expect(vendor.tasks).toHaveLength(3);
    const left = orders.results.flatMap((result) => result.takes).filter(({ status }) => status === "left");
    expect(left.map(({ error }) => error?.code)).toEqual(["max_tasks", "max_tasks"]);
  });

  it("is refused without a price where a budget has to see it", async () => {
    const { order, orders } = setup();
    await expect(order(takes, { budget: [{ amount: 3, currency: "CNY" }] })).rejects.toMatchObject({
      code: "budget_needs_price",
    });
    expect(await orders.counts()).toEqual({ open: 0, ended: 0 });
  });

  it("takes its local files along: the worker has no folder of its own", async () => {
    const { order, work, vendor } = setup();
    await order([withFile("a"), withFile("b")]);
    await work();
    expect(vendor.tasks.map(({ body }) => body["media"])).toEqual([
      [`data:image/png;base64,${btoa("a picture")}`],
      [`data:image/png;base64,${btoa("a picture")}`],
    ]);
  });

  it.each([
    ["order_file_changed", file, new Uint8Array()],
    ["order_file_too_large", { ...file, bytes: 65 * 1024 * 1024 }, bytes],
  ])("is refused whole as %s where a file cannot come along", async (code, media, found) => {
    const { order, orders } = setup();
    const ordered = order([aTake("a"), withFile("b", media)], { readAsset: async () => found });
    await expect(ordered).rejects.toMatchObject({ code });
    expect(await orders.counts()).toEqual({ open: 0, ended: 0 });
  });
});

describe("a worker", () => {
  it("that is stopped hands back what it has not done", async () => {
    const { order, work, vendor, orders } = setup();
    await order(takes);
    const stop = new AbortController();
    vendor.onPoll = () => {
      stop.abort();
      return { status: "running" };
    };
    const report = await work({ signal: stop.signal });
    expect(report).toMatchObject({ parts: 0, handedBack: 5, stopped: { code: "interrupted" } });
    expect(await orders.claim(9)).toHaveLength(5);
  });

  it("goes on with what another one has handed back, and pays nothing twice", async () => {
    const { order, work, vendor } = setup();
    await order(takes);
    const stop = new AbortController();
    const usual = vendor.onPoll;
    vendor.onPoll = (...asked) => {
      stop.abort();
      return usual(...asked);
    };
    await work({ signal: stop.signal });
    vendor.onPoll = usual;
    expect(await work()).toMatchObject({ handedBack: 0 });
    expect(vendor.tasks).toHaveLength(5);
  });

  it.each([
    ["without a key", { keys: () => undefined }, "key_missing"],
    ["whose host nobody allowed", { hostRefusal: () => ({ message: "no", hint: "allow it" }) }, "host_not_allowed"],
    [
      "that is refused a provider",
      { refusal: async () => ({ code: "not_here", message: "no", hint: "elsewhere" }) },
      "not_here",
    ],
  ] satisfies readonly [string, Partial<WorkerOptions>, string][])(
    "%s stops, and leaves everything to others",
    async (_who, options, code) => {
      const { order, work, vendor, orders } = setup();
      await order(takes);
      expect(await work(options)).toMatchObject({ parts: 0, stopped: { code } });
      expect(vendor.requests).toEqual([]);
      expect(await orders.counts()).toEqual({ open: 5, ended: 0 });
    },
  );

  it("whose key the vendor refuses stops, and leaves the rest to others", async () => {
    const { order, work, vendor, orders } = setup();
    vendor.onSubmit = () => ({ status: 401 });
    await order(takes);
    expect(await work({ concurrency: 1 })).toMatchObject({ parts: 0, stopped: { code: "provider_closed" } });
    expect(await orders.counts()).toEqual({ open: 5, ended: 0 });
    vendor.onSubmit = () => undefined;
    expect(await work()).toMatchObject({ parts: 5 });
  });

  it("finds a part again that was lost by its dispatch", async () => {
    const { order, work, vendor, orders, clock } = setup();
    await order([aTake("a")]);
    const [part] = await orders.claim(1);
    if (part === undefined) throw new Error("there is no part");
    // The lease of somebody who is gone.
    await clock.run(() => clock.sleep(10 * 60_000));
    expect(await work()).toMatchObject({ parts: 1 });
    expect(await orders.end(part.lease, { takes: [] })).toBe(false);
    expect(vendor.tasks).toHaveLength(1);
  });
});

it("has providers without any key", async () => {
  const { order, orders } = setup();
  await order([aTake("a")]);
  const [part] = await orders.claim(1);
  expect(part?.plans[0]?.providers).toEqual([aProvider()]);
  expect(JSON.stringify(part)).not.toContain("canary-key");
});
