import { describe, expect, test } from "vitest";
import { parseYaml } from "../read/parse-yaml.ts";
import { createSource } from "../text/source.ts";
import { expandMatrix, labelOf } from "./matrix.ts";

/** The cells of a matrix as `name=value` lists, or the codes of what was wrong. */
function cells(text: string): readonly string[] {
  const codes: string[] = [];
  const report = ({ code }: { readonly code: string }): void => void codes.push(code);
  const matrix = parseYaml(createSource("a.yaml", "", text), report);
  const found = expandMatrix(matrix, { report, readRows: () => undefined, readAxis: () => undefined });
  return codes.length > 0
    ? codes
    : found.map(({ values }) =>
        Object.entries(values)
          .map((entry) => entry.join("="))
          .join(" "),
      );
}

describe("a matrix", () => {
  test.each([
    [
      "multiplies its axes, names in alphabetical order",
      "{ b: [1, 2], a: [x, y] }",
      ["a=x b=1", "a=y b=1", "a=x b=2", "a=y b=2"],
    ],
    ["of nothing is one cell", "{}", [""]],
    ["takes a single value for a list", "{ a: x }", ["a=x"]],
    ["keeps one of two equal values", "{ a: [x, x] }", ["a=x"]],
    ["distinguishes a text from a number", '{ a: [1, "1"] }', ["a=1", "a=1"]],
    [
      "excludes the cells that have all the values",
      "{ a: [1, 2], b: [x, y], exclude: [{ a: 1, b: x }, { a: 2 }] }",
      ["a=1 b=y"],
    ],
    ["extends the cells an entry agrees with", "{ a: [1, 2], include: [{ a: 1, c: z }] }", ["a=1 c=z", "a=2"]],
    ["extends every cell where the entry names no axis", "{ a: [1, 2], include: [{ c: z }] }", ["a=1 c=z", "a=2 c=z"]],
    ["lets a later entry replace what an earlier one added", "{ a: [1], include: [{ c: y }, { c: z }] }", ["a=1 c=z"]],
    ["adds an entry that agrees with no cell", "{ a: [1], include: [{ a: 2, c: z }] }", ["a=1", "a=2 c=z"]],
    ["may consist of entries alone", "{ include: [{ a: 1 }, { a: 2, b: x }] }", ["a=1", "a=2 b=x"]],
    ["has no cell left", "{ a: [1], exclude: [{ a: 1 }] }", ["matrix-empty"]],
    ["has an axis without a value", "{ a: [] }", ["matrix-empty"]],
    ["excludes by an axis it does not have", "{ a: [1, 2], exclude: [{ b: 1 }] }", ["matrix-unknown-key"]],
    ["holds a list for a value", "{ a: [[1]] }", ["wrong-type", "matrix-empty"]],
    ["is a list", "[1]", ["wrong-type"]],
  ])("%s", (_, text, expected) => {
    expect(cells(text)).toEqual(expected);
  });

  test("does not put what an entry adds into the identity of a cell", () => {
    const codes: string[] = [];
    const report = ({ code }: { readonly code: string }): void => void codes.push(code);
    const matrix = parseYaml(createSource("a.yaml", "", "{ a: [1], include: [{ c: z }] }"), report);
    const [cell] = expandMatrix(matrix, { report, readRows: () => undefined, readAxis: () => undefined });
    expect(cell?.identity).toEqual(["a"]);
    expect([cell === undefined ? "" : labelOf(cell), codes]).toEqual(["a=1", []]);
  });
});
