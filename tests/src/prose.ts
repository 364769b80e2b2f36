import type { dialect } from "./dialect.ts";

/** The turns that a text must not have, each with what to write instead. */
export function dialectIn(text: string, turns: typeof dialect): readonly string[] {
  return turns.flatMap(({ turn, instead }) => {
    const found = turn.exec(text)?.[0];
    return found === undefined ? [] : [`"${found.trim()}": ${instead}`];
  });
}

const token = /\/\*[^]*?\*\/|(?<![:"'`\w\\/])\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/gu;

/** The comments of a source, one string each, without what their lines begin with. */
export function commentsIn(source: string): readonly string[] {
  return (source.match(token) ?? [])
    .filter((text) => text.startsWith("/"))
    .map((text) =>
      text
        .replaceAll(/^\s*\*+(?!\/)|^\/\*+|\*\/$|^\/\/+/gmu, " ")
        .replaceAll(/\s+/gu, " ")
        .trim(),
    );
}

/** The names of the tests of a file. */
export function testNamesIn(source: string): readonly string[] {
  const named = /\b(?:test|it|describe)(?:\.\w+)*(?:\([^()]*\))?\(\s*(?:"((?:[^"\\\n]|\\.)*)"|`([^`]*)`)/gu;
  return [...source.matchAll(named)].map(([, plain = "", template = ""]) => plain + template);
}

/** The prose of a page: no code, no link targets, and each paragraph or row on its own. */
export function proseIn(markdown: string): readonly string[] {
  return markdown
    .replaceAll(/^```[^]*?^```$/gmu, "")
    .replaceAll(/`[^`\n]*`/gu, "…")
    .replaceAll(/\]\([^)]*\)/gu, "]")
    .split(/\n\s*\n|\n(?=[|\-*] ?)/u)
    .map((paragraph) => paragraph.replaceAll(/\s+/gu, " ").trim())
    .filter((paragraph) => paragraph !== "");
}
