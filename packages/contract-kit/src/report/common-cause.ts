import type { JsonValue } from "@shotlist/schema";
import { casesOf } from "../case/cases-of.ts";
import type { CaseResult, ContractReport } from "./report.ts";

const longestValue = 60;
const mostCauses = 3;

/**
 * What every wrongly refused body has and no accepted body has, such as `/ratio is "16:9"`: most likely why so many
 * documented bodies were refused at once. Empty where nothing sets them apart.
 */
export function commonCauses(report: ContractReport, refused: readonly CaseResult[]): readonly string[] {
  if (refused.length < 2) return [];
  const bodies = new Map(
    casesOf(report.format).flatMap(({ id, request }) =>
      "body" in request && request.body !== undefined ? [[id, request.body] as const] : [],
    ),
  );
  const featuresOf = ({ id }: CaseResult): ReadonlySet<string> => features(bodies.get(id) ?? null);
  const [first = new Set<string>(), ...others] = refused.map((result) => featuresOf(result));
  const shared = [...first].filter((feature) => others.every((other) => other.has(feature)));
  const accepted = report.results.filter(({ verdict, findings }) => verdict === "pass" && findings.length === 0);
  const innocent = new Set(
    accepted.filter(({ id }) => id.includes("/accepts-")).flatMap((result) => [...featuresOf(result)]),
  );
  return shared.filter((feature) => !innocent.has(feature)).slice(0, mostCauses);
}

function features(value: JsonValue, path = ""): ReadonlySet<string> {
  if (typeof value === "object" && value !== null) {
    const entries: readonly (readonly [string, JsonValue])[] = Object.entries(value);
    return new Set(
      entries.flatMap(([key, member]) => {
        // Entries of an array are alike: which of them it is says nothing.
        const place = `${path}/${Array.isArray(value) ? "*" : key}`;
        return [...features(member, place), `${place} is given`];
      }),
    );
  }
  const text = JSON.stringify(value);
  return new Set(text.length > longestValue ? [] : [`${path} is ${text}`]);
}
