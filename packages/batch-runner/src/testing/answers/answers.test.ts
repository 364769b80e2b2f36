import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { cancelTakes } from "../../decide/cancel-takes.ts";
import { abandonLiveAttempts, listUncertain, resolveTake, type Decision } from "../../decide/resolve-take.ts";
import { retryTakes } from "../../decide/retry-takes.ts";
import { RunnerError } from "../../failures/runner-error.ts";
import { joinPlan } from "../../join/join-plan.ts";
import { nextStep, type Deed } from "../../lifecycle/next-step.ts";
import type { AttemptStateName } from "../../lifecycle/state.ts";
import { plainFormat } from "../plain-format.ts";
import { aPlan, aTake } from "../plans.ts";
import type { World } from "../world.ts";
import { fenceOf, lookingUp, settings, usual, waysInto, worldWith, type Setting } from "./settings.ts";

const take = aTake("reveal");
const plan = aPlan([take]);
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- these are the keys of a closed record
const names = Object.keys(waysInto) as AttemptStateName[];
const states: readonly (AttemptStateName | undefined)[] = [undefined, ...names];
const file = (name: string): string => join(import.meta.dirname, `${name}.golden.txt`);

/** What the runner asked of its vendor, in its order, each once. */
function askedOf({ vendor }: World): string {
  const verbs = vendor.requests.map(({ method, url }) => {
    if (method === "POST") return "submit";
    if (url.includes("/lookup/")) return "look up";
    return url.includes("/files/") ? "fetch" : "poll";
  });
  return [...new Set(verbs)].join(", ") || "nothing";
}

async function planOf(world: World): Promise<string> {
  const [joined] = await joinPlan([plan], world.state);
  return joined === undefined ? "" : `${joined.action} (${joined.reason})`;
}

async function runOf(world: World, { canLookUp, rebuy, allowStale }: Setting): Promise<string> {
  const format = canLookUp ? lookingUp : plainFormat;
  if (canLookUp) {
    const { onPoll } = world.vendor;
    world.vendor.onPoll = (task, id) => onPoll(id.startsWith("client") ? undefined : task, id);
  }
  const report = await world.render(plan, { formats: () => format, rebuy, allowStale });
  const [{ status, error, taskId } = { status: "none", error: undefined, taskId: undefined }] = report.takes;
  const words = [status, error?.code, taskId].filter((word) => word !== undefined).join(" ");
  return `${words}; asked: ${askedOf(world)}; ledger: ${await ledgerOf(world)}`;
}

async function answersTo(state: AttemptStateName | undefined, setting: Setting): Promise<readonly string[]> {
  const world = await worldWith(take, state, setting);
  return [`plan: ${await planOf(world)}`, `run:  ${await runOf(world, setting)}`];
}

async function ledgerOf({ ledger }: World): Promise<string> {
  return (await ledger.attempts({ take: "reveal" })).map(({ state }) => state.name).join(" + ") || "empty";
}

const fresh = (state: AttemptStateName | undefined): Promise<World> => worldWith(take, state, usual);

/** What each deed asks of the vendor first. */
const firstAsked: { readonly [deed in Deed]: RegExp } = {
  submit: /^submit/u,
  watch: /^poll/u,
  collect: /^poll/u,
  "look-up": /^look up/u,
  refetch: /^poll/u,
  nothing: /^nothing$/u,
};

const allSettings = [["usual", usual] as const, ...Object.entries(settings)];
const cases = allSettings.flatMap(([title, setting]) =>
  names.filter((name) => name !== "resubmitted").map((name) => ({ title, setting, name })),
);

async function tried(work: () => Promise<string>): Promise<string> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RunnerError && "code" in error) return `refused: ${error.code}`;
    throw error;
  }
}

const textOf = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.filter((cell) => cell !== "").join("\n    ")}\n`).join("");

test.each(cases)("the next step of one that is $name is what a plan says and a run does: $title", async (one) => {
  const world = await worldWith(take, one.name, one.setting);
  const [joined] = await joinPlan([plan], world.state);
  const attempt = await world.ledger.current(take.realm, take.digest);
  const { canLookUp, clipIsHere, isChanged, allowStale } = one.setting;
  const step = nextStep(attempt?.state, {
    canLookUp,
    clip: clipIsHere ? "here" : "missing",
    mayRenderChanged: allowStale,
    ...(isChanged ? { change: joined?.reason ?? "" } : {}),
  });
  // A clip that the vendor may still have is to be fetched, whatever else is said about it.
  expect(joined?.fetch === true ? joined.reason : step.reason).toBe(joined?.reason);
  const run = await runOf(world, one.setting);
  expect(askedOf(world)).toMatch(firstAsked[step.do]);
  // Where nothing is done, it is reported as it is.
  expect(step.do === "nothing" ? run : `${step.status} ${run}`).toMatch(new RegExp(`^${step.status} `, "u"));
});

describe("an attempt in each state", () => {
  test("as a plan and a run see it", async () => {
    const rows: (readonly string[])[] = [];
    for (const state of states) {
      const answers = await answersTo(state, usual);
      rows.push([state ?? "none", ...answers]);
      for (const [title, setting] of Object.entries(settings)) {
        const others = await answersTo(state, setting);
        if (others.join("") !== answers.join("")) rows.push([`${state ?? "none"}, ${title}`, ...others]);
      }
    }
    await expect(textOf(rows)).toMatchFileSnapshot(file("planned-and-run"));
  });

  test("as another take sees it that needs it", async () => {
    const both = aPlan([take, aTake("next", { dependsOn: ["reveal"] })]);
    const rows: (readonly string[])[] = [];
    for (const setting of [usual, ...Object.values(settings)]) {
      for (const state of states) {
        const world = await worldWith(take, state, setting);
        const planned = (await joinPlan([both], world.state)).at(1);
        const report = await world.render(both, { rebuy: setting.rebuy, allowStale: setting.allowStale });
        const [reveal, next] = report.takes;
        const why = next?.error?.code ?? "";
        rows.push([`${reveal?.status}: plan ${planned?.action} (${planned?.reason}); run ${next?.status} ${why}`]);
      }
    }
    const unique = [...new Set(rows.map((row) => row.join()))].toSorted();
    await expect(textOf(unique.map((row) => [row]))).toMatchFileSnapshot(file("needed"));
  });

  test("while another process holds the ledger", async () => {
    const rows: (readonly string[])[] = [];
    for (const state of states) {
      const world = await worldWith(take, state, usual);
      await fenceOf(world, "another");
      const listed = await listUncertain(world.state);
      rows.push([state ?? "none", `plan: ${await planOf(world)}`, `to decide: ${listed.length}`]);
    }
    await expect(textOf(rows)).toMatchFileSnapshot(file("held"));
  });

  test("as people decide about it", async () => {
    const decisions: readonly Decision[] = [{ adopt: "task-9" }, { release: "task-1" }, "resubmit", "abandon"];
    const rows: (readonly string[])[] = [];
    for (const state of states) {
      const cells = [state ?? "none"];
      const world = await fresh(state);
      const [listed] = await listUncertain(world.state);
      cells.push(`to decide: ${listed === undefined ? "no" : `${listed.state} (${listed.reason})`}`);
      for (const decision of decisions) {
        const own = await fresh(state);
        const became = await tried(async () => (await resolveTake(own.state, "board/reveal", decision)).state.name);
        cells.push(`${typeof decision === "string" ? decision : Object.keys(decision)[0]}: ${became}`);
      }
      const retried = await fresh(state);
      const retry = await tried(async () => `${(await retryTakes(retried.state, { take: "reveal" })).length}`);
      cells.push(`retry: ${retry}; ledger: ${await ledgerOf(retried)}`);
      const all = await fresh(state);
      const failed = await retryTakes(all.state, { failed: true });
      cells.push(`retry what failed: ${failed.length}; ledger: ${await ledgerOf(all)}`);
      const called = await fresh(state);
      const cancelled = await called.clock.run(() =>
        cancelTakes(called.state, {
          keys: () => undefined,
          transport: called.vendor.transport,
          formats: () => plainFormat,
        }),
      );
      cells.push(`cancel: ${cancelled.map(({ outcome }) => outcome).join(" ") || "nothing"}`);
      const forgotten = await fresh(state);
      const mock = { ...forgotten.state, realmClass: "mock" as const };
      cells.push(`vendor gone: ${await abandonLiveAttempts(mock)}; ledger: ${await ledgerOf(forgotten)}`);
      rows.push(cells);
    }
    await expect(textOf(rows)).toMatchFileSnapshot(file("decided"));
  });
});
