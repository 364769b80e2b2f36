import { expect, test } from "vitest";
import { packageNames, shippedSources } from "./sources.ts";

/** Questions that decide about money or keys, by what a second answer to them would look like, and the one file that answers. */
const homes = [
  ["which hosts are this machine", /"\.localhost"|\^127\b/u, ["packages/schema/src/hosts/this-machine.ts"]],
  ["what kind of money a realm is about", /startsWith\("(?:live|local):/u, ["packages/core/src/model/realm.ts"]],
  ["how values are put into a page", /export function html\(/u, ["packages/schema/src/markup/html.ts"]],
  [
    "what JSON is",
    /^(?:export )?(?:type|interface) Json(?:Value|Object)\b|is JsonObject \{/mu,
    ["packages/schema/src/json/json.ts"],
  ],
  ["which model a name means", /models\.find\([^\n]*aliases/u, ["packages/schema/src/facts/model-lookup.ts"]],
] as const;

test.each(homes)("one file says %s", (_, pattern, home) => {
  const answering = packageNames
    .flatMap((name) => shippedSources(name))
    .filter(({ text }) => pattern.test(text))
    .map(({ path }) => path);
  // A site of a vendor turns the aliases of the format into ids of its own: that is not a look-up of a model by a name.
  expect(answering.filter((path) => path !== "packages/schema/src/providers.ts")).toEqual(home);
});

test("what is undefined is left out by `present`, not by a spread for each field", () => {
  const spread = /\.\.\.\(([\w.]+) === undefined \? \{\} : \{ (?:(?:\w+): )?\1 \}\)/u;
  expect("...(note === undefined ? {} : { note })").toMatch(spread);
  const spreading = packageNames.flatMap((name) => shippedSources(name)).filter(({ text }) => spread.test(text));
  expect(spreading.map(({ path }) => path)).toEqual([]);
});

test("no error says whether to try again: what was sent and what came back decides", () => {
  const flag = /^ +(?:abstract )?readonly retry\b/mu;
  const flagged = packageNames.flatMap((name) => shippedSources(name)).filter(({ text }) => flag.test(text));
  expect(flagged.map(({ path }) => path)).toEqual([]);
});
