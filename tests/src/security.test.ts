import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./sources.ts";

const page = readFileSync(join(root, "SECURITY.md"), "utf8");

/** Rows of the tables: a promise, and the file and title of the test that holds it. */
const rows = [...page.matchAll(/^\|(?<promise>[^|]+)\| *`(?<file>[^`]+\.test\.ts)`: (?<title>[^|]+?) *\|$/gmu)].map(
  ({ groups }) => [groups?.["promise"]?.trim() ?? "", groups?.["file"] ?? "", groups?.["title"] ?? ""] as const,
);

test("every promise of the page names its test", () => {
  const tables = page.split("\n").filter((line) => line.startsWith("|"));
  const promises = tables.filter((line) => !/^\|\s*(?:promise|-+)\s*\|/u.test(line));
  expect(promises.length).toBeGreaterThan(20);
  expect(rows.length).toBe(promises.length);
});

test.each(rows)("%s: the test is there", (_promise, file, title) => {
  const path = join(root, file);
  expect(existsSync(path)).toBe(true);
  const text = readFileSync(path, "utf8");
  expect(text).toContain(title);
  expect(text).not.toMatch(/\.(?:skip|todo|only)\(/u);
});
