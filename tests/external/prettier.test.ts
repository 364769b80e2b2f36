import { execFile } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { formatStoryboard } from "@shotlist/core";
import { describe, expect, test } from "vitest";
import { root } from "../src/sources.ts";

// Prettier is installed next to the workspace, from tests/prettier.
const program = join(root, "tests/prettier/node_modules/prettier/bin/prettier.cjs");
const run = promisify(execFile);

/** What Prettier makes of a text. */
async function prettied(text: string): Promise<string> {
  const child = run(process.execPath, [program, "--no-config", "--stdin-filepath", "a.yaml"]);
  child.child.stdin?.end(text);
  return (await child).stdout;
}

const formatted = (text: string): string => formatStoryboard({ file: "a.yaml", text }).text ?? "";

const head = "shotlist: 1\nname: a\nprovider: wisgate\n";
const shots = "shots:\n  - id: a\n    prompt: A lamp\n    model: doubao-seedance-2.0\n";
const long = Array.from({ length: 12 }, (_, index) => `language-${index}`).join(", ");

const written: readonly (readonly [name: string, text: string])[] = [
  ["a list with blanks", `${head}matrix:\n  lang: [ en,de ]\n${shots}`],
  ["a map without blanks", `${head}defaults: {resolution: 480p,duration: 5}\n${shots}`],
  ["a list that has no room", `${head}matrix: { lang: [${long}] }\n${shots}`],
  [
    "a map of lists of maps",
    `${head}providers: {wisgate: {price: {currency: CNY, perClip: {480p: 1, 720p: 2}}}}\n${shots}`,
  ],
  [
    "Chinese, of which fewer characters have room",
    `${head}vars: { a: ${"灯塔".repeat(12)}, b: ${"灯塔".repeat(8)} }\n${shots}`,
  ],
  ["single quotes", `${head}vars: { a: 'one', b: 'it''s', c: 'say "so"', d: 'a\\b' }\n${shots}`],
  ["double quotes", `${head}vars: { a: "one", b: "it's", c: "say \\"so\\"", d: "a\\tb" }\n${shots}`],
  ["comments", `${head}# above\nmatrix: # beside\n    lang:   [en, de] # after\n\n\n\n${shots}# end\n`],
  ["a list in block form that is not indented", `${head}matrix:\n  lang:\n  - en\n  - de\n${shots}`],
  [
    "a literal text",
    `${head}shots:\n  - id: a\n    model: doubao-seedance-2.0\n    prompt: |\n      A lamp\n      at night\n`,
  ],
];

describe("what fmt writes, Prettier leaves as it is", () => {
  test.each(written)("%s", async (_, text) => {
    const ours = formatted(text);
    expect(await prettied(ours)).toBe(ours);
    expect(formatted(ours)).toBe(ours);
  });

  const examples = globSync("examples/**/*.yaml", { cwd: root }).filter((path) => !path.includes("renders"));
  test.each(examples)("%s, and fmt as well", async (path) => {
    const text = readFileSync(join(root, path), "utf8");
    expect(formatted(text)).toBe(text);
    expect(await prettied(text)).toBe(text);
  });

  test("there are examples", () => {
    expect(examples.length).toBeGreaterThan(5);
  });
});
