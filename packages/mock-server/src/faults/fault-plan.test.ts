import { present } from "@shotlist/schema";
import { expect, test } from "vitest";
import { createFaultPlan } from "./fault-plan.ts";
import type { FaultOccasion } from "./fault-plan.ts";
import type { RuleMatch } from "./scenario.ts";

const occasion: FaultOccasion = {
  place: "submit",
  format: "one",
  taskId: undefined,
  header: (name) => (name === "x-tenant" ? "a" : undefined),
  clip: () => ({ model: "fast", prompt: "a cat on a mat" }),
};

function firings(
  match: RuleMatch,
  { seed = "seed", rounds = 6, times }: { seed?: string; rounds?: number; times?: number } = {},
) {
  const plan = createFaultPlan(seed, {
    rules: [{ fault: "overloaded", match, ...present({ times }) }],
  });
  return Array.from({ length: rounds }, (_, index) => (plan.strike(occasion) === undefined ? 0 : index + 1)).filter(
    Boolean,
  );
}

test.each<[RuleMatch, boolean]>([
  [{}, true],
  [{ format: "one", operation: "submit", model: "fast" }, true],
  [{ format: "two" }, false],
  [{ operation: "poll" }, false],
  [{ model: "slow" }, false],
  [{ prompt: "cat" }, true],
  [{ prompt: "cat*mat" }, true],
  [{ prompt: "mat*cat" }, false],
  [{ taskId: "task" }, false],
  [{ headers: { "X-Tenant": "a" } }, true],
  [{ headers: { "x-tenant": "b" } }, false],
])("%o strikes: %s", (match, strikes) => {
  expect(firings(match).length > 0).toBe(strikes);
});

test("nth counts the requests that match otherwise", () => {
  expect(firings({ nth: 2 })).toEqual([2]);
  expect(firings({ nth: [1, 4] })).toEqual([1, 4]);
});

test("times limits how often a rule strikes", () => {
  expect(firings({}, { times: 2 })).toEqual([1, 2]);
  expect(firings({}, { times: 0 })).toEqual([]);
});

test("a probability gives the same strikes under the same seed, and others under another", () => {
  const half = firings({ probability: 0.5 }, { rounds: 400 });
  expect(half.length).toBeGreaterThan(150);
  expect(half.length).toBeLessThan(250);
  expect(firings({ probability: 0.5 }, { rounds: 400 })).toEqual(half);
  expect(firings({ probability: 0.5 }, { rounds: 400, seed: "other" })).not.toEqual(half);
  expect(firings({ probability: 0 })).toEqual([]);
});

test("the first of several rules strikes, and only where its fault can", () => {
  const plan = createFaultPlan("seed", {
    rules: [{ fault: "clip_missing" }, { fault: "no_balance" }, { fault: "overloaded" }],
  });
  expect(plan.strike(occasion)?.fault.name).toBe("no_balance");
  expect(plan.rules().map(({ struck }) => struck)).toEqual([0, 1, 0]);
  plan.remove(2);
  expect(plan.strike(occasion)?.fault.name).toBe("overloaded");
  plan.clear();
  expect(plan.strike(occasion)).toBeUndefined();
});

test("a limit lets as many requests pass in each window, and reports when the window ends", () => {
  let nowMs = 0;
  const rule = { fault: "rate_limited", limit: { requests: 2, seconds: 60 } };
  const plan = createFaultPlan("seed", { rules: [rule] }, () => nowMs);
  const strike = (): unknown => plan.strike(occasion)?.settings.retryAfter;
  expect([strike(), strike(), strike()]).toEqual([undefined, undefined, 60]);
  nowMs = 45_500;
  expect(strike()).toBe(15);
  nowMs = 60_000;
  expect([strike(), strike(), strike()]).toEqual([undefined, undefined, 60]);
  const [inForce] = plan.rules();
  expect(inForce?.struck).toBe(3);
});

test("a limit counts only what the rule is about, and its own words win", () => {
  const match = { headers: { "x-tenant": "b" } };
  const plan = createFaultPlan("seed", {
    rules: [
      { fault: "rate_limited", match, limit: { requests: 0, seconds: 1 } },
      { fault: "rate_limited", limit: { requests: 0, seconds: 1 }, with: { retryAfter: "soon" } },
    ],
  });
  expect(plan.strike(occasion)?.settings.retryAfter).toBe("soon");
});

test.each<readonly [rule: unknown, message: string]>([
  [{ fault: "overloded" }, "fault must be one of"],
  [{ fault: "overloaded", macth: {} }, "macth is unknown"],
  [{ fault: "overloaded", match: { modle: "x" } }, "modle is unknown"],
  [{ fault: "overloaded", with: { retryafter: 5 } }, "retryafter is unknown"],
  [{ fault: "overloaded", with: { retryAfter: "1\r\nx: y" } }, "retryAfter must be seconds"],
  [{ fault: "overloaded", with: { status: 1000 } }, "status must be an HTTP status"],
  [{ fault: "canned_answer", with: { headers: { "content-length": "5" } } }, "headers must map"],
  [{ fault: "rate_limited", limit: { requests: 5 } }, "limit must be a map"],
])("a rule that cannot be, %j, is refused however it comes", (rule, message) => {
  // @ts-expect-error -- as plain JavaScript may give it
  expect(() => createFaultPlan("seed", { rules: [rule] })).toThrow(message);
  // @ts-expect-error -- as plain JavaScript may give it
  expect(() => createFaultPlan("seed").add(rule)).toThrow(message);
});
