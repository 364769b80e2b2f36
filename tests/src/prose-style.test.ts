import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { dialect, proseDialect } from "./dialect.ts";
import { commentsIn, dialectIn, proseIn, testNamesIn } from "./prose.ts";
import { root } from "./sources.ts";

function filesBelow(folder: string, ending: RegExp): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => ending.test(path) && !/(?:^|\/)(?:node_modules|dist|generated)\//u.test(path))
    .map((path) => `${folder}/${path}`)
    .toSorted();
}

const read = (path: string): string => readFileSync(join(root, path), "utf8");

function findings(path: string, texts: readonly string[], turns = proseDialect): readonly string[] {
  return texts.flatMap((text) => dialectIn(text, turns).map((found) => `${path}: ${text.slice(0, 160)} [${found}]`));
}

function descriptionsIn(schema: string): readonly string[] {
  return [...read(schema).matchAll(/"(?:title|description|errorMessage)": "((?:[^"\\]|\\.)*)"/gu)].map(
    ([, text = ""]) => text,
  );
}

test("the titles and descriptions of the schemas are in usual words", () => {
  const schemas = ["packages/schema/storyboard.schema.json", "packages/schema/config.schema.json"].concat(
    filesBelow("packages/schema/src", /\.schema\.json$/u),
  );
  expect(schemas.flatMap((path) => findings(path, descriptionsIn(path), dialect))).toEqual([]);
  expect(schemas.flatMap(descriptionsIn).length).toBeGreaterThan(500);
});

describe("comments and test names", () => {
  test.each(["packages", "tests", "scripts", "bench"])("of %s are in usual words", (folder) => {
    const sources = filesBelow(folder, /\.(?:ts|mjs)$/u).filter((path) => !path.includes("/dialect.ts"));
    const found = sources.flatMap((path) => {
      const text = read(path);
      return findings(path, [...commentsIn(text), ...(path.includes(".test.") ? testNamesIn(text) : [])]);
    });
    expect(found).toEqual([]);
    expect(sources.length).toBeGreaterThan(5);
  });
});

test("the pages are in usual words", () => {
  const pages = ["README.md", "CONTRIBUTING.md", "SECURITY.md"].concat(
    ...["docs", "packages", "examples", "bench"].map((folder) => filesBelow(folder, /\.md$/u)),
  );
  const own = pages.filter((path) => !/\/api\/|CHANGELOG/u.test(path));
  expect(
    own.flatMap((path) => findings(path, proseIn(read(path).replaceAll(/^<summary>.*$|^<details>.*$/gmu, "")))),
  ).toEqual([]);
  expect(own.length).toBeGreaterThan(80);
});

describe("the list", () => {
  test.each([
    ["This is no clip", "is no"],
    ["The file stands in the folder", "stands"],
    ["An attempt cannot be told to a ledger", "told"],
    ["clips beside the ledger", "beside"],
    ["held against its schema", "held against"],
    ["The last frame is not to be had", "to be had"],
  ])("finds %j", (text, word) => {
    expect(dialectIn(text, proseDialect).join()).toContain(word);
  });

  test.each([
    "There is no take #4",
    "The vendor no longer knows the task",
    "`*` stands for any text",
    "A take it depends on failed",
  ])("allows %j", (text) => {
    expect(dialectIn(text, proseDialect)).toEqual([]);
  });

  test("reads comments, test names and prose out of their files", () => {
    const source = '/** One. */\nconst a = `${b} is ${c ? "x" : "y"} too long`; // Two.\ntest("keeps what it has", f);';
    expect(commentsIn(source)).toEqual(["One.", "Two."]);
    expect(testNamesIn(source)).toEqual(["keeps what it has"]);
    expect(proseIn("# A\n\nb `code` [c](d)\n\n```sh\nno\n```\n| e |\n| f |")).toEqual([
      "# A",
      "b … [c]",
      "| e |",
      "| f |",
    ]);
  });
});
