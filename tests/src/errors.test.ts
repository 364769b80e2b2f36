import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root, shippedSources } from "./sources.ts";

/** Codes that a status ends: `http_404` is documented as one of `http_*`, a task's ends by their names. */
const endings: Readonly<Record<string, readonly string[]>> = {
  http_: ["http_*"],
  task_: ["task_failed", "task_expired", "task_cancelled"],
};

const patterns: readonly RegExp[] = [
  /\bcode(?:: string)?(?::| =(?!=))[^,;{}\n]*?"([a-z][a-z0-9_]*)"(?: : "([a-z][a-z0-9_]*)")?/g,
  /\bnew \w+Error\(\s*"([a-z][a-z0-9_]*)"/g,
];

/** Every code that the sources give to a failure. */
function codesIn(text: string): readonly string[] {
  const written = patterns.flatMap((pattern) => [...text.matchAll(pattern)].flatMap(([, ...codes]) => codes));
  const unions = [...text.matchAll(/type \w+Code =([^;]+);/g)].flatMap(([, union = ""]) =>
    [...union.matchAll(/"([a-z0-9_]+)"/g)].map(([, code]) => code),
  );
  const joined = [...text.matchAll(/\bcode: `([a-z]+_)\$\{/g)].flatMap(
    ([, prefix = ""]) => endings[prefix] ?? [prefix],
  );
  return [...written, ...unions, ...joined].filter((code) => code !== undefined);
}

test("docs/errors.md explains every error code, and no other", () => {
  const sources = (["batch-runner", "cli"] as const).flatMap((name) => shippedSources(name));
  const codes = new Set(sources.flatMap(({ text }) => codesIn(text)));
  const page = readFileSync(join(root, "docs", "errors.md"), "utf8");
  const documented = [...page.matchAll(/^\| `([a-z0-9_*]+)` +\|/gm)].map(([, code = ""]) => code);
  expect(documented.toSorted(), "each once").toEqual([...new Set(documented)].toSorted());
  expect(documented.toSorted()).toEqual([...codes].toSorted());
});

test("every explanation names a meaning and a way out", () => {
  const page = readFileSync(join(root, "docs", "errors.md"), "utf8");
  const rows = page.split("\n").filter((line) => line.startsWith("| `"));
  expect(rows.filter((row) => !/^\| `[^`]+` +\| \S[^|]+ \| \S[^|]+ \|$/.test(row))).toEqual([]);
});
