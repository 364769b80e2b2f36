import { describe, expect, test } from "vitest";
import { compileStoryboard } from "../compile-storyboard.ts";
import { createMemoryFiles } from "../testing/memory-files.ts";

const head = "shotlist: 1\nname: aurora\nprovider: wisgate\ndefaults: { model: doubao-seedance-2.0 }\n";

/** What one shot becomes with a table: its takes by id, or what is wrong. */
function compile(
  table: string,
  { name = "cells.csv", shot = "" }: { readonly name?: string; readonly shot?: string } = {},
) {
  const text = `${head}matrix: { rows: ${name} }\nshots:\n  - id: s\n    prompt: A watch\n${shot}`;
  const { plan, diagnostics } = compileStoryboard(
    { file: "sb.yaml", text },
    { files: createMemoryFiles({ [name]: table }) },
  );
  return {
    takes: plan?.takes.map(({ id, asked }) => [id, asked.ratio, asked.duration]),
    audio: plan?.takes.map(({ asked }) => asked.audio),
    prompts: plan?.takes.map(({ asked }) => asked.prompt),
    problems: diagnostics.map(
      ({ code, severity, file, line, message }) => `${file}:${line} ${severity} ${code} ${message}`,
    ),
  };
}

const watches = [
  ["s[id=w1]", "9:16", 8],
  ["s[id=w2]", "1:1", 10],
];

describe("a row without a value is not a row", () => {
  test.each([
    ["one at the end", "id,ratio,duration\r\nw1,9:16,8\r\nw2,1:1,10\r\n,,\r\n"],
    ["two at the end", "id,ratio,duration\nw1,9:16,8\nw2,1:1,10\n,,\n,,\n"],
    ["one in the middle", "id,ratio,duration\nw1,9:16,8\n , ,\u{A0}\nw2,1:1,10\n"],
    ["one with quotes", 'id,ratio,duration\nw1,9:16,8\n"","",""\nw2,1:1,10\n'],
    ["one before the header", ",,\nid,ratio,duration\nw1,9:16,8\nw2,1:1,10\n"],
  ])("%s", (_, table) => {
    expect(compile(table)).toMatchObject({ takes: watches, problems: [] });
  });

  test.each([["{}"], ['{"ratio":null}'], ['{"ratio":"","id":" "}']])("%s in JSON Lines", (empty) => {
    const table = `{"id":"w1","ratio":"9:16","duration":8}\n${empty}\n{"id":"w2","ratio":"1:1","duration":10}\n`;
    expect(compile(table, { name: "cells.jsonl" })).toMatchObject({ takes: watches, problems: [] });
  });

  test.each([
    ["cells.csv", "id,ratio\n,\n"],
    ["cells.jsonl", "{}\n"],
  ])("a table of such rows alone has no row: %s", (name, table) => {
    expect(compile(table, { name }).problems).toEqual([`sb.yaml:5 error matrix-rows ${name} has no rows`]);
  });
});

describe("a table as spreadsheets write it is read", () => {
  test.each([
    ["semicolons", "id;ratio;duration\r\nw1;9:16;8\r\nw2;1:1;10\r\n"],
    ["tabs", "id\tratio\tduration\nw1\t9:16\t8\nw2\t1:1\t10\n"],
    ["`sep=;` above the header", "sep=;\r\nid;ratio;duration\r\nw1;9:16;8\r\nw2;1:1;10\r\n"],
    ["a byte order mark", "\u{FEFF}id,ratio,duration\nw1,9:16,8\nw2,1:1,10\n"],
    ["empty columns at the right", "id,ratio,duration,,\r\nw1,9:16,8,,\r\nw2,1:1,10,,\r\n"],
    ["empty values at the right", "id,ratio,duration\nw1,9:16,8,,\nw2,1:1,10,\n"],
    ["an empty column in the middle", "id,,ratio,duration\nw1,,9:16,8\nw2,,1:1,10\n"],
    ["old line ends", "id,ratio,duration\rw1,9:16,8\rw2,1:1,10\r"],
    ["mixed line ends", 'id,ratio,duration\nw1,9:16,"8"\r\nw2,1:1,"10"\r\n'],
  ])("%s", (_, table) => {
    expect(compile(table)).toMatchObject({ takes: watches, problems: [] });
  });

  test.each([
    ["TRUE", true],
    ["False", false],
    ["true", true],
    ["FALSE", false],
  ])("%s in a field that is true or false", (written, audio) => {
    expect(compile(`id,audio\na,${written}\n`)).toMatchObject({ audio: [audio], problems: [] });
    const shot = '    audio: "${{ matrix.sound }}"\n';
    expect(compile(`id,sound\na,${written}\n`, { shot })).toMatchObject({ audio: [audio], problems: [] });
  });

  test.each([
    ["7,0", 7],
    ["10,00", 10],
    ["8,0s", 8],
    ["5,0000", 5],
  ])("the decimal comma of %s in a field that is a number", (written, duration) => {
    expect(compile(`id;duration\na;${written}\n`)).toMatchObject({
      takes: [["s[id=a]", "16:9", duration]],
      problems: [],
    });
  });

  test.each(["TRUE", "7,5", "1,500", "FALSE"])("%s in a text stays as it is written", (written) => {
    expect(compileAlone(`id;prompt\na;${written}\n`).prompts).toEqual([[written]]);
  });
});

describe("what cannot be read is named at the table's own line", () => {
  test.each([
    [
      "a decimal comma that splits a value",
      "id,ratio,duration\nw1,9:16,7,5\n",
      "cells.csv:2 error matrix-rows Found 4 values, expected 3 (id, ratio, duration), separated by `,`",
    ],
    [
      "a short row",
      "id,ratio,duration\nw0,9:16,8\nw1,9:16\n",
      "cells.csv:3 error matrix-rows Found 2 values, expected 3 (id, ratio, duration), separated by `,`",
    ],
    [
      "a value without a column",
      "id,ratio,,\nw1,9:16,,late\n",
      "cells.csv:2 error matrix-rows Found 4 values, expected 2 (id, ratio), separated by `,`",
    ],
    [
      "a value in a column without a name",
      "id,,ratio\nw1,x,9:16\n",
      'cells.csv:2 error matrix-rows Found "x" in column 2, which has no name in the header',
    ],
    [
      "two separators",
      "id;ratio,duration\nw1;9:16,8\n",
      'cells.csv:1 error matrix-rows Found the column "id;ratio", expected columns separated by `,`',
    ],
    [
      "a field in another case",
      "id,Ratio,duration\nw1,9:16,8\n",
      'cells.csv:1 error matrix-rows Found the column "Ratio", expected "ratio"',
    ],
    [
      "a field with a dash",
      "id,first-frame\nw1,./a.jpg\n",
      'cells.csv:1 error matrix-rows Found the column "first-frame", expected "firstFrame"',
    ],
    [
      "a line after a value of three lines",
      'id,note\n"a\r\nb\r\nc",1\r\nd\r\n',
      "cells.csv:5 error matrix-rows Found 1 values, expected 2 (id, note), separated by `,`",
    ],
    [
      "a boolean in German",
      "id,audio\nw1,WAHR\n",
      'cells.csv:2 error wrong-type Expected true or false, but found "WAHR"',
    ],
    [
      "a number that may be two",
      "id;duration\nw1;1,500\n",
      'cells.csv:2 error wrong-type Expected a number of seconds, or auto, but found "1,500"',
    ],
    [
      "a quote without an end",
      'id,note\nw1,"x\n',
      "cells.csv:2 error matrix-rows A double quote in this table is not closed",
    ],
    [
      "a quote within a value",
      'id,note\nw1,a"x\n',
      "cells.csv:2 error matrix-rows Found a double quote inside a value, expected quotes around the whole value",
    ],
  ])("%s", (_, table, problem) => {
    expect(compile(table).problems).toContain(problem);
  });

  test.each([
    ['{"id":"a","ratio":["9:16"]}', 'Found a list under "ratio", expected one value'],
    ['{"id":"a","duration":1e999}', 'Found a number that is too large under "duration", expected one value'],
    ['{"id":"a","id":"b"}', "This object has the same key twice"],
    ['["a"]', "Found a list, expected an object"],
    ["id: a", "This line is not JSON"],
    [String.raw`{"id":"a\ud800"}`, 'The value of "id" contains half of a character'],
  ])("%s in JSON Lines", (line, message) => {
    const table = `{"id":"w1"}\n${line}\n`;
    expect(compile(table, { name: "cells.jsonl" }).problems).toEqual([`cells.jsonl:2 error matrix-rows ${message}`]);
  });
});

describe("a column without use is a warning", () => {
  test.each([
    ["notes", 'cells.csv:1 warning column-unused No shot uses the column "notes", and no field has this name'],
    ["durration", 'cells.csv:1 warning column-unused No shot uses the column "durration", and no field has this name'],
    ["__proto__", 'cells.csv:1 warning column-unused No shot uses the column "__proto__", and no field has this name'],
  ])("%s", (column, problem) => {
    expect(compile(`id,${column}\na,x\n`)).toMatchObject({ takes: [["s[id=a]", "16:9", 5]], problems: [problem] });
  });

  test.each([
    ["in a field", '    seed: "${{ default(matrix.notes, 1) }}"\n'],
    ["in brackets", "    seed: \"${{ matrix['notes'] }}\"\n"],
    ["by a name that is looked up", '    seed: "${{ default(matrix[storyboard.name], 1) }}"\n'],
    ["in the output", 'output: { file: "${{ matrix.notes }}-${{ take.slug }}.mp4" }\n'],
    ["by another matrix", "  - { id: t, prompt: t, matrix: { notes: [7] } }\n"],
  ])("but not one that is used %s", (_, shot) => {
    expect(compile("id,notes\na,7\n", { shot }).problems).toEqual([]);
  });
});

test("line ends within a cell are read as one sign, however the file is checked out", () => {
  const table = 'id,prompt\nen,"First the dial,\nthen the strap"\n';
  const [lf, crlf] = [table, table.replaceAll("\n", "\r\n")].map((text) => compileAlone(text));
  expect(lf?.prompts).toEqual([["First the dial,\nthen the strap"]]);
  expect(crlf).toEqual(lf);
  expect(compileAlone(table.replaceAll("\n", "\r"))).toEqual(lf);
});

/** A shot of which the table says everything. */
function compileAlone(table: string) {
  const text = `${head}matrix: { rows: c.csv }\nshots: [{ id: s }]\n`;
  const { plan } = compileStoryboard({ file: "sb.yaml", text }, { files: createMemoryFiles({ "c.csv": table }) });
  return {
    prompts: plan?.takes.map(({ asked }) => asked.prompt),
    digests: plan?.takes.map(({ digest }) => digest),
  };
}
