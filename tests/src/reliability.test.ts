import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./sources.ts";

const page = readFileSync(join(root, "docs/reliability.md"), "utf8");

/** The rows of a table between two marks of the page, without its head. */
function rowsOf(section: string): readonly (readonly string[])[] {
  const text = page.split(`<!-- ${section} -->`)[1]?.split(`<!-- /${section} -->`)[0] ?? "";
  const lines = text.split("\n").filter((line) => line.startsWith("|"));
  return lines.slice(2).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

test("the scoreboard that the docs show has one paid task for Shotlist, whatever goes wrong", () => {
  const paid = rowsOf("scoreboard").map(([situation, shotlist]) => [situation, shotlist?.split(" ")[0]]);
  expect(paid.length).toBeGreaterThanOrEqual(12);
  expect(paid.filter(([, tasks]) => tasks !== "1")).toEqual([]);
});

test("the docs show what every mutation broke", () => {
  const rows = rowsOf("mutations");
  expect(rows.length).toBeGreaterThanOrEqual(20);
  expect(rows.filter((cells) => cells.length !== 3 || cells.includes(""))).toEqual([]);
});

test("the README shows the same scoreboard", () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const [shown, kept] = [readme, page].map((text) => /<!-- scoreboard -->[^]*<!-- \/scoreboard -->/u.exec(text)?.[0]);
  expect(shown).toBe(kept);
});
