import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseScenario } from "./faults/parse-scenario.ts";
import { faultLibrary } from "./faults/library.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

test("the README's example is the one that runs here", () => {
  const example = readFileSync(new URL("readme-example.test.ts", import.meta.url), "utf8");
  expect(readme).toContain(`\`\`\`ts\n${example}\`\`\``);
});

test("the README's scenario can be read", () => {
  const text = /```yaml\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
  expect(parseScenario(text).rules.length).toBeGreaterThanOrEqual(3);
});

test("the README lists every fault, and no other", () => {
  const table = readme.split("what it asks of a client")[1] ?? "";
  const listed = [...table.matchAll(/^\| `([a-z_]+)` +\|/gm)].map(([, name]) => name);
  expect(listed).toEqual(faultLibrary.map(({ name }) => name));
});
