import { describe, expect, test } from "vitest";
import { severityOf } from "../diagnostics/codes.ts";
import { parseYaml } from "./parse-yaml.ts";
import { createSource } from "../text/source.ts";

/** What is remarked about a text, as `line:column severity code`, and the way out. */
function remarksOn(text: string): readonly (readonly [string, string | undefined])[] {
  const remarks: (readonly [string, string | undefined])[] = [];
  const source = createSource("a.yaml", "", text);
  parseYaml(source, ({ at, code, severity = severityOf(code), help }) => {
    const before = text.slice(0, at.start).split("\n");
    remarks.push([`${before.length}:${(before.at(-1)?.length ?? 0) + 1} ${severity} ${code}`, help]);
  });
  return remarks;
}

describe("text that YAML cuts is named, with the quoted form", () => {
  test.each([
    [
      "prompt: Take #3 of the watch",
      "1:9 warning text-cut",
      'Put the text in quotes: "Take #3 of the watch". A comment can follow a quoted text.',
    ],
    [
      "prompt: Take # 3",
      "1:9 warning text-cut",
      'Put the text in quotes: "Take # 3". A comment can follow a quoted text.',
    ],
    [
      "text: the box reads #AuroraTime",
      "1:7 warning text-cut",
      'Put the text in quotes: "the box reads #AuroraTime". A comment can follow a quoted text.',
    ],
    ["id: watch #2", "1:5 warning text-cut", 'Put the text in quotes: "watch #2". A comment can follow a quoted text.'],
    [
      "line:\n  - glows #ff8800 at dusk",
      "2:5 warning text-cut",
      'Put the text in quotes: "glows #ff8800 at dusk". A comment can follow a quoted text.',
    ],
    [
      "prompt: one\n  two #3",
      "1:9 warning text-cut",
      'Put the text in quotes: "one two #3". A comment can follow a quoted text.',
    ],
    ["prompt: #3 of the watch", "1:9 error text-cut", 'Put the text in quotes: "#3 of the watch".'],
    ["line:\n  - #4", "2:5 error text-cut", 'Put the text in quotes: "#4".'],
    [
      "x: { line: A watch, slowly turning }",
      "1:21 warning text-cut",
      'Put the text in quotes: "A watch, slowly turning".',
    ],
    [
      "x: { line: A watch, slowly turning, seed: 2 }",
      "1:21 warning text-cut",
      'Put the text in quotes: "A watch, slowly turning".',
    ],
    [
      "x: { line: The dial, and the hour: midnight }",
      "1:22 warning text-cut",
      'Put the text in quotes: "The dial, and the hour".',
    ],
    ["prompt: &Aurora watch turns", "1:17 warning text-cut", 'Put the text in quotes: "&Aurora watch turns".'],
    ["prompt: @image1 turns", "1:9 error yaml-syntax", 'Put the text in quotes: "@image1 turns".'],
    ["prompt: `code` turns", "1:9 error yaml-syntax", 'Put the text in quotes: "`code` turns".'],
    ["line:\n  - @image1 turns", "2:5 error yaml-syntax", 'Put the text in quotes: "@image1 turns".'],
    ["prompt: !Wow the watch", "1:9 error yaml-syntax", 'Put the text in quotes: "!Wow the watch".'],
    ["prompt: *Close-up* of it", "1:20 error yaml-syntax", 'Put the text in quotes: "*Close-up* of it".'],
    [
      "prompt: A watch #3\n  turns",
      "2:1 error yaml-syntax",
      "In the line above, ` #` starts a comment: put the text in quotes if it continues.",
    ],
    [
      "a: 1\nprompt:\u00A0A watch",
      "2:1 error yaml-syntax",
      "This line has a no-break space: type a normal space instead.",
    ],
    [
      "x: { prompt:\u00A0A watch }",
      "1:6 warning no-break-blank",
      "Type a normal space instead, or put the text in quotes if it is intended.",
    ],
    [
      "lang\u00A0: en",
      "1:1 warning no-break-blank",
      "Type a normal space instead, or put the text in quotes if it is intended.",
    ],
    [
      "id: watch\u00A0",
      "1:5 warning no-break-blank",
      "Type a normal space instead, or put the text in quotes if it is intended.",
    ],
    [
      "x:\n  - id:\u202Fwatch",
      "2:5 warning no-break-blank",
      "Type a normal space instead, or put the text in quotes if it is intended.",
    ],
  ])("%s", (text, remark, help) => {
    expect(remarksOn(`${text}\n`)).toContainEqual([remark, help]);
  });
});

test.each([
  'prompt: "A watch"   # a remark',
  "prompt: 'A watch' #3",
  "prompt: # the words\n  A watch",
  "prompt: > # folded\n  A watch #3",
  "id: reveal # the first",
  "duration: 5 #s",
  "vars: # none yet",
  "ratio: 16:9\n# a remark\nseed: 1",
  "line: [A watch, slowly turning]",
  'x: { line: "A watch", b: c }',
  "x: { en, de }",
  "x: &w watch\ny: *w",
  "prompt: une montre\u00A0bleue",
  'prompt: "\u00A0"',
  "prompt: A#3",
])("nothing is said about %s", (text) => {
  expect(remarksOn(`${text}\n`)).toEqual([]);
});
