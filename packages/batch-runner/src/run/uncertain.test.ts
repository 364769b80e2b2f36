import { describe, expect, it } from "vitest";
import { resolveTake } from "../decide/resolve-take.ts";
import { aPlan, aProvider, aTake } from "../testing/plans.ts";
import type { Fault } from "../testing/scripted-vendor.ts";
import { createWorld } from "../testing/world.ts";

const plan = aPlan([aTake("reveal")]);

describe("a submit whose fate is unknown", () => {
  it.each<[string, Fault]>([
    ["an answer that is lost", "lost-answer"],
    ["a connection cut once it was open", "reset"],
    ["a 500", { status: 500 }],
    ["a 502 with a gateway's page", { status: 502, body: "<html>bad gateway</html>" }],
    ["a 503", { status: 503 }],
    ["a 504", { status: 504 }],
    ["a 408", { status: 408 }],
    ["a redirect", { status: 302, headers: { location: "https://elsewhere.example.com" } }],
    ["a 200 without an id", { status: 200, body: {} }],
    ["a 200 that is not JSON", { status: 200, body: "<html>" }],
    ["a 201 cut in the middle", { status: 201, body: '{"id": "task' }],
  ])("is held after %s, and never submitted again", async (_name, fault) => {
    const { render, vendor } = createWorld();
    vendor.onSubmit = () => fault;
    const first = await render(plan);
    const second = await render(plan);
    const third = await render(plan);
    const posts = vendor.requests.filter(({ method }) => method === "POST");
    expect([first, second, third].map(({ takes }) => takes[0]?.status)).toEqual([
      "uncertain",
      "uncertain",
      "uncertain",
    ]);
    expect(posts).toHaveLength(1);
  });

  it.each<[string, Fault]>([
    ["nothing could be sent", "refused"],
    ["a 429", { status: 429 }],
    ["a 429 with Retry-After", { status: 429, headers: { "retry-after": "7" } }],
    ["a 500 that the facts list as proof that nothing was created", { status: 500, body: { code: "not_created" } }],
  ])("is not what happens when %s: the same run submits again", async (_name, fault) => {
    const { render, vendor } = createWorld();
    vendor.onSubmit = (nth) => (nth === 1 ? fault : undefined);
    const report = await render(plan);
    expect(report.totals).toMatchObject({ succeeded: 1 });
    expect(vendor.tasks).toHaveLength(1);
  });

  it.each([400, 410, 413, 422])("is not what a %d is: it is final, and only a person may try again", async (status) => {
    const { render, vendor } = createWorld();
    vendor.onSubmit = () => ({ status, body: { message: "no", code: "bad" } });
    const report = await render(plan);
    await render(plan);
    expect(report.takes[0]).toMatchObject({
      status: "failed",
      error: { code: `http_${status}`, message: "no", vendorCode: "bad" },
    });
    expect(vendor.requests).toHaveLength(1);
  });

  it.each([401, 402, 403])(
    "is not what a %d is: the provider is left alone, its takes stay planned",
    async (status) => {
      const { render, vendor, events } = createWorld();
      const many = aPlan(Array.from({ length: 50 }, (_, index) => aTake(`shot-${index}`)));
      vendor.onSubmit = () => ({ status, body: { message: "no" } });
      const report = await render(many);
      expect(report.totals).toMatchObject({ takes: 50, left: 50 });
      expect(report.takes[49]?.error).toMatchObject({ code: "provider_closed" });
      expect(vendor.requests.length).toBeLessThanOrEqual(3);
      expect(events.filter(({ type }) => type === "paused")).toHaveLength(1);
      vendor.onSubmit = () => undefined;
      expect((await render(many)).totals).toMatchObject({ succeeded: 50 });
    },
  );

  it("does not become ten thousand: after three in a row nothing more is risked", async () => {
    const { render, vendor } = createWorld();
    const many = aPlan(Array.from({ length: 50 }, (_, index) => aTake(`shot-${index}`)));
    vendor.onSubmit = () => ({ status: 500 });
    const { totals } = await render(many);
    expect(totals.uncertain).toBeLessThanOrEqual(5);
    expect(totals.uncertain + totals.left).toBe(50);
  });

  it("is held too when the vendor answers with the task of another attempt", async () => {
    const { render, vendor } = createWorld();
    vendor.onSubmit = (nth) => (nth === 2 ? { status: 200, body: { id: "task-1" } } : undefined);
    const { totals } = await render(
      aPlan([aTake("reveal"), aTake("detail")], { providers: [aProvider({ concurrency: 1 })] }),
    );
    expect(totals).toMatchObject({ succeeded: 1, uncertain: 1 });
  });
});

describe("a person's decision", () => {
  it("adopts the task that the vendor shows", async () => {
    const { render, vendor, state } = createWorld();
    vendor.onSubmit = () => "lost-answer";
    await render(plan);
    await resolveTake(state, "reveal", { adopt: "task-1" });
    const report = await render(plan);
    expect(report.totals).toMatchObject({ succeeded: 1 });
    expect(vendor.tasks).toHaveLength(1);
  });

  it("submits again", async () => {
    const { render, vendor, state } = createWorld();
    vendor.onSubmit = (nth) => (nth === 1 ? "lost-answer" : undefined);
    await render(plan);
    await resolveTake(state, "board/reveal", "resubmit");
    const report = await render(plan);
    expect(report.totals).toMatchObject({ succeeded: 1 });
    expect(vendor.tasks).toHaveLength(2);
  });

  it("gives the take up", async () => {
    const { render, vendor, state } = createWorld();
    vendor.onSubmit = () => "reset";
    await render(plan);
    await resolveTake(state, "reveal", "abandon");
    const report = await render(plan);
    expect(report.takes[0]).toMatchObject({ status: "cancelled", error: { code: "abandoned" } });
    expect(vendor.requests).toHaveLength(1);
  });

  it("is refused where no decision is needed, and where the task belongs to another take", async () => {
    const { render, vendor, state } = createWorld();
    vendor.onSubmit = (nth) => (nth === 2 ? "lost-answer" : undefined);
    await render(aPlan([aTake("reveal"), aTake("detail")], { providers: [aProvider({ concurrency: 1 })] }));
    await expect(resolveTake(state, "reveal", "resubmit")).rejects.toMatchObject({ code: "nothing_to_decide" });
    await expect(resolveTake(state, "nobody", "resubmit")).rejects.toMatchObject({ code: "take_unknown" });
    await expect(resolveTake(state, "detail", { adopt: "task-1" })).rejects.toMatchObject({ code: "task_known" });
  });
});
