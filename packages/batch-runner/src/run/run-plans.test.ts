import { describe, expect, it } from "vitest";
import { aPlan, aTake } from "../testing/plans.ts";
import { clipOf } from "../testing/scripted-vendor.ts";
import { createWorld } from "../testing/world.ts";

describe("a run", () => {
  it("renders every take, keeps its clip and gives it its file", async () => {
    const { render, vendor, store } = createWorld();
    const report = await render(aPlan([aTake("reveal"), aTake("detail")]));
    expect(report.totals).toMatchObject({ takes: 2, succeeded: 2 });
    expect(report.ok).toBe(true);
    expect(vendor.tasks).toHaveLength(2);
    expect(report.takes.map(({ file }) => file)).toEqual([
      "/boards/renders/board/reveal.mp4",
      "/boards/renders/board/detail.mp4",
    ]);
    expect(store.files.get("/boards/renders/board/reveal.mp4")).toEqual(Buffer.from(clipOf("task-1")));
  });

  it("submits nothing the second time", async () => {
    const { render, vendor } = createWorld();
    const plan = aPlan([aTake("reveal"), aTake("detail")]);
    await render(plan);
    const report = await render(plan);
    expect(report.totals).toMatchObject({ takes: 2, cached: 2 });
    expect(vendor.tasks).toHaveLength(2);
  });
});
