import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = import.meta.dirname;
const allowed: ReadonlySet<string> = new Set([
  join("clock", "clock.ts"),
  join("clock", "loop-time.ts"),
  join("random", "seeded-random.ts"),
  // Runs in a browser.
  join("page", "script.ts"),
]);

// The linter forbids what has its own name (tests/src/lint.test.ts); this sees other ways to it as well.
const timeAndChance =
  /\b(Date\.now|AbortSignal\.timeout|hrtime|set(Timeout|Interval|Immediate)|Math\.random|random(UUID|Bytes|Int)|performance)\b|\bnew Date\(\)|\bnode:timers|getRandomValues/;

test.each([
  "const at = new Date();",
  "globalThis.setTimeout(done, 5);",
  "process.hrtime.bigint()",
  'import { setTimeout } from "node:timers/promises";',
  "crypto.getRandomValues(bytes)",
])("%s would be found", (line) => {
  expect(line).toMatch(timeAndChance);
});

test.each(["new Date(atMs)", "Date.UTC(2026, 0, 1)", "clock.now()"])("%s is allowed", (line) => {
  expect(line).not.toMatch(timeAndChance);
});

test("time and chance come from two modules alone", () => {
  const shipped = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
    (path) => path.endsWith(".ts") && !path.endsWith(".test.ts") && !path.startsWith("testing"),
  );
  expect(shipped).toEqual(expect.arrayContaining([...allowed]));
  const found = shipped.filter(
    (path) => !allowed.has(path) && timeAndChance.test(readFileSync(join(root, path), "utf8")),
  );
  expect(found).toEqual([]);
});
