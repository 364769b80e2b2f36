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
    "chaos.yaml:6:7 rule is not known here",
    expect.stringMatching(/^chaos\.yaml:2:12 fault must be one of rate_limited, /),
    "chaos.yaml:3:19 nth must be a whole number or a list of them",
    "chaos.yaml:4:5 fault is missing",
    "chaos.yaml:4:12 times must be a whole number",
    "chaos.yaml:5:12 whith is not known here; known are fault, match, times, limit, with",
  ]);
});

test("names the place of YAML that cannot be read", () => {
  expect(() => parseScenario("rules: [", "broken.yaml")).toThrow(/^broken\.yaml:1:\d+ /);
  expect(() => parseScenario("- 1")).toThrow("a scenario is a map");
  expect(() => parseScenario("")).toThrow("a scenario is a map");
});
