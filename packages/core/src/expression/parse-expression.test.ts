import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseExpression } from "./parse-expression.ts";
import { parseTemplate } from "./template.ts";

describe("an expression", () => {
  test("is a literal, a lookup or a call, and knows where each name is", () => {
    expect(parseExpression(" 'a b' ").expression).toEqual({ kind: "literal", value: "a b" });
    expect(parseExpression("-1.5").expression).toEqual({ kind: "literal", value: -1.5 });
    expect(parseExpression("null").expression).toEqual({ kind: "literal", value: null });
    expect(parseExpression("a.b-c[1]").expression).toEqual({
      kind: "lookup",
      root: "a",
      start: 0,
      end: 1,
      steps: [
        { key: "b-c", start: 2, end: 5 },
        { key: { kind: "literal", value: 1 }, start: 5, end: 8 },
      ],
    });
    expect(parseExpression("f(a, 'b')").expression).toMatchObject({ kind: "call", name: "f", start: 0, end: 9 });
  });

  test.each([
    ["", "Expected a name, but the expression ends", 0, 1],
    ["a.", "Expected a name after the dot, but the expression ends", 2, 3],
    ["a[1", "Expected `]`, but the expression ends", 3, 4],
    ["a b", "Expected the end of the expression, but found `b`", 2, 3],
    ["a || b", "Found `|`: expressions look up values and cannot calculate", 2, 3],
    ["f(a b)", "Expected `,`, but found `b`", 4, 5],
    ["'a", "This quoted text is not closed", 0, 1],
  ])("%j is refused where it goes wrong", (text, message, start, end) => {
    expect(parseExpression(text).problem).toEqual({ message, start, end });
  });

  test("is read or refused, whatever the text", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { expression, problem } = parseExpression(text);
        expect((expression === undefined) !== (problem === undefined)).toBe(true);
      }),
    );
  });
});

describe("a template", () => {
  test("is split at its expressions, and quoted braces do not close one", () => {
    const { parts, roots } = parseTemplate("a ${{ vars.b }}${{ '}}' }} c");
    expect(parts.map((part) => (typeof part === "string" ? part : part.index))).toEqual(["a ", 0, 1, " c"]);
    expect([...roots]).toEqual(["vars"]);
  });

  test("without its closing braces is refused at the opening ones", () => {
    expect(parseTemplate("a ${{ b").problems).toEqual([
      { message: "This expression is not closed with `}}`", start: -3, end: 0, index: 0 },
    ]);
  });
});
