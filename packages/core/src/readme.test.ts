import { readFileSync } from "node:fs";
import * as core from "@shotlist/core";
import { expect, test } from "vitest";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

test("the README's example is the one that runs here", () => {
  const example = readFileSync(new URL("readme-example.test.ts", import.meta.url), "utf8");
  expect(readme).toContain(`\`\`\`ts\n${example}\`\`\``);
});

test("the README's table names only what is exported", () => {
  const table = readme.slice(readme.indexOf("## What is where"));
  const named = [...table.matchAll(/^\| (.+?) +\|/gm)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`(\w+)(?:\(\w+\))?`/g)].map(([, name]) => name),
  );
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => !Object.keys(core).includes(name ?? ""))).toEqual([]);
});
