import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "./sources.ts";

const pages = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "*.md"], { cwd: root, encoding: "utf8" })
  .split("\n")
  .filter((path) => path !== "" && existsSync(join(root, path)));

const textOf = (path: string): string => readFileSync(join(root, path), "utf8");

/** A page without its code, where brackets and hashes mean something else. */
const withoutCode = (text: string): string =>
  text
    .replaceAll(/^( *)(```|~~~)[\s\S]*?^\1\2[ \t]*$/gm, "")
    .replaceAll(/(`+)[^`]*?\1/g, (code) => code.replaceAll(/[[\]()]/g, ""));

/** Where a page links to, as written; addresses of other hosts are not followed. */
function linksIn(text: string): readonly string[] {
  const plain = withoutCode(text);
  const inline = [...plain.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)];
  const definitions = [...plain.matchAll(/^\[[^\]]+\]:\s*(\S+)/gm)];
  return [...inline, ...definitions].map(([, target = ""]) => target).filter((target) => !/^[a-z]+:/i.test(target));
}

/** The anchors of a page's headings, as code hosts make them. */
function anchorsIn(text: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  const outsideFences = text.replaceAll(/^( *)(```|~~~)[\s\S]*?^\1\2[ \t]*$/gm, "");
  for (const [, heading = ""] of outsideFences.matchAll(/^#{1,6} +(.+?) *#*$/gm)) {
    const words = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").replaceAll("`", "");
    const anchor = words
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-");
    let unique = anchor;
    for (let count = 1; anchors.has(unique); count += 1) unique = `${anchor}-${count}`;
    anchors.add(unique);
  }
  return anchors;
}

function brokenLinks(page: string, text: string): readonly string[] {
  return linksIn(text).filter((link) => {
    const [path = "", anchor] = link.split("#");
    const target = path === "" ? page : posix.normalize(posix.join(posix.dirname(page), decodeURIComponent(path)));
    if (target !== page && (target.startsWith("..") || !existsSync(join(root, target)))) return true;
    if (anchor === undefined) return false;
    return !target.endsWith(".md") || !anchorsIn(target === page ? text : textOf(target)).has(anchor);
  });
}

test("every link from one page to another leads somewhere, down to the heading", () => {
  const broken = pages.flatMap((page) => brokenLinks(page, textOf(page)).map((link) => `${page}: ${link}`));
  expect(broken).toEqual([]);
  expect(pages.flatMap((page) => linksIn(textOf(page))).length).toBeGreaterThan(0);
});

test("a link that leads nowhere is found", () => {
  const text = [
    "# One `code` heading",
    "[a](#one-code-heading) [b](#two) [c](missing.md) [d](../README.md#no-such-heading) [e](https://example.com/x.md)",
    "`[f](gone.md)`",
    "```md",
    "[g](gone.md)",
    "```",
  ].join("\n");
  expect(brokenLinks("docs/page.md", text)).toEqual(["#two", "missing.md", "../README.md#no-such-heading"]);
});

describe("decisions", () => {
  const decisions = pages.filter((path) => dirname(path) === "docs/decisions" && !path.endsWith("/README.md"));

  test("each says its context, what was decided and what follows", () => {
    const headings = decisions.map((path) => [
      path,
      [...textOf(path).matchAll(/^## (.+)$/gm)].map(([, title]) => title),
    ]);
    expect(headings).toEqual(decisions.map((path) => [path, ["Context", "Decision", "Consequences"]]));
  });

  test("each has its own number", () => {
    const numbers = decisions.map((path) => posix.basename(path).slice(0, 4));
    expect(numbers.filter((number) => !/^\d{4}$/.test(number))).toEqual([]);
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});

test("the index of the documentation names every page next to it", () => {
  const index = textOf("docs/README.md");
  const beside = pages
    .filter((path) => dirname(path) === "docs" && path !== "docs/README.md")
    .map((path) => posix.basename(path));
  expect(beside.filter((page) => !index.includes(`](${page})`))).toEqual([]);
});
