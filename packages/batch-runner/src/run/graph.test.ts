import type { PlannedTake, Reference } from "@shotlist/core";
import { describe, expect, it } from "vitest";
import { joinPlan } from "../join/join-plan.ts";
import { aPlan, aProvider, aTake } from "../testing/plans.ts";
import { createWorld } from "../testing/world.ts";

const frameOf = (take: string): Reference => ({
  kind: "image",
  role: "first_frame",
  media: { from: "take", take, what: "lastFrame" },
});

function chained(id: string, before: string): PlannedTake {
  const { asked } = aTake(id);
  return aTake(id, { dependsOn: [before], asked: { ...asked, references: [frameOf(before)] } });
}

function edited(prompt: string): PlannedTake {
  return aTake("reveal", { asked: { ...aTake("reveal").asked, prompt: [prompt] } });
}

describe("takes that depend on others", () => {
  it("wait for the clip they need, and get its last frame", async () => {
    const { render, vendor } = createWorld();
    const plan = aPlan([aTake("reveal"), chained("detail", "reveal")]);
    const report = await render(plan);
    expect(report.totals).toMatchObject({ succeeded: 2 });
    expect(vendor.tasks[1]?.body["media"]).toEqual([expect.stringMatching(/^data:image\/png;base64,/u)]);
  });

  it("get a link fresh from a poll where the format takes no bytes", async () => {
    const { render, vendor } = createWorld();
    const { plainFormat } = await import("../testing/plain-format.ts");
    const plan = aPlan([aTake("reveal"), chained("detail", "reveal")]);
    await render(plan, { formats: () => ({ ...plainFormat, mediaForms: () => ["url"] }) });
    expect(vendor.tasks[1]?.body["media"]).toEqual([
      expect.stringMatching(/^https:\/\/vendor\.example\.com\/files\/task-1\.png/u),
    ]);
  });

  it("get a frame cut from the clip where the vendor returns none", async () => {
    const { render, vendor } = createWorld();
    vendor.onPoll = (task) => ({ status: "succeeded", url: `https://vendor.example.com/files/${task?.id}.mp4` });
    const plan = aPlan([aTake("reveal"), chained("detail", "reveal")]);
    const cut: Uint8Array[] = [];
    const frameCutter = {
      lastFrame: (mp4: Uint8Array) => {
        cut.push(mp4);
        return Promise.resolve({ png: new TextEncoder().encode("the last picture") });
      },
    };
    const report = await render(plan, { frameCutter });
    expect(report.totals).toMatchObject({ succeeded: 2 });
    expect(cut).toHaveLength(1);
    expect(vendor.tasks[1]?.body["media"]).toEqual([`data:image/png;base64,${btoa("the last picture")}`]);
  });

  it("fail before anything is submitted for them where no frame is available", async () => {
    const { render, vendor } = createWorld();
    vendor.onPoll = (task) => ({ status: "succeeded", url: `https://vendor.example.com/files/${task?.id}.mp4` });
    const plan = aPlan([aTake("reveal"), chained("detail", "reveal")]);
    const report = await render(plan, {
      frameCutter: { lastFrame: () => Promise.resolve({ problem: "no-cutter" }) },
    });
    expect(report.takes[1]).toMatchObject({
      status: "failed",
      error: { code: "dependency_unavailable", hint: expect.stringContaining("ffmpeg") },
    });
    expect(vendor.tasks).toHaveLength(1);
  });

  it("report in ffmpeg's own words why no frame could be cut", async () => {
    const { render, vendor } = createWorld();
    vendor.onPoll = (task) => ({ status: "succeeded", url: `https://vendor.example.com/files/${task?.id}.mp4` });
    const words = "clip.mp4: Invalid data found when processing input";
    const report = await render(aPlan([aTake("reveal"), chained("detail", "reveal")]), {
      frameCutter: { lastFrame: () => Promise.resolve({ problem: "failed", words }) },
    });
    expect(report.takes[1]?.error).toMatchObject({
      message: `The last frame of reveal is not available: the vendor gives no valid link to it, and ffmpeg cannot cut it from the clip: ${words}`,
      hint: "Use a file in the shot, or render reveal again.",
    });
  });

  it("are blocked by a failure, and nothing else is", async () => {
    const { render, vendor } = createWorld();
    vendor.onPoll = (task) =>
      String(task?.body["prompt"]).includes("reveal")
        ? { status: "failed", message: "no" }
        : { status: "succeeded", url: `https://vendor.example.com/files/${task?.id}.mp4` };
    const report = await render(
      aPlan([aTake("reveal"), chained("detail", "reveal"), chained("end", "detail"), aTake("other")]),
    );
    expect(report.takes.map(({ status }) => status)).toEqual(["failed", "blocked", "blocked", "succeeded"]);
    expect(vendor.tasks).toHaveLength(2);
  });

  it("come after the longest way is under way", async () => {
    const { render, vendor } = createWorld();
    const plan = aPlan([aTake("alone"), aTake("reveal"), chained("detail", "reveal")], {
      providers: [aProvider({ concurrency: 1 })],
    });
    await render(plan);
    expect(vendor.tasks.map(({ body }) => body["prompt"])).toEqual([
      '["a clip of reveal"]',
      '["a clip of alone"]',
      '["a clip of detail"]',
    ]);
  });

  it("come along when only they are asked for", async () => {
    const { render, vendor } = createWorld();
    const plan = aPlan([aTake("alone"), aTake("reveal"), chained("detail", "reveal")]);
    const report = await render(plan, { only: ({ id }) => id === "detail" });
    expect(report.takes.map(({ id }) => id)).toEqual(["reveal", "detail"]);
    expect(vendor.tasks).toHaveLength(2);
  });
});

describe("takes of one digest", () => {
  const asked = aTake("reveal").asked;
  const twins = [aTake("reveal"), aTake("reveal[lang=en]", { asked, output: "board/reveal-en.mp4" })];

  it("are paid for once, and each has its file", async () => {
    const { render, vendor, store } = createWorld();
    const report = await render(aPlan(twins));
    expect(report.totals).toMatchObject({ takes: 2, succeeded: 2 });
    expect(vendor.tasks).toHaveLength(1);
    expect([...store.files.keys()]).toEqual([
      "/boards/renders/board/reveal.mp4",
      "/boards/renders/board/reveal-en.mp4",
    ]);
  });

  it("are paid for once across storyboards and runs", async () => {
    const { render, vendor } = createWorld();
    await render(aPlan([aTake("reveal")]));
    const other = aPlan([aTake("opening", { asked, storyboard: "other" })], {
      storyboard: "other",
      file: "/boards/other.yaml",
    });
    const report = await render(other);
    expect(report.totals).toMatchObject({ cached: 1 });
    expect(report.takes[0]?.file).toBe("/boards/renders/board/opening.mp4");
    expect(vendor.tasks).toHaveLength(1);
  });

  it("are paid for in every realm by itself", async () => {
    const { render, vendor } = createWorld();
    await render(aPlan([aTake("reveal")]));
    const realm = "live:https://relay.example.com" as const;
    const elsewhere = aProvider({ realm, baseUrl: "https://relay.example.com" });
    const report = await render(aPlan([aTake("reveal", { realm })], { providers: [elsewhere] }));
    expect(report.totals).toMatchObject({ succeeded: 1 });
    expect(vendor.tasks).toHaveLength(2);
  });

  it("are refused by the state of another realm class", async () => {
    const { render, vendor } = createWorld();
    const mock = aPlan([aTake("reveal", { realm: "mock" })], { providers: [aProvider({ realm: "mock" })] });
    await expect(render(mock)).rejects.toMatchObject({ code: "realm_mismatch" });
    expect(vendor.requests).toHaveLength(0);
  });
});

describe("a shot that was edited", () => {
  it("is stale, and the reason names what changed and where", async () => {
    const { render, state } = createWorld();
    await render(aPlan([aTake("reveal")]));
    const [joined] = await joinPlan([aPlan([edited("another clip")])], state);
    expect(joined).toMatchObject({ action: "stale", reason: "shots[0].prompt, board.yaml:4:5" });
  });

  it("is left unless it is allowed, and then a new version is added to the old one", async () => {
    const { render, vendor, ledger } = createWorld();
    await render(aPlan([aTake("reveal")]));
    const report = await render(aPlan([edited("another clip")]));
    expect(report.takes[0]).toMatchObject({ status: "left", error: { code: "stale" } });
    expect(vendor.tasks).toHaveLength(1);
    await render(aPlan([edited("another clip")]), { allowStale: true });
    expect((await ledger.versions({ storyboard: "board", take: "reveal" })).map(({ number }) => number)).toEqual([
      1, 2,
    ]);
  });

  it("costs nothing when it is edited back", async () => {
    const { render, vendor } = createWorld();
    await render(aPlan([aTake("reveal")]));
    await render(aPlan([edited("another clip")]), { allowStale: true });
    const report = await render(aPlan([aTake("reveal")]));
    expect(report.totals).toMatchObject({ cached: 1 });
    expect(vendor.tasks).toHaveLength(2);
  });
});

describe("a plan and the ledger", () => {
  it("says for each take what a run would do", async () => {
    const { render, state, vendor } = createWorld();
    const first = aPlan([aTake("here"), aTake("lost-answer"), aTake("bad")], {
      providers: [aProvider({ concurrency: 1 })],
    });
    vendor.onSubmit = (nth) => (nth === 2 ? "lost-answer" : nth === 3 ? { status: 400 } : undefined);
    await render(first);
    const takes = [
      ...first.takes,
      aTake("new"),
      chained("after-here", "here"),
      chained("after-new", "new"),
      chained("after-bad", "bad"),
    ];
    const joined = await joinPlan([aPlan(takes)], state);
    expect(joined.map(({ take, action }) => `${take.id} ${action}`)).toEqual([
      "here cached",
      "lost-answer uncertain",
      "bad failed",
      "new render",
      "after-here render",
      "after-new waiting",
      "after-bad blocked",
    ]);
  });
});
