import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./sources.ts";

const guide = readFileSync(join(root, "docs/add-a-field.md"), "utf8");
/** The first cells of the table: the files that are written by hand. */
const written = [...guide.matchAll(/^\| `([^`]+)` /gm)].map(([, path = ""]) => path);

test("a field is written in at most five places, and each of them has the last one that was added", () => {
  expect(written.length).toBeGreaterThan(3);
  expect(written.length).toBeLessThanOrEqual(5);
  for (const path of written.map((place) => place.replace("<format>/", "ark/models.ts"))) {
    expect(readFileSync(join(root, path), "utf8")).toContain("cameraFixed");
  }
});

test("every file that the guide names exists", () => {
  const named = [...guide.matchAll(/`(packages\/[^`<]+)`/g)].map(([, path = ""]) => path);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
