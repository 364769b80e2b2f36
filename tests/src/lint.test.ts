import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "./sources.ts";

// The project's own lint rules, on files that break them: a rule in a configuration need not work.

const folder = mkdtempSync(join(tmpdir(), "shotlist-lint-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Each takes time or chance from the machine. */
const lines = [
  "export const line = Date.now();",
  "export const line = setTimeout(Boolean, 5);",
  "export const line = setInterval(Boolean, 5);",
  "export const line = setImmediate(Boolean);",
  "export const line = performance.now();",
  "export const line = AbortSignal.timeout(5);",
  "export const line = Math.random();",
  "export const line = crypto.randomUUID();",
  'export { setTimeout } from "node:timers/promises";',
  'export { randomUUID } from "node:crypto";',
];
const sources = "packages/mock-server/src";
const places = {
  elsewhere: lines.map((_, index) => `${sources}/tasks/line-${index}.ts`),
  allowed: ["clock/clock.ts", "random/seeded-random.ts", "page/script.ts", "some.test.ts"].map(
    (path) => `${sources}/${path}`,
  ),
};
let reported: ReadonlySet<string>;

beforeAll(async () => {
  cpSync(join(root, ".oxlintrc.json"), join(folder, ".oxlintrc.json"));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), `${text}\n`);
  };
  for (const [index, path] of places.elsewhere.entries()) write(path, lines[index] ?? "");
  for (const path of places.allowed) write(path, lines.slice(0, 1).join("\n"));
  const { stdout } = await execa(join(root, "node_modules/.bin/oxlint"), ["--format=unix", "."], {
    cwd: folder,
    reject: false,
  });
  const restricted = stdout.split("\n").filter((line) => line.includes("no-restricted-"));
  reported = new Set(restricted.map((line) => line.split(":")[0] ?? ""));
});

test.each(lines)("the mock takes time and chance from two modules: %s is refused elsewhere", (line) => {
  expect(reported).toContain(places.elsewhere[lines.indexOf(line)]);
});

test.each(places.allowed)("%s may take them", (path) => {
  expect(reported).not.toContain(path);
});
