import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readConfig } from "./read-config.ts";

const page = readFileSync(join(import.meta.dirname, "../../../../docs/config.md"), "utf8");
const schema: { readonly properties: object } = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../../schema/config.schema.json"), "utf8"),
);

function read(text: string): ReturnType<typeof readConfig> {
  return readConfig({ file: "shotlist.config.yaml", text });
}

test("the example of the page has every key and is read without a remark", () => {
  const example = /```yaml\n(?<text>[^]*?)```/u.exec(page)?.groups?.["text"] ?? "";
  const { config, diagnostics } = read(example);
  expect(diagnostics).toEqual([]);
  expect(Object.keys(config ?? {})).toEqual(Object.keys(schema.properties));
});

test.each(["", "# nothing yet\n", "null\n", "{}\n"])("%j allows nothing and is not a mistake", (text) => {
  expect(read(text)).toEqual({ config: {}, diagnostics: [] });
});

test.each([
  ["keys: { NPM_TOKEN: [relay.example.com] }", "key-name", 9],
  ['keys: { RELAY_API_KEY: ["*.example.com"] }', "wrong-value", 25],
  ["keys: { RELAY_API_KEY: [relay.example.com/v1] }", "wrong-value", 25],
  ['keys: { "a b": [relay.example.com] }', "unknown-key", 9],
  ["env: [NOT A NAME]", "wrong-value", 7],
  ["budgets: [200]", "wrong-type", 11],
  ["linkHosts: media.example.internal", "wrong-type", 12],
  ["key: {}", "unknown-key", 1],
  ["keys: {", "yaml-syntax", 8],
  ["- keys", "wrong-type", 1],
])("%s is refused at its place", (text, code, column) => {
  const { config, diagnostics } = read(text);
  expect(config).toBeUndefined();
  expect(diagnostics).toContainEqual(expect.objectContaining({ code, line: 1, column, severity: "error" }));
});
