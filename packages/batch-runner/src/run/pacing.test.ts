import { describe, expect, it } from "vitest";
import { formatSupportOf } from "../formats/format-support.ts";
import { aPlan, aProvider, aTake } from "../testing/plans.ts";
import { plainFormat } from "../testing/plain-format.ts";
import { createWorld } from "../testing/world.ts";
import type { RunEvent } from "../work/events.ts";

const shots = (count: number): ReturnType<typeof aTake>[] =>
  Array.from({ length: count }, (_, index) => aTake(`shot-${index}`));

const slowed = (events: readonly RunEvent[]) =>
  events.flatMap((event) => (event.type === "slowed" ? [[event.cause, event.places, event.of]] : []));

describe("a 429 on a submit", () => {
  it.each(["0", "0.2", "Thu, 01 Jan 2015 00:00:00 GMT"])("with Retry-After %s is paced and bounded", async (after) => {
    const { render, vendor, clock } = createWorld();
    const times: number[] = [];
    vendor.onSubmit = () => {
      times.push(clock.now());
      return { status: 429, headers: { "retry-after": after } };
    };
    const report = await render(aPlan(shots(5), { providers: [aProvider({ concurrency: 1 })] }));
    expect(report.totals).toMatchObject({ left: 5 });
    expect(times.length).toBeLessThan(30);
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1000);
  });

  it("that asks for a second each time is bounded too", async () => {
    const { render, vendor } = createWorld();
    vendor.onSubmit = () => ({ status: 429, headers: { "retry-after": "1" } });
    await render(aPlan(shots(5), { providers: [aProvider({ concurrency: 1 })] }));
    expect(vendor.requests.length).toBeLessThan(40);
  });

  it("shows the vendor's words, once", async () => {
    const { render, vendor, events } = createWorld();
    vendor.onSubmit = (nth) => (nth <= 4 ? { status: 429, body: { message: "Slow down, please" } } : undefined);
    await render(aPlan(shots(1)));
    const causes = events.flatMap((event) => (event.type === "paused" ? [event.cause] : []));
    expect(causes).toEqual(["rate limit: Slow down, please", "rate limit", "rate limit", "rate limit"]);
  });

  it.each([
    [429, { code: "insufficient_quota", message: "You exceeded your current quota" }],
    [429, { code: "SetLimitExceeded", message: "The set limit of the model is reached" }],
    [400, { code: "billing_hard_limit_reached", message: "Billing hard limit has been reached" }],
  ])("or a %i that means an empty account closes the provider with the vendor's words: %j", async (status, error) => {
    const { render, vendor } = createWorld();
    vendor.onSubmit = () => ({ status, body: { error } });
    const provider = aProvider({ format: "ark", concurrency: 1 });
    const report = await render(aPlan(shots(3), { providers: [provider] }), { formats: formatSupportOf });
    expect(report.totals).toMatchObject({ left: 3 });
    expect(report.takes[0]?.error).toMatchObject({
      code: "provider_closed",
      message: expect.stringContaining(error.message),
    });
    expect(vendor.requests).toHaveLength(1);
  });
});

describe("places at a provider", () => {
  const provider = aProvider({ concurrency: 4 });

  it("are halved once for an episode of refusals, which is said with its cause", async () => {
    const { render, vendor, events } = createWorld();
    vendor.onSubmit = (nth) => (nth <= 4 ? { status: 429, body: { message: "Slow down" } } : undefined);
    const report = await render(aPlan(shots(4), { providers: [provider] }));
    expect(report.totals).toMatchObject({ succeeded: 4 });
    expect(slowed(events)).toEqual([["rate limit: Slow down", 2, 4]]);
  });

  it("are as few in the next run, which says so", async () => {
    const world = createWorld();
    world.vendor.onSubmit = (nth) => (nth <= 4 ? { status: 429 } : undefined);
    await world.render(aPlan(shots(4), { providers: [provider] }));
    world.events.length = 0;
    let running = 0;
    let most = 0;
    world.vendor.onSubmit = () => {
      most = Math.max(most, (running += 1));
      return undefined;
    };
    world.vendor.onPoll = (_task, id) => {
      running -= 1;
      return { status: "succeeded", url: `https://vendor.example.com/files/${id}.mp4` };
    };
    await world.render(aPlan(shots(9), { providers: [provider] }));
    expect(slowed(world.events)).toEqual([["rate limit in an earlier run", 3, 4]]);
    expect(most).toBeGreaterThan(1);
  });

  it("wait as long as the vendor's documented headers ask for", async () => {
    const { render, vendor, clock, events } = createWorld();
    const names = { remaining: "x-left", reset: "x-reset", category: { header: "x-kind", submit: "s", poll: "q" } };
    const times: number[] = [];
    vendor.onSubmit = (nth) => {
      times.push(clock.now());
      const headers = { "x-left": "0", "x-reset": "20", "x-kind": "s" };
      return nth === 1 ? { status: 200, body: { id: "task-1" }, headers } : undefined;
    };
    vendor.onPoll = (_task, id) => ({ status: "succeeded", url: `https://vendor.example.com/files/${id}.mp4` });
    const one = aProvider({ concurrency: 1 });
    await render(aPlan(shots(2), { providers: [one] }), { formats: () => ({ ...plainFormat, rateHeaders: names }) });
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(20_000);
    expect(events.flatMap((event) => (event.type === "paused" ? [event.cause] : []))).toEqual([
      "rate limit: the vendor says that no more submits are left for now",
    ]);
  });
});

it("polls wait as long as the vendor's documented headers ask for, which is said", async () => {
  const { render, vendor, clock, events } = createWorld();
  const names = { remaining: "x-left", reset: "x-reset", category: { header: "x-kind", submit: "s", poll: "q" } };
  const times: number[] = [];
  vendor.onPoll = (_task, id) => {
    times.push(clock.now());
    if (times.length > 1) return { status: "succeeded", url: `https://vendor.example.com/files/${id}.mp4` };
    return { status: "running", httpHeaders: { "x-left": "0", "x-reset": "40", "x-kind": "q" } };
  };
  await render(aPlan(shots(1)), { formats: () => ({ ...plainFormat, rateHeaders: names }) });
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(40_000);
  expect(events.flatMap((event) => (event.type === "polls-paused" ? [event.cause] : []))).toEqual([
    "rate limit: the vendor says that no more polls are left for now",
  ]);
});

describe("a 429 on a poll", () => {
  it.each([
    ["86400", 5 * 60_000],
    ["30", 30_000],
  ])("with Retry-After %s puts polls off for %i ms, which is said once", async (after, pauseMs) => {
    const { render, vendor, clock, events } = createWorld();
    const times: number[] = [];
    vendor.onPoll = (task) => {
      times.push(clock.now());
      return (task?.polls ?? 0) === 1
        ? { httpStatus: 429, httpHeaders: { "retry-after": after }, message: "Too many polls" }
        : { status: "succeeded", url: "https://vendor.example.com/files/task-1.mp4" };
    };
    await render(aPlan(shots(1)));
    const gap = (times[1] ?? 0) - (times[0] ?? 0);
    expect([gap >= pauseMs, gap < pauseMs + 10_000]).toEqual([true, true]);
    const pauses = events.flatMap((event) =>
      event.type === "polls-paused" ? [[event.cause, event.untilMs - event.at]] : [],
    );
    expect(pauses).toEqual([["rate limit: Too many polls", pauseMs]]);
    const warnings = events.flatMap((event) => (event.type === "warning" ? [event.message] : []));
    expect(warnings).toEqual([expect.stringContaining(`(Too many polls): asking again in ${pauseMs / 1000} s`)]);
  });
});
