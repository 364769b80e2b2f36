import type { JoinedTake, TakeAction } from "@shotlist/batch-runner";
import type { PlannedTake, Realm } from "@shotlist/core";
import { expect, test } from "vitest";
import { allowsStale, requireConsent, type Consent } from "./consent.ts";

const live = "live:https://api.example.com";
const nobody: Consent = { interactive: false, yes: false };
const budget = [{ amount: 1, currency: "CNY" }];

function joined(realm: Realm, action: TakeAction, amount = 1): readonly JoinedTake[] {
  const estimate = { kind: "exact", amount, currency: "CNY" } as const;
  // Consent looks at these alone.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const take = {
    storyboard: "launch",
    id: "reveal",
    realm,
    digest: "d",
    dependsOn: [],
    estimate,
  } as Partial<PlannedTake> as PlannedTake;
  return [{ take, action, own: action, next: "submit", reason: "" }];
}

/** Asks for consent; answers what was printed. */
async function consentTo(entries: readonly JoinedTake[], consent: Consent, answer?: string): Promise<string> {
  let printed = "";
  await requireConsent(entries, consent, {
    stderr: { write: (text) => (printed += text), isTTY: true, columns: 80 },
    ...(answer === undefined ? {} : { readAnswer: () => Promise.resolve(answer) }),
  });
  return printed;
}

test("where nobody can be asked, only submits that cost money need consent", async () => {
  for (const action of ["render", "stale"] as const) {
    await expect(consentTo(joined(live, action), nobody)).rejects.toThrow("1 task would cost money");
  }
  for (const action of ["cached", "collect", "uncertain", "missing"] as const) {
    expect(await consentTo(joined(live, action), nobody)).toBe("");
  }
  await expect(consentTo(joined(live, "missing"), { ...nobody, rebuy: true })).rejects.toThrow("1 task would cost");
  for (const realm of ["mock", "local:http://127.0.0.1:4010"] as const)
    await consentTo(joined(realm, "render"), nobody);
  await consentTo(joined(live, "render"), { ...nobody, yes: true });
  await consentTo(joined(live, "render"), { ...nobody, maxTasks: 0 });
  // No more than a budget says is ever spent, so a smaller one agrees to a part.
  await consentTo(joined(live, "render", 5), { ...nobody, budget });
});

test("at a terminal a person is asked once, unless what was typed is enough", async () => {
  const person = { ...nobody, interactive: true };
  const question = "Render 1 take for at most 5.00 CNY? [y/N] ";
  for (const answer of ["y", "Yes", " y "]) {
    expect(await consentTo(joined(live, "render", 5), person, answer)).toBe(question);
  }
  for (const answer of ["", "n", "yep", "yes please"]) {
    await expect(consentTo(joined(live, "render", 5), person, answer)).rejects.toMatchObject({
      code: "consent_refused",
      exitCode: 4,
    });
  }
  expect(await consentTo(joined(live, "render", 5), { ...person, budget }, "y")).toBe(question);
  expect(await consentTo(joined(live, "render", 1), { ...person, budget })).toBe("");
  expect(await consentTo(joined(live, "render", 5), { ...person, yes: true })).toBe("");
  expect(await consentTo(joined(live, "stale", 5), { ...person, reviewed: true }, "y")).toBe(question);
  for (const realm of ["mock", "local:http://127.0.0.1:4010"] as const) {
    expect(await consentTo(joined(realm, "render", 5), person)).toBe("");
  }
});

test("a changed shot is bought again at a terminal, within a budget, with --yes and --max-tasks, or as it was reviewed", () => {
  const stale = joined(live, "stale");
  expect(allowsStale(stale, { ...nobody, yes: true })).toBe(false);
  expect(allowsStale(stale, { ...nobody, yes: true, maxTasks: 3 })).toBe(true);
  expect(allowsStale(stale, { ...nobody, yes: true, reviewed: true })).toBe(true);
  expect(allowsStale(stale, { ...nobody, budget: [{ amount: 20, currency: "CNY" }] })).toBe(true);
  expect(allowsStale(stale, { ...nobody, interactive: true })).toBe(true);
  expect(allowsStale(joined("mock", "stale"), nobody)).toBe(true);
});
