import stringWidth from "string-width";
import { expect, test } from "vitest";
import { table, type Column } from "./table.ts";

const plain = (_format: unknown, text: string): string => text;
const columns: readonly Column[] = [
  { title: "take", shrinks: "names" },
  { title: "state" },
  { title: "task", optional: true },
  { title: "cost", align: "right" },
  { title: "why", shrinks: "explains" },
];
const row = [
  "launch/reveal[lang=en, ratio=9:16]",
  "failed",
  "cgt-20261121045900-87l0j",
  "4.50 CNY",
  "风格不允许 ".repeat(12),
];

test("a table is as wide as its contents where nothing limits it", () => {
  expect(table(columns, [row], plain)).toContain(row.map((cell) => cell.trim()).join("  "));
});

test.each([40, 60, 80, 120])("a line of a table fits %i columns", (width) => {
  const lines = table(columns, [row, ["a", "b", "c", "d", "e"]], plain, { width })
    .trimEnd()
    .split("\n");
  for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(Math.max(width, 50));
  expect(lines.join("\n")).toContain("4.50 CNY");
  expect(lines.join("\n").includes("cgt-")).toBe(width >= 120);
});
