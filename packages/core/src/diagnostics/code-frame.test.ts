import { describe, expect, test } from "vitest";
import { formatDiagnostic } from "./code-frame.ts";
import type { Diagnostic } from "./diagnostic.ts";

function at(line: number, column: number, endColumn: number, endLine: number = line): Diagnostic {
  return {
    code: "unknown-name",
    severity: "error",
    message: "Wrong",
    file: "a.yaml",
    line,
    column,
    endLine,
    endColumn,
  };
}

/** The marked line and the carets below it. */
function marked(diagnostic: Diagnostic, text: string): readonly string[] {
  const lines = formatDiagnostic(diagnostic, text).split("\n");
  const index = lines.findIndex((line) => line.startsWith(">"));
  return lines.slice(index, index + 2);
}

describe("a code frame", () => {
  test("shows two lines around the range, its place, and the way out", () => {
    const help = "Mend it.";
    expect(formatDiagnostic({ ...at(3, 4, 6), help }, "one\ntwo\nabcdefg\nfour\nfive\nsix\n")).toBe(
      [
        "a.yaml:3:4 error unknown-name",
        "  Wrong",
        "",
        "  1 | one",
        "  2 | two",
        "> 3 | abcdefg",
        "    |    ^^",
        "  4 | four",
        "  5 | five",
        "",
        "  help: Mend it.",
        "",
      ].join("\n"),
    );
  });

  test("aligns the numbers of lines of different length", () => {
    const text = Array.from({ length: 11 }, (_, index) => `line ${index + 1}`).join("\n");
    expect(formatDiagnostic(at(9, 1, 5), text)).toContain("   8 | line 8\n>  9 | line 9\n     | ^^^^\n  10 | line 10");
  });

  test("puts the caret under the right character behind wide ones, combining marks and tabs", () => {
    expect(marked(at(1, 4, 5), "时间 x")).toEqual(["> 1 | 时间 x", "    |      ^"]);
    expect(marked(at(1, 3, 4), "e\u0301x")).toEqual(["> 1 | e\u0301x", "    |  ^"]);
    expect(marked(at(1, 2, 3), "\tx")).toEqual(["> 1 | \tx", "    | \t^"]);
    expect(marked(at(1, 1, 3), "时间 x")[1]).toBe("    | ^^^^");
  });

  test("marks to the end of the line what continues over several", () => {
    expect(marked(at(1, 3, 2, 2), "ab: [1,\n2]")[1]).toBe("    |   ^^^^^");
  });

  test("marks one character where the range is empty or at the end of the text", () => {
    expect(marked(at(1, 4, 4), "abc")[1]).toBe("    |    ^");
  });

  test("shows the part of a long line that matters", () => {
    const [line = "", carets = ""] = marked(at(1, 1001, 1004), `${"a".repeat(1000)}bcd${"e".repeat(1000)}`);
    expect(line.length).toBeLessThan(180);
    expect(line.slice(carets.indexOf("^"), carets.lastIndexOf("^") + 1)).toBe("bcd");
  });

  test("does without the text", () => {
    expect(formatDiagnostic(at(3, 4, 6), undefined)).toBe("a.yaml:3:4 error unknown-name\n  Wrong\n");
  });

  test.each([
    ["apiKey: 0123456789abcdefghij", "apiKey: ********************"],
    ['apiKeyEnv: "sk-live-0123456789"', 'apiKeyEnv: "******************"'],
    ["x: sk-0123456789", "x: *************"],
    ["https://a.example/b?X-Amz-Signature=abc123&c=1", "https://a.example/b?X-Amz-Signature=******&c=1"],
  ])("hides what looks like a key: %s", (text, shown) => {
    expect(marked(at(1, 1, 2), text)[0]).toBe(`> 1 | ${shown}`);
  });

  test("colours only when asked to", () => {
    expect(formatDiagnostic(at(1, 1, 2), "a", { color: true })).toContain("\u001B[31merror\u001B[39m");
    expect(formatDiagnostic(at(1, 1, 2), "a")).not.toContain("\u001B");
  });
});
