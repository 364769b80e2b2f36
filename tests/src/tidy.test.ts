import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./sources.ts";

const tracked = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], { cwd: root, encoding: "utf8" })
  .split("\n")
  .filter((path) => /\.(ts|js|mjs|json|md|yaml|yml)$|^[^.]+$|^\.ci\//.test(path) && path !== "pnpm-lock.yaml");

function linesMatching(pattern: RegExp, except: RegExp = /^$/): readonly string[] {
  return tracked
    .filter((path) => !except.test(path))
    .flatMap((path) =>
      readFileSync(join(root, path), "utf8")
        .split("\n")
        .filter((line) => pattern.test(line))
        .map((line) => `${path}: ${line.trim().slice(0, 120)}`),
    );
}

test("no file names a path of one machine or the host of a package registry", () => {
  expect(
    linesMatching(/(^|[\s"'`(=])\/(work|root|home\/\w+)\/\w|registry\.npmjs|npmmirror/, /tidy\.test\.ts$/),
  ).toEqual([]);
});

test("no test is skipped, focused or left for later", () => {
  expect(linesMatching(/\b(describe|it|test)\.(skip|only|todo)\b/, /tidy\.test\.ts$/)).toEqual([]);
});

test("nothing shipped is left for later", () => {
  expect(linesMatching(/\b(TODO|FIXME|XXX)\b/, /tidy\.test\.ts$/)).toEqual([]);
});
