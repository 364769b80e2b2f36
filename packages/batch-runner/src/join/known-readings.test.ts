import { digestOf, type PlannedTake } from "@shotlist/core";
import { expect, test } from "vitest";
import { aPlan, aTake } from "../testing/plans.ts";
import { createWorld } from "../testing/world.ts";
import { joinPlan } from "./join-plan.ts";

const asked = aTake("reveal").asked;

/** A take that an earlier release read otherwise, under the same id or another. */
function take(id: string, over: Partial<PlannedTake> = {}): PlannedTake {
  const digest = digestOf({ format: "wisgate", take: 1, asked: over.asked ?? asked }, () => "");
  return aTake(id, { asked, digest, ...over });
}

const former = { id: "reveal[old]", asked: { ...asked, extra: { seed_mode: "fixed" } } };
const asBefore = take(former.id, { asked: former.asked });

test("a take that was rendered under a former reading is cached, with the id and the digest of then", async () => {
  const world = createWorld();
  await world.render(aPlan([asBefore]));
  const [joined] = await joinPlan([aPlan([take("reveal", { former: [former] })])], world.state);
  expect(joined).toMatchObject({ action: "cached", take: { id: former.id, digest: asBefore.digest } });
  const report = await world.render(aPlan([take("reveal", { former: [former] })]));
  expect(report.totals).toMatchObject({ cached: 1, succeeded: 0 });
  expect(world.vendor.tasks).toHaveLength(1);
});

test("what was rendered under today's reading wins, and what was rendered under none is rendered as today", async () => {
  const world = createWorld();
  const today = take("reveal", { former: [former] });
  await world.render(aPlan([today]));
  expect(await joinPlan([aPlan([today])], world.state)).toMatchObject([{ action: "cached", take: { id: "reveal" } }]);
  expect(await joinPlan([aPlan([today])], createWorld().state)).toMatchObject([
    { action: "render", take: { id: "reveal", digest: today.digest } },
  ]);
});

test("readings are computed only where a take has them", async () => {
  const world = createWorld();
  let looked = 0;
  const counted = Object.defineProperty(take("reveal"), "former", { get: () => ((looked += 1), [former]) });
  await joinPlan([aPlan([take("other"), counted])], world.state);
  expect(looked).toBe(1);
});
