import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileStoryboard } from "./compile-storyboard.ts";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import { flawsOf } from "./testing/flaws.ts";
import { hostileTexts } from "./testing/hostile-texts.ts";
import { createMemoryFiles } from "./testing/memory-files.ts";

const files = createMemoryFiles({});

function check(text: string): readonly Diagnostic[] {
  return compileStoryboard({ file: "storyboard.yaml", text }, { files }).diagnostics;
}

const head = "shotlist: 1\nname: a\nprovider: wisgate\ndefaults: { model: doubao-seedance-2.0 }\n";
const shot = "shots: [{ id: one, prompt: one }]\n";

function bomb(levels: number): string {
  const lines = ["x-0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"];
  for (let level = 1; level < levels; level += 1) {
    lines.push(`x-${level}: &a${level} [${Array.from({ length: 9 }, () => `*a${level - 1}`).join(", ")}]`);
  }
  return `${lines.join("\n")}\n`;
}

describe("hostile text is a diagnostic", () => {
  test.each([
    ["an alias bomb", head + bomb(9) + shot, "alias-expansion"],
    ["an anchor within itself", `${head}x-a: &a [*a]\n${shot}`, "yaml-syntax"],
    [
      "5,000 nested brackets",
      `${head}vars: { a: ${"[".repeat(5000)}${"]".repeat(5000)} }\n${shot}`,
      "nesting-too-deep",
    ],
    ["5,000 brackets without an end", `${head}vars: { a: ${"[".repeat(5000)}`, "nesting-too-deep"],
    ["100,000 nested brackets", "[".repeat(100_000), "nesting-too-deep"],
    ["65 nested maps", `${head}vars: ${"{ a: ".repeat(65)}1${" }".repeat(65)}\n${shot}`, "nesting-too-deep"],
    ["50 MB", head + "#".repeat(50_000_000), "file-too-large"],
    ["a NUL byte", `${head}shots: [{ id: one, prompt: "a\0b" }]`, "unsafe-character"],
    ["a duplicate key", `${head}name: b\n${shot}`, "duplicate-key"],
    ["a duplicate key in a flow map", `${head}shots: [{ id: one, prompt: a, prompt: b }]`, "duplicate-key"],
    [
      "a million cells",
      `${head}matrix: { ${["a", "b", "c", "d", "e", "f"].map((name) => `${name}: [0,1,2,3,4,5,6,7,8,9]`).join(", ")} }\n${shot}`,
      "matrix-too-large",
    ],
    [
      "a million takes",
      `${head}matrix: { a: [${Array.from({ length: 1001 }, (_, index) => index).join(",")}] }\nshots: [{ id: one, prompt: one, takes: 1000 }]`,
      "matrix-too-large",
    ],
    ["an unknown tag", `${head}vars: { a: !evil 1 }\n${shot}`, "yaml-syntax"],
    ["several documents", `${head}${shot}---\na: 1\n`, "yaml-syntax"],
    ["nothing", "", "not-a-storyboard"],
    ["a list", "- a\n", "not-a-storyboard"],
    ["a key that is a map", `${head}? { a: 1 }\n: 2\n${shot}`, "yaml-syntax"],
    ["a merge of a text", `${head}shots: [{ id: one, prompt: one, <<: text }]`, "yaml-syntax"],
    [
      "a deeply nested expression",
      `${head}shots: [{ id: one, prompt: "\${{ ${"lower(".repeat(5000)} }}" }]`,
      "expression-syntax",
    ],
  ])("%s", (_, text, code) => {
    expect(check(text).map((diagnostic) => diagnostic.code)).toContain(code);
  });

  test("a table that would fill the memory is refused before it is read", () => {
    const text = `${head}matrix: { rows: cells.csv }\n${shot}`;
    const tables = createMemoryFiles({ "cells.csv": `a,b\n${"1,2\n".repeat(2_000_000)}` });
    const { diagnostics } = compileStoryboard({ file: "storyboard.yaml", text }, { files: tables });
    expect(diagnostics.map(({ code, line }) => [code, line])).toEqual([["matrix-too-large", 5]]);
  });

  test("a byte order mark and CRLF are read as if they were not there", () => {
    expect(check(`\u{FEFF}${(head + shot).replaceAll("\n", "\r\n")}`)).toEqual([]);
  });

  test("names of an object's own machinery are names like any other", () => {
    const text = `${head}vars: { constructor: built, __proto__: { polluted: yes } }\nshots: [{ id: __proto__, prompt: "\${{ vars.constructor }} \${{ vars.toString }}" }, { id: constructor, prompt: two }]`;
    expect(check(text).map(({ code, message }) => [code, message])).toEqual([
      ["unknown-name", "There is no `toString` in `vars`"],
    ]);
    expect(({} as { readonly polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe("whatever is typed, compiling answers with located diagnostics, and formatting rests", () => {
  test.each(Object.entries(hostileTexts))("%s", (_, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(flawsOf(text)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
