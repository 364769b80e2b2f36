import type { JoinedTake, TakeAction } from "@shotlist/batch-runner";
import type { PlannedTake, Realm } from "@shotlist/core";
import { expect, test } from "vitest";
import { allowsStale, requireConsent, type Consent } from "./consent.ts";

const nobody: Consent = { interactive: false, yes: false };

function joined(realm: Realm, action: TakeAction): readonly JoinedTake[] {
  // Consent looks at these alone.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const take = {
    storyboard: "launch",
    id: "reveal",
    realm,
    digest: "d",
    dependsOn: [],
  } as Partial<PlannedTake> as PlannedTake;
  return [{ take, action, own: action, reason: "" }];
}

test("only submits that cost money need consent where nobody watches", () => {
  expect(() => requireConsent(joined("live:https://api.example.com", "render"), nobody)).toThrow(
    "not an interactive terminal",
  );
  expect(() => requireConsent(joined("live:https://api.example.com", "stale"), nobody)).toThrow(
    "not an interactive terminal",
  );
  for (const action of ["cached", "collect", "uncertain"] as const) {
    requireConsent(joined("live:https://api.example.com", action), nobody);
  }
  const missing = joined("live:https://api.example.com", "missing");
  requireConsent(missing, nobody);
  expect(() => requireConsent(missing, { ...nobody, rebuy: true })).toThrow("not an interactive terminal");
  for (const realm of ["mock", "local:http://127.0.0.1:4010"] as const) requireConsent(joined(realm, "render"), nobody);
  requireConsent(joined("live:https://api.example.com", "render"), { ...nobody, yes: true });
  requireConsent(joined("live:https://api.example.com", "render"), {
    ...nobody,
    budget: [{ amount: 1, currency: "CNY" }],
  });
  requireConsent(joined("live:https://api.example.com", "render"), { ...nobody, interactive: true });
});

test("a changed shot is bought anew at a terminal, within a budget, or with both --yes and --max-tasks", () => {
  const live = joined("live:https://api.example.com", "stale");
  expect(allowsStale(live, { ...nobody, yes: true })).toBe(false);
  expect(allowsStale(live, { ...nobody, yes: true, maxTasks: 3 })).toBe(true);
  expect(allowsStale(live, { ...nobody, budget: [{ amount: 20, currency: "CNY" }] })).toBe(true);
  expect(allowsStale(live, { ...nobody, interactive: true })).toBe(true);
  expect(allowsStale(joined("mock", "stale"), nobody)).toBe(true);
});
