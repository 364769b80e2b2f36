import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "./sources.ts";

const read = (name: string): string => readFileSync(join(root, name), "utf8");
const english = read("README.md");
const chinese = read("README.zh-CN.md");

/** The levels of the headings, in their order. */
function outlineOf(markdown: string): readonly number[] {
  return [...withoutCode(markdown).matchAll(/^(#+) /gmu)].map(([, marks = ""]) => marks.length);
}

function withoutCode(markdown: string): string {
  return markdown.replaceAll(/^```[^]*?^```$/gmu, "");
}

/** The code blocks; the comments of commands are prose, and translated. */
function codeIn(markdown: string): readonly string[] {
  const blocks = [...markdown.matchAll(/^```(\w+)\n([^]*?)^```$/gmu)];
  return blocks.map(([, language = "", text = ""]) => (language === "sh" ? text.replaceAll(/ +# .*/gu, "") : text));
}

const scoreboard = /<!-- scoreboard -->[^]*<!-- \/scoreboard -->/u;

/** The cells of the scoreboard's rows that are numbers. */
function numbersIn(markdown: string): readonly string[] {
  return [...(scoreboard.exec(markdown)?.[0] ?? "").matchAll(/^\| [^|]*(\| +\d.*)$/gmu)].map(([, cells = ""]) => cells);
}

/** Where links lead, except from one README to the other. */
function linksIn(markdown: string): readonly string[] {
  return [...withoutCode(markdown).matchAll(/\]\(([^)]+)\)/gu)]
    .flatMap(([, target = ""]) => (target.startsWith("README") ? [] : [target]))
    .toSorted();
}

describe("the Chinese README agrees with the English one", () => {
  test.each([
    ["outline", outlineOf],
    ["code", codeIn],
    ["links", linksIn],
  ] as const)("in its %s", (_name, part) => {
    expect(part(chinese)).toEqual(part(english));
    expect(part(english).length).toBeGreaterThan(4);
  });

  test("and in the numbers of its scoreboard", () => {
    expect(numbersIn(chinese)).toEqual(numbersIn(english));
    expect(numbersIn(english).length).toBeGreaterThan(10);
  });

  test("and each links to the other", () => {
    expect(english).toContain("(README.zh-CN.md)");
    expect(chinese).toContain("(README.md)");
  });

  test("its prose is Chinese in every paragraph and every row of a table", () => {
    const prose = withoutCode(chinese).replace(scoreboard, "");
    const paragraphs = prose
      .split(/\n\n/u)
      .filter((text) => !/^#\s*Shotlist$/u.test(text.trim()) && text.trim() !== "");
    expect(paragraphs.filter((text) => !/\p{Script=Han}/u.test(text))).toEqual([]);
  });
});
