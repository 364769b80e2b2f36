import { describe, expect, it } from "vitest";
import { aPlan, aProvider, aTake } from "../testing/plans.ts";
import { createWorld } from "../testing/world.ts";

const plan = aPlan([aTake("reveal")]);
const succeeded = { status: "succeeded", url: "https://vendor.example.com/files/task-1.mp4?signature=1" };

describe("waiting for a task", () => {
  it.each<[string, unknown]>([
    ["a 500", { httpStatus: 500 }],
    ["a 429", { httpStatus: 429 }],
    ["a gateway's page", "<html>"],
    ["a 401", { httpStatus: 401 }],
    ["an unknown task, once", { httpStatus: 404, code: "unknown_task" }],
    ["an unknown status", { status: "pondering" }],
    ["succeeded without a link", { status: "succeeded" }],
  ])("goes on after %s, without another submit", async (_name, answer) => {
    const { render, vendor } = createWorld();
    vendor.onPoll = (task) => ((task?.polls ?? 0) === 1 ? answer : succeeded);
    const report = await render(plan);
    expect(report.totals).toMatchObject({ succeeded: 1 });
    expect(vendor.tasks).toHaveLength(1);
  });

  it("warns of a status that nobody knows", async () => {
    const { render, vendor, events } = createWorld();
    vendor.onPoll = (task) => ((task?.polls ?? 0) <= 3 ? { status: "pondering" } : succeeded);
    await render(plan);
    expect(events.filter(({ type }) => type === "warning")).toMatchObject([
      { message: "The status pondering is not known." },
    ]);
  });

  it.each(["failed", "expired", "cancelled"])(
    "ends with %s, and the next run does not submit it again",
    async (status) => {
      const { render, vendor } = createWorld();
      vendor.onPoll = () => ({ status, message: "no such luck" });
      const first = await render(plan);
      const second = await render(plan);
      const expected = status === "cancelled" ? "cancelled" : "failed";
      expect([first.takes[0]?.status, second.takes[0]?.status]).toEqual([expected, expected]);
      expect(first.takes[0]?.error).toEqual({
        code: `task_${status}`,
        message: "no such luck",
        vendorCode: "vendor_code",
      });
      expect(vendor.tasks).toHaveLength(1);
    },
  );

  it("holds a task that the vendor no longer knows as lost", async () => {
    const { render, vendor } = createWorld();
    vendor.onPoll = () => ({ httpStatus: 404, code: "unknown_task" });
    const first = await render(plan);
    const second = await render(plan);
    expect([first.takes[0]?.status, second.takes[0]?.status]).toEqual(["lost", "lost"]);
    expect(vendor.tasks).toHaveLength(1);
  });

  it("fails in the end when a success never has a link, and asks again in the next run", async () => {
    const { render, vendor } = createWorld();
    vendor.onPoll = () => ({ status: "succeeded" });
    const first = await render(plan);
    expect(first.takes[0]).toMatchObject({ status: "failed", taskId: "task-1", error: { code: "no_link" } });
    vendor.onPoll = () => succeeded;
    expect((await render(plan)).totals).toMatchObject({ succeeded: 1 });
    expect(vendor.tasks).toHaveLength(1);
  });

  it("never asks sooner than the provider allows", async () => {
    const { render, vendor, clock } = createWorld();
    const times: number[] = [];
    vendor.onPoll = (task) => {
      times.push(clock.now());
      return (task?.polls ?? 0) < 6 ? { status: "running" } : succeeded;
    };
    await render(plan);
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(gaps.every((gap) => gap >= 5000 && gap <= 5500)).toBe(true);
  });

  it("detaches at the deadline, and looks once more in the next run", async () => {
    const { render, vendor } = createWorld();
    const short = aPlan([aTake("reveal")], { providers: [aProvider({ deadlineMs: 60_000 })] });
    vendor.onPoll = () => ({ status: "running" });
    const first = await render(short);
    expect(first.takes[0]).toMatchObject({ status: "detached", taskId: "task-1", error: { code: "deadline" } });
    const polls = vendor.requests.length;
    expect((await render(short)).takes[0]?.status).toBe("detached");
    expect(vendor.requests.length).toBe(polls + 1);
    vendor.onPoll = () => succeeded;
    expect((await render(short)).totals).toMatchObject({ succeeded: 1 });
  });

  it("ends even where every poll fails forever", async () => {
    const { render, vendor } = createWorld();
    vendor.onPoll = () => ({ httpStatus: 500, message: "out of order" });
    const report = await render(plan);
    expect(report.takes[0]).toMatchObject({ status: "detached", error: { code: "http_500" } });
  });

  it("asks the endpoint that was submitted to, whatever is configured today", async () => {
    const { render, vendor } = createWorld();
    vendor.onPoll = () => ({ status: "running" });
    await render(plan, { maxDurationMs: 30_000 });
    vendor.onPoll = () => succeeded;
    const moved = aPlan([aTake("reveal")], { providers: [aProvider({ baseUrl: "https://vendor.example.com/v2" })] });
    await render(moved);
    const polls = vendor.requests.filter(({ method, url }) => method === "GET" && url.includes("/tasks/"));
    expect(new Set(polls.map(({ url }) => url))).toEqual(new Set(["https://vendor.example.com/tasks/task-1"]));
  });
});
