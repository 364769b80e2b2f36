import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./sources.ts";

const page = readFileSync(join(root, "docs/vendors-today.md"), "utf8");
const rows = page.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| ---"));
const named = rows.flatMap((row) =>
  [...row.matchAll(/\]\(\.\.\/([^)]+)\): (.+?)(?=<br>| *\|$)/gu)].map(([, file = "", words = ""]) => ({ file, words })),
);

test("every line of the page about vendors names something that shows it", () => {
  const silent = rows.filter((row) => !row.includes("](../") && !/^\| (?:promise|row) /u.test(row));
  expect(silent).toEqual([]);
  expect(named.length).toBeGreaterThan(rows.length - 2);
  expect(rows.filter((row) => /^\| T\d+ /u.test(row))).toHaveLength(17);
});

test.each(named)("$file has: $words", ({ file, words }) => {
  expect(readFileSync(join(root, file), "utf8").replaceAll("\\", "")).toContain(words);
});
