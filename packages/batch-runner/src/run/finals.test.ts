import { draftNameOf, type Plan, type PlannedTake } from "@shotlist/core";
import { expect, test } from "vitest";
import { judgeTakes } from "../decide/judge-takes.ts";
import { deliverChoice } from "../decide/deliver-choice.ts";
import { retryTakes } from "../decide/retry-takes.ts";
import { draftStandings, type DraftStanding } from "../join/draft-standing.ts";
import { draftFormat, draftLifeMs } from "../testing/draft-format.ts";
import { createMemoryLockFiles } from "../testing/memory-lock-files.ts";
import { aPlan, aTake } from "../testing/plans.ts";
import { createWorld, type World } from "../testing/world.ts";
import type { RunOptions } from "../work/options.ts";

const reveal = aTake("reveal");
const finals = aPlan([reveal]);

function draftOf(take: PlannedTake): PlannedTake {
  return aTake(take.id, {
    ...take,
    storyboard: draftNameOf(take.storyboard),
    digest: take.digest.replace(/^.{4}/u, "d4af"),
    asked: { ...take.asked, draft: true, resolution: "480p" },
  });
}

function draftsOf(plan: Plan): Plan {
  const takes = plan.takes.map(draftOf);
  const forms = Object.fromEntries(takes.map(({ id }) => [id, "draft"] as const));
  const drafts = { of: plan.storyboard, forms, without: [] };
  return { ...plan, storyboard: draftNameOf(plan.storyboard), outputDir: "renders-draft", takes, drafts };
}

const drafts = draftsOf(finals);
const withDrafts = { formats: () => draftFormat, drafts: [drafts] } satisfies Partial<RunOptions>;
const plainly = { formats: () => draftFormat } satisfies Partial<RunOptions>;

/** A world in which the draft is rendered. */
async function drafted(lockFiles = createMemoryLockFiles()): Promise<World> {
  const world = createWorld();
  await world.render(drafts, { ...plainly, lockFiles });
  return world;
}

function judge(world: World, verdict: "approved" | "rejected", permits = [reveal.digest]): Promise<unknown> {
  const key = { storyboard: drafts.storyboard, take: "reveal" };
  return judgeTakes(world.state, [key], { verdict, permitsOf: () => permits });
}

function bodies(world: World): readonly unknown[] {
  return world.vendor.tasks.map(({ body }) => body);
}

async function standing(world: World, plan = finals, of = drafts): Promise<DraftStanding | undefined> {
  const surroundings = { state: world.state, formatOf: () => draftFormat, now: world.clock.now() };
  return (await draftStandings([plan], [of], surroundings)).get("board/reveal");
}

test("an approved final is made from its draft, under the digest of the plain one, and nothing is bought again", async () => {
  const world = await drafted();
  await judge(world, "approved");
  const report = await world.render(finals, withDrafts);
  expect(report).toMatchObject({ ok: true, submitted: 1, takes: [{ id: "reveal", status: "succeeded" }] });
  expect(bodies(world)).toMatchObject([
    { draft: true, resolution: "480p" },
    { draft_task: "task-1", prompt: "[]" },
  ]);
  for (const options of [withDrafts, plainly]) {
    expect(await world.render(finals, options)).toMatchObject({ submitted: 0, totals: { cached: 1 } });
  }
  expect(await world.render(drafts, plainly)).toMatchObject({ submitted: 0, totals: { cached: 1 } });
});

test.each([
  ["there is no draft", async () => createWorld(), "no-draft"],
  ["nobody approved it", () => drafted(), "not-approved"],
  [
    "it was rejected last",
    async () => {
      const world = await drafted();
      await judge(world, "approved");
      world.clock.advance(1000);
      await judge(world, "rejected");
      return world;
    },
    "rejected",
  ],
  [
    "the approval is of another clip of the shot",
    async () => {
      const world = await drafted();
      await judge(world, "approved", ["e".repeat(64)]);
      return world;
    },
    "changed",
  ],
  [
    "a newer draft than the approved one counts",
    async () => {
      const world = await drafted();
      await judge(world, "approved");
      await retryTakes(world.state, { takes: [{ storyboard: drafts.storyboard, take: "reveal" }] });
      await world.render(drafts, plainly);
      return world;
    },
    "not-approved",
  ],
] as const)("no final is bought where %s", async (_, prepare, approval) => {
  const world = await prepare();
  expect(await standing(world)).toMatchObject({ approval });
  const before = world.vendor.tasks.length;
  expect(await world.render(finals, withDrafts)).toMatchObject({ submitted: 0, totals: { takes: 0 } });
  expect(world.vendor.tasks).toHaveLength(before);
});

test("a draft of the shot as it was permits nothing, nor is anything made from it", async () => {
  const world = await drafted();
  await judge(world, "approved");
  const edited = aPlan([aTake("reveal", { asked: { ...reveal.asked, prompt: ["another"] } })]);
  const found = await standing(world, edited, draftsOf(edited));
  expect(found).toEqual({ approval: "changed" });
});

test("a draft of another realm permits nothing", async () => {
  const world = await drafted();
  await judge(world, "approved");
  const elsewhere = { ...finals, takes: [{ ...reveal, realm: "live:https://relay.example.com" } as const] };
  expect(await standing(world, elsewhere, draftsOf(elsewhere))).toEqual({ approval: "no-draft" });
});

test("a lapsed draft is said, and its final is made without it", async () => {
  const world = await drafted();
  await judge(world, "approved");
  expect(await standing(world)).toMatchObject({ approval: "approved", source: { taskId: "task-1", isLapsed: false } });
  world.clock.advance(draftLifeMs);
  expect(await standing(world)).toMatchObject({ approval: "approved", source: { isLapsed: true } });
  expect(await world.render(finals, withDrafts)).toMatchObject({ ok: true, submitted: 1 });
  expect(bodies(world)[1]).toMatchObject({ prompt: JSON.stringify(reveal.asked.prompt) });
  expect(bodies(world)[1]).not.toHaveProperty("draft_task");
});

test("a vendor that has dropped the draft fails the final, which is not bought without it unasked", async () => {
  const world = await drafted();
  await judge(world, "approved");
  world.vendor.onSubmit = () => ({ status: 404, body: { code: "not_found", message: "no such draft" } });
  const failed = await world.render(finals, withDrafts);
  expect(failed.takes).toMatchObject([{ status: "failed", error: { message: "no such draft", way: "without-draft" } }]);
  world.vendor.onSubmit = () => undefined;
  expect(await world.render(finals, withDrafts)).toMatchObject({ submitted: 0, totals: { failed: 1 } });
  await retryTakes(world.state, { takes: [{ storyboard: "board", take: "reveal" }] });
  expect(await world.render(finals, plainly)).toMatchObject({ submitted: 1, totals: { succeeded: 1 } });
});

test("a final whose answer was lost is held, by every kind of run", async () => {
  const world = await drafted();
  await judge(world, "approved");
  world.vendor.onSubmit = () => "lost-answer";
  expect(await world.render(finals, withDrafts)).toMatchObject({ totals: { uncertain: 1 } });
  world.vendor.onSubmit = () => undefined;
  for (const options of [withDrafts, plainly]) {
    expect(await world.render(finals, options)).toMatchObject({ submitted: 0, totals: { uncertain: 1 } });
  }
  const [attempt] = await world.ledger.attempts({ storyboard: "board" });
  expect(attempt?.intent?.seed).toBeUndefined();
});

test("drafts and finals share the budget of their storyboard", async () => {
  const estimate = { kind: "exact", amount: 1, currency: "CNY" } as const;
  const budget = { amount: 1.5, currency: "CNY" };
  const dear = aPlan([aTake("reveal", { estimate })], { budget });
  const cheap = draftsOf(dear);
  const world = createWorld();
  expect(await world.render(cheap, plainly)).toMatchObject({ submitted: 1, totals: { succeeded: 1 } });
  await judge(world, "approved");
  const report = await world.render(dear, { ...withDrafts, drafts: [cheap] });
  expect(report).toMatchObject({ submitted: 0, takes: [{ status: "left", error: { code: "budget_reached" } }] });
  expect(
    await world.render({ ...dear, budget: { ...budget, amount: 2 } }, { ...withDrafts, drafts: [cheap] }),
  ).toMatchObject({
    submitted: 1,
  });
});

test("an approval travels in the lock file of the drafts, and the final is made there from the same draft", async () => {
  const lockFiles = createMemoryLockFiles();
  const world = await drafted(lockFiles);
  await judge(world, "approved");
  await deliverChoice(world.state, drafts, [], { lockFiles });
  const fresh = createWorld({ seed: 2 });
  const there = { state: fresh.state, lockFiles, formatOf: () => draftFormat, now: fresh.clock.now() };
  for (const state of [undefined, fresh.state]) {
    const standings = await draftStandings([finals], [drafts], { ...there, state });
    expect(standings.get("board/reveal")).toMatchObject({ approval: "approved", source: { taskId: "task-1" } });
  }
  const options = { ...withDrafts, lockFiles, transport: world.vendor.transport };
  expect(await fresh.render(finals, options)).toMatchObject({ submitted: 1, totals: { succeeded: 1 } });
  expect(bodies(world)[1]).toMatchObject({ draft_task: "task-1" });
});
