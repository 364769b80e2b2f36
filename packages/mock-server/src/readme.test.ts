import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseScenario } from "./faults/parse-scenario.ts";
import { faultLibrary } from "./faults/library.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

test.each(["readme-example", "readme-progress", "readme-scopes"])("the README has %s as it runs here", (name) => {
  const example = readFileSync(new URL(`${name}.test.ts`, import.meta.url), "utf8");
  expect(readme).toContain(`\`\`\`ts\n${example}\`\`\``);
});

test("the README's scenarios can be read", () => {
  const texts = [...readme.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = ""]) => text);
  expect(texts.map((text) => parseScenario(text).rules.length)).toEqual([3, 2]);
});

test("the README lists every fault, and no other", () => {
  const table = readme.split("what it asks of a client")[1] ?? "";
  const listed = [...table.matchAll(/^\| `([a-z_]+)` +\|/gm)].map(([, name]) => name);
  expect(listed).toEqual(faultLibrary.map(({ name }) => name));
});
