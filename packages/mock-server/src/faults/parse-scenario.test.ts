import { expect, test } from "vitest";
import { parseScenario } from "./parse-scenario.ts";
import { ScenarioError } from "./scenario-error.ts";

test("reads rules", () => {
  const text = `
rules:
  - fault: rate_limited
    match: { operation: submit, nth: [1, 2] }
    with: { retryAfter: 5 }
  - { fault: clip_cut, times: 1 }
`;
  expect(parseScenario(text)).toEqual({
    rules: [
      { fault: "rate_limited", match: { operation: "submit", nth: [1, 2] }, with: { retryAfter: 5 } },
      { fault: "clip_cut", times: 1 },
    ],
  });
});

test("names every mistake with its place", () => {
  const text = `rules:
  - fault: rate_limitted
    match: { nth: two }
  - times: -1
    whith: {}
rule: 1
`;
  const problems = (): readonly string[] => {
    try {
      parseScenario(text, "chaos.yaml");
      return [];
    } catch (error) {
      return error instanceof ScenarioError ? error.problems : [String(error)];
    }
  };
  expect(problems()).toEqual([
    "chaos.yaml:6:7 rule is unknown",
    expect.stringMatching(/^chaos\.yaml:2:12 fault must be one of rate_limited, /),
    "chaos.yaml:3:19 nth must be a whole number or a list of them",
    "chaos.yaml:4:5 `fault` is missing",
    "chaos.yaml:4:12 times must be a whole number",
    "chaos.yaml:5:12 whith is unknown; known are fault, match, times, limit, with",
  ]);
});

const bomb = ["a: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"];
for (let level = 1; level < 9; level += 1) {
  bomb.push(`b${level}: &a${level} [${Array.from({ length: 10 }, () => `*a${level - 1}`).join(", ")}]`);
}

test.each([
  ["aliases of aliases", bomb.join("\n"), /^s\.yaml:5:9 aliases multiply this scenario into more than 100,000 values$/],
  ["very many aliases", `a: &a 1\nb: [${"*a, ".repeat(1001)}]`, /^s\.yaml:2:\d+ a scenario has at most 1000 aliases$/],
  ["an alias within its own anchor", "a: &a [*a]", /^s\.yaml:1:8 the anchor &a is not defined before this$/],
  ["an alias of nothing", "rules: [*a]", /^s\.yaml:1:9 /],
  [
    "65 levels",
    `rules: ${"[".repeat(65)}${"]".repeat(65)}`,
    /^s\.yaml:1:72 lists and maps are nested more than 64 levels deep$/,
  ],
  ["100,000 levels", `rules: ${"[".repeat(100_000)}`, /^s\.yaml:1:\d+ /],
  ["a key that is set twice", "rules: []\nrules: []", /^s\.yaml:2:1 the key "rules" is set twice$/],
  ["a key of the machinery", "__proto__: { rules: [] }\nrules: []", /^s\.yaml:1:12 __proto__ is unknown/],
])("refuses %s at its place", (_, text, message) => {
  expect(() => parseScenario(text, "s.yaml")).toThrow(ScenarioError);
  expect(() => parseScenario(text, "s.yaml")).toThrow(message);
});

test("takes anchors, aliases and merge keys as YAML has them", () => {
  const text = "rules:\n  - &a { fault: clip_cut, times: 1 }\n  - <<: *a\n    times: 2\n";
  expect(parseScenario(text).rules).toEqual([
    { fault: "clip_cut", times: 1 },
    { fault: "clip_cut", times: 2 },
  ]);
});

test("names the place of YAML that cannot be read", () => {
  expect(() => parseScenario("rules: [", "broken.yaml")).toThrow(/^broken\.yaml:1:\d+ /);
  expect(() => parseScenario("- 1")).toThrow("a scenario must be a map");
  expect(() => parseScenario("")).toThrow("a scenario must be a map");
});
