import { rulesOf } from "@shotlist/schema";
import type { ErrorOccasion, FormatRef, JsonValue, Rule } from "@shotlist/schema";
import { fixturesOf } from "@shotlist/schema/fixtures";
import type { Fixture } from "@shotlist/schema/fixtures";
import { contractOf } from "@shotlist/schema/contracts";
import type { Case, Expectation } from "./case.ts";
import { namesEarlierTask } from "./earlier-task.ts";
import { nearestAccepted } from "./nearest-accepted.ts";
import { slugOf } from "./slug.ts";

const message = "submit.request";

/** A case for each body that the format's fixtures hold: accepted ones, refused ones, and those just inside a rule. */
export function fixtureCases(format: FormatRef): readonly Case[] {
  const rules = new Map(rulesOf(format, message).map((rule) => [rule.id, rule]));
  return fixturesOf(format)
    .filter((fixture) => fixture.message === message)
    .flatMap((fixture) => {
      const broken = fixture.breaks === undefined ? undefined : rules.get(fixture.breaks);
      if (broken === undefined) return [acceptingCase(format, fixture, rules)];
      return [breakingCase(format, fixture, broken), ...insideCases(format, fixture, broken)];
    });
}

function acceptingCase(format: FormatRef, fixture: Fixture, rules: ReadonlyMap<string, Rule>): Case {
  const { name, body, provenance, expectsAdvice = [] } = fixture;
  // Bodies at a bound or an enum's member are named after the rule that states it.
  const rule = [...rules.values()].find(({ id }) => name.startsWith(`${id}: `));
  const advised = expectsAdvice.length > 0 || namesEarlierTask(format, body);
  return {
    id: `${message}/${rule?.id ?? "examples"}/accepts-${slugOf(rule === undefined ? name : name.slice(rule.id.length + 2))}`,
    format,
    operation: "submit",
    title: rule === undefined ? `accepts ${name}` : `accepts ${name.slice(rule.id.length + 2)} at ${rule.id}`,
    ...(rule === undefined ? {} : { rule: `${message}: ${rule.id}` }),
    provenance,
    level: advised ? "advice" : "reject",
    request: { kind: "call", operation: "submit", key: "valid", body },
    expectation: advised ? { kind: "either" } : { kind: "accepted" },
    bills: true,
  };
}

function breakingCase(format: FormatRef, { name, body }: Fixture, rule: Rule): Case {
  return {
    id: `${message}/${rule.id}/refuses-${slugOf(name)}`,
    format,
    operation: "submit",
    title:
      rule.level === "reject"
        ? `refuses a body that breaks: ${rule.description}`
        : `answers a body that breaks: ${rule.description}`,
    rule: `${message}: ${rule.id}`,
    provenance: rule.provenance,
    level: rule.level,
    request: { kind: "call", operation: "submit", key: "valid", body },
    expectation: expectationOf(format, rule, body),
    bills: true,
  };
}

function expectationOf(format: FormatRef, rule: Rule, body: JsonValue): Expectation {
  if (rule.level === "advice") return { kind: "either" };
  const models = contractOf(format).places.model.map((place) => place.slice(1).replaceAll("/", "."));
  const isModel = models.some((model) => rule.id.startsWith(`${model}.`));
  const occasions: readonly ErrorOccasion[] = namesEarlierTask(format, body) ? ["unknown_task"] : [];
  return {
    kind: "refused",
    occasions: [...(isModel ? (["unknown_model"] as const) : []), "invalid_request", ...occasions],
  };
}

function insideCases(format: FormatRef, { name, body }: Fixture, rule: Rule): readonly Case[] {
  return nearestAccepted(format, body).map((nearest, index) => ({
    id: `${message}/${rule.id}/accepts-nearest-${index + 1}-${slugOf(name)}`,
    format,
    operation: "submit",
    title: `accepts a value at the limit: ${rule.description}`,
    rule: `${message}: ${rule.id}`,
    provenance: rule.provenance,
    level: "reject",
    request: { kind: "call", operation: "submit", key: "valid", body: nearest },
    expectation: namesEarlierTask(format, nearest) ? { kind: "either" } : { kind: "accepted" },
    bills: true,
  }));
}
