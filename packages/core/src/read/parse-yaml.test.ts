import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { mapToJson } from "../text/located.ts";
import { parseYaml } from "./parse-yaml.ts";
import { createSource } from "../text/source.ts";

function read(text: string): unknown {
  const root = parseYaml(createSource("a.yaml", "", text), () => undefined);
  return root?.kind === "map" ? mapToJson(root) : root;
}

test.each([
  ["an escape", '{ a: "b\\tc" }'],
  ["a doubled quote", "{ a: 'b''c' }"],
  ["an apostrophe between double quotes", `{ a: "b'c" }`],
  ["a folded line", 'a: "b\n  c"'],
  ["a folded line with CRLF", 'a: "b\r\n  c"'],
  ["a tag", 'a: !!int "5"'],
  ["nothing between the quotes", "a: ''"],
  ["a byte order mark before", '\u{FEFF}a: "b"'],
  ["an anchor before", 'a: &b "c"\nd: *b'],
])("a quoted text with %s is read as YAML says", (_, text) => {
  expect(read(text)).toEqual(parse(text));
});

test("any texts, however they are quoted, are read as they were meant", () => {
  const texts = fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/u), fc.string({ unit: "grapheme" }), { minKeys: 1 });
  fc.assert(
    fc.property(texts, fc.constantFrom("QUOTE_DOUBLE", "QUOTE_SINGLE", "PLAIN"), (value, defaultStringType) => {
      expect(read(stringify(value, { defaultStringType }))).toEqual(value);
    }),
    { numRuns: 200 },
  );
});
