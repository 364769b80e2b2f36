import type { PlannedTake } from "@shotlist/core";
import { describe, expect, it } from "vitest";
import { formatSupportOf } from "../formats/format-support.ts";
import { aPlan, aProvider, aTake } from "../testing/plans.ts";
import { clipOf } from "../testing/scripted-vendor.ts";
import { createWorld } from "../testing/world.ts";

const url = "https://vendor.example.com/files/task-1.mp4?signature=1";
const price = { currency: "CNY", perMillionTokens: 46 };
const quoted = (id: string): ReturnType<typeof aTake> =>
  aTake(id, { estimate: { kind: "exact", amount: 5, currency: "CNY" } });

function board(format: PlannedTake["format"], takes = [aTake("reveal")]): ReturnType<typeof aPlan> {
  return aPlan(takes, { providers: [aProvider({ format, concurrency: 1, price })] });
}

const done = (usage: unknown): object => ({ status: "succeeded", content: { video_url: url }, usage });

describe("tokens as a vendor writes them", () => {
  const three = [quoted("a"), quoted("b"), quoted("c")];
  const budget = [{ amount: 12, currency: "CNY" }];

  it.each([194_400, "194400", 194_399.5])("as %j count against the budget", async (tokens) => {
    const { render, vendor } = createWorld();
    vendor.onPoll = () => done({ completion_tokens: tokens });
    const report = await render(board("ark", three), { formats: formatSupportOf, budget });
    expect(vendor.tasks).toHaveLength(1);
    expect(report.spent).toEqual([{ amount: 8.9424, currency: "CNY" }]);
  });

  it.each(["many", "194,400", -1, 1e300, Number.MAX_SAFE_INTEGER, { count: 1 }])(
    "as %j count as the most that a clip can cost, with a warning, and the clip is fetched",
    async (tokens) => {
      const { render, vendor, events } = createWorld();
      vendor.onPoll = () => done({ completion_tokens: tokens });
      const report = await render(board("ark", three), { formats: formatSupportOf, budget });
      expect(vendor.tasks).toHaveLength(1);
      expect(report.totals).toMatchObject({ succeeded: 1, left: 2 });
      expect(report.spent[0]?.amount).toBeGreaterThan(12);
      expect(report.takes[0]?.cost).toEqual({ quoted: { amount: 5, currency: "CNY" } });
      const warnings = events.flatMap((event) => (event.type === "warning" ? [event.message] : []));
      expect(warnings).toEqual([
        expect.stringContaining("token count is not a plausible number"),
        expect.stringContaining("counts against every budget"),
      ]);
    },
  );

  it.each([undefined, null, {}, { completion_tokens: 0 }])(
    "that are not reported (%j) leave the quote",
    async (usage) => {
      const { render, vendor, events } = createWorld();
      vendor.onPoll = () => done(usage);
      const report = await render(board("ark", three), { formats: formatSupportOf, budget });
      expect(report.spent).toEqual([{ amount: 10, currency: "CNY" }]);
      expect(events.filter(({ type }) => type === "warning")).toEqual([]);
    },
  );
});

describe("numbers beyond reason", () => {
  it.each([
    { progress: 1e300 },
    { progress: -5 },
    { duration: 1e300 },
    { seed: 1e300 },
    { seed: "1e999" },
    { updated_at: 1e300 },
    { usage: { completion_tokens: 1e15, total_tokens: -1 } },
    { execution_expires_after: -1e300 },
  ])("such as %j never stop a storyboard", async (odd) => {
    const { render, vendor } = createWorld();
    vendor.onPoll = (task) =>
      (task?.polls ?? 0) === 1
        ? { status: "running", ...odd }
        : { status: "succeeded", content: { video_url: url }, ...odd };
    for (const format of ["ark", "wisgate"] as const) {
      const report = await render(board(format, [aTake(format)]), { formats: formatSupportOf });
      expect(report.totals).toMatchObject({ succeeded: 1 });
      expect(report.stopped).toBeUndefined();
    }
  });
});

describe("status words of related formats", () => {
  it.each(["completed", "succeeded", "SUCCESS", "done", "Completed "])("read %j as a success", async (word) => {
    const { render, vendor } = createWorld();
    vendor.onPoll = (task) => ({ id: task?.id, status: word });
    vendor.onDownload = ({ url: asked }) => ({
      status: asked.endsWith("/v1/videos/task-1/content") ? 200 : 404,
      headers: {},
      body: clipOf("task-1"),
    });
    const report = await render(board("openai-videos"), { formats: formatSupportOf });
    expect(report.totals).toMatchObject({ succeeded: 1 });
  });

  it.each(["failed", "error", "FAIL", "cancelled", "expired"])("read %j as an end, with its reason", async (word) => {
    const { render, vendor } = createWorld();
    vendor.onPoll = () => ({ id: "task-1", status: word, error: { code: "moderation", message: "Refused" } });
    const report = await render(board("openai-videos"), { formats: formatSupportOf });
    expect(report.takes[0]?.error).toMatchObject({ message: "Refused", vendorCode: "moderation" });
    expect(vendor.requests.filter(({ method }) => method === "GET")).toHaveLength(1);
  });

  it("are not a success while neither a link nor the content call is there", async () => {
    const { render, vendor, ledger } = createWorld();
    vendor.onPoll = () => ({ id: "task-1", status: "done" });
    vendor.onDownload = () => ({ status: 404, headers: {} });
    const report = await render(board("openai-videos"), { formats: formatSupportOf });
    expect(report.takes[0]).toMatchObject({ status: "failed", error: { code: "no_link" } });
    expect((await ledger.attempts())[0]?.state.name).toBe("submitted");
  });

  it("that nobody knows keep the task open, and the error next to them is shown", async () => {
    const { render, vendor, events } = createWorld();
    vendor.onPoll = () => ({ id: "task-1", status: "pondering", error: { code: "odd", message: "Out of paint" } });
    await render(board("openai-videos"), { formats: formatSupportOf, maxDurationMs: 60_000 });
    const warnings = events.flatMap((event) => (event.type === "warning" ? [event.message] : []));
    expect(warnings).toEqual([
      'The vendor\'s status "pondering" is unknown.',
      "The vendor adds to the status: Out of paint (odd)",
    ]);
  });
});

describe("an answer that names another task", () => {
  it("is not taken, and the task is asked for again", async () => {
    const { render, vendor, events } = createWorld();
    vendor.onPoll = (task) => ({
      id: (task?.polls ?? 0) < 3 ? "cgt-OTHER" : "task-1",
      status: "succeeded",
      content: { video_url: url },
    });
    const report = await render(board("ark"), { formats: formatSupportOf });
    expect(report.totals).toMatchObject({ succeeded: 1 });
    const warnings = events.flatMap((event) => (event.type === "warning" ? [event.message] : []));
    expect(warnings).toEqual(["The answer about task task-1 is about another task, cgt-OTHER: it is ignored"]);
  });

  it.each(["failed", "expired", "succeeded"])("never ends a task, even with %s forever", async (status) => {
    const { render, vendor, ledger } = createWorld();
    vendor.onPoll = () => ({ id: "cgt-OTHER", status, content: { video_url: url }, error: { message: "no" } });
    const report = await render(board("ark"), { formats: formatSupportOf });
    expect(report.takes[0]).toMatchObject({ status: "detached", error: { code: "another_task" } });
    expect((await ledger.attempts())[0]?.state.name).toBe("submitted");
    expect(vendor.requests.some(({ url: asked }) => asked.includes("/files/"))).toBe(false);
  });

  it.each([{}, { id: "upstream_9" }, { id: "upstream_9", url }])(
    "%j still lets the provider hand out the clip of ours",
    async (named) => {
      const { render, vendor } = createWorld();
      vendor.onPoll = () => ({ ...named, status: "completed" });
      const report = await render(board("openai-videos"), { formats: formatSupportOf });
      expect(report.totals).toMatchObject({ succeeded: 1 });
      const fetched = vendor.requests.filter(
        ({ url: asked }) => asked.includes("/content") || asked.includes("/files/"),
      );
      expect(new Set(fetched.map(({ url: asked }) => asked))).toEqual(
        new Set(["https://vendor.example.com/v1/videos/task-1/content"]),
      );
    },
  );

  it("may name its upstream's id as well", async () => {
    const { render, vendor } = createWorld();
    vendor.onPoll = () => ({ id: "upstream_9", task_id: "task-1", status: "succeeded", video_url: url });
    expect((await render(board("3hei"), { formats: formatSupportOf })).totals).toMatchObject({ succeeded: 1 });
  });
});
