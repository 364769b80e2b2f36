import { factsOf, rulesOf, validateMessage } from "@shotlist/schema";
import type { FormatId, JsonValue } from "@shotlist/schema";
import { fixturesOf } from "@shotlist/schema/fixtures";
import type { Fixture } from "@shotlist/schema/fixtures";
import { exampleBodies } from "../../case/example-bodies.ts";
import type { Mutant } from "./mutant.ts";
import { changeRequests } from "./tamper.ts";

const message = "submit.request";

/** Endpoints that forget one rule of a submit, and endpoints that refuse one documented value. */
export function verdictMutants(format: FormatId): readonly Mutant[] {
  const fixtures = fixturesOf(format).filter((fixture) => fixture.message === message);
  const rules = rulesOf(format, message).filter(({ level }) => level === "reject");
  return [
    ...rules.flatMap(({ id, description }) =>
      isBrokenAlone(format, id, fixtures) ? [forgets(format, id, description)] : [],
    ),
    ...fixtures.flatMap((fixture) =>
      refuses(
        format,
        fixture,
        rules.map(({ id }) => id),
      ),
    ),
  ];
}

/** Without a body that breaks this rule and no other, forgetting it changes no verdict. */
function isBrokenAlone(format: FormatId, rule: string, fixtures: readonly Fixture[]): boolean {
  return fixtures.some(
    ({ body }) => brokenBy(format, body).every((one) => one === rule) && brokenBy(format, body).length > 0,
  );
}

function brokenBy(format: FormatId, body: JsonValue): readonly string[] {
  const verdict = validateMessage(format, message, body);
  return verdict.ok ? [] : verdict.errors.map(({ rule }) => rule);
}

function forgets(format: FormatId, rule: string, description: string): Mutant {
  const [instead = null] = exampleBodies(format);
  return {
    id: `forgets ${rule}`,
    format,
    deviation: `takes bodies that break: ${description}`,
    origin: "derived from a rule",
    namedAs: [`${message}: ${rule}`],
    cases: [`submit.request/${rule}/*`],
    wrap: (inner) =>
      changeRequests(format, inner, ({ operation, body }) => {
        if (operation !== "submit" || body === undefined) return undefined;
        const broken = brokenBy(format, body);
        return broken.length > 0 && broken.every((one) => one === rule) ? { send: instead } : undefined;
      }),
  };
}

/** Bodies at a bound or an enum's member are named `<rule>: <value>`. */
function refuses(format: FormatId, { name, breaks }: Fixture, rules: readonly string[]): readonly Mutant[] {
  const rule = rules.find((id) => name.startsWith(`${id}: `));
  if (rule === undefined || breaks !== undefined) return [];
  const value = name.slice(rule.length + 2);
  const key = rule.split(".").at(-2) ?? "";
  const { httpStatus = 400, code = "invalid" } =
    factsOf(format).errors.find(({ occasion }) => occasion === "invalid_request") ?? {};
  return [
    {
      id: `refuses ${key} ${value}`,
      format,
      deviation: `refuses the documented value ${value} of ${key}`,
      origin: "derived from a rule",
      namedAs: [`${message}: ${rule}`],
      cases: [`submit.request/${rule}/*`],
      wrap: (inner) =>
        changeRequests(format, inner, ({ operation, body }) =>
          operation === "submit" && body !== undefined && holds(body, key, value)
            ? { answer: { status: httpStatus, body: { error: { code, message: "no" }, code, message: "no" } } }
            : undefined,
        ),
    },
  ];
}

function holds(body: JsonValue, key: string, value: string): boolean {
  if (typeof body !== "object" || body === null) return false;
  return Object.entries(body).some(
    ([name, member]: readonly [string, JsonValue]) =>
      (name === key && JSON.stringify(member) === value) || holds(member, key, value),
  );
}
