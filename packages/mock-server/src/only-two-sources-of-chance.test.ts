import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = import.meta.dirname;
const allowed: ReadonlySet<string> = new Set([
  join("clock", "clock.ts"),
  join("random", "seeded-random.ts"),
  // Runs in a browser.
  join("page", "script.ts"),
]);
const timeAndChance =
  /\b(Date\.now|setTimeout|setInterval|setImmediate|Math\.random|randomUUID|randomBytes|performance)\b/;

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
