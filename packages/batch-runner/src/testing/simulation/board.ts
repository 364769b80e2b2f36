import type { Estimate, Plan, PlannedTake, Reference } from "@shotlist/core";
import { aPlan, aProvider, aTake } from "../plans.ts";
import type { Chance } from "./chance.ts";
import { baseUrl } from "./vendor.ts";
import type { Dialect } from "./wire-shape.ts";

/** What a world is asked to render, and within which limits. */
export interface Board {
  readonly plan: Plan;
  /** Of one clip; every clip of a world costs the same. */
  readonly price: number | undefined;
  readonly currency: "CNY";
  readonly runBudget: number | undefined;
  readonly maxTasks: number | undefined;
  /** What the provider may cost in any 24 hours. */
  readonly dayCap: number | undefined;
}

const currency = "CNY";
const perMillionTokens = 10;

/** Draws a storyboard: a few shots, some of them twice, some continuing others, with or without a price and a budget. */
export function drawBoard(dialect: Dialect, chance: Chance, limits: Chance, mostTakes: number = 5): Board {
  const { format } = dialect;
  const count = chance.between(1, mostTakes);
  const drawnPrice = chance.percent(70) ? chance.pick([1, 2.5]) : undefined;
  // Where tasks say how much they used, half of the worlds are billed by that.
  const isMetered = drawnPrice !== undefined && dialect.tokens !== undefined && limits.percent(50);
  const price = isMetered ? (perMillionTokens * (dialect.tokens ?? 0)) / 1_000_000 : drawnPrice;
  const estimate: Estimate = price === undefined ? { kind: "unknown" } : { kind: "exact", amount: price, currency };
  const storyboardBudget = price !== undefined && chance.percent(50) ? price * chance.between(1, count) : undefined;
  const dayCap = price !== undefined && limits.percent(35) ? price * limits.between(1, count) : undefined;
  const takes: PlannedTake[] = [];
  for (let index = 0; index < count; index += 1) {
    const before = takes.length > 0 && chance.percent(25) ? chance.pick(takes) : undefined;
    const isTwin = before !== undefined && chance.percent(50);
    takes.push(isTwin ? twinOf(before, index) : drawTake(dialect, { index, before, estimate }));
  }
  const provider = aProvider({
    format,
    baseUrl,
    concurrency: chance.between(1, Math.ceil(mostTakes / 2)),
    list: true,
    ...(dayCap === undefined ? {} : { caps: { perDay: { amount: dayCap, currency } } }),
    ...(isMetered ? { price: { currency, perMillionTokens } } : {}),
    deadlineMs: chance.pick([120_000, 3_600_000]),
    ...(chance.percent(30) ? { requestsPerMinute: chance.between(6, 30) } : {}),
  });
  return {
    plan: aPlan(takes, {
      providers: [provider],
      ...(storyboardBudget === undefined ? {} : { budget: { amount: storyboardBudget, currency } }),
    }),
    price,
    currency,
    runBudget: price !== undefined && chance.percent(30) ? price * chance.between(1, count) : undefined,
    maxTasks: chance.percent(15) ? chance.between(1, count) : undefined,
    dayCap,
  };
}

/** Another cell with the same digest: it shares the paid task. */
function twinOf(before: PlannedTake, index: number): PlannedTake {
  const id = `shot-${index}`;
  return { ...before, id, slug: id, shot: id, output: `board/${id}.mp4` };
}

function drawTake(
  { facts, format }: Dialect,
  { index, before, estimate }: { index: number; before: PlannedTake | undefined; estimate: Estimate },
): PlannedTake {
  const model = facts.models[0];
  const continues = before !== undefined && model?.roles.first_frame?.forms.includes("data") === true;
  const references: readonly Reference[] = continues
    ? [{ kind: "image", role: "first_frame", media: { from: "take", take: before.id, what: "lastFrame" } }]
    : [];
  return aTake(`shot-${index}`, {
    format,
    model: model?.id ?? "model",
    estimate,
    dependsOn: before === undefined ? [] : [before.id],
    asked: {
      prompt: [`marker-${index}-end`],
      model: model?.id ?? "model",
      duration: 5,
      resolution: "720p",
      ...(continues ? {} : { ratio: "16:9" }),
      references,
      audio: false,
    },
  });
}
