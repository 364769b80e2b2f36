import { formatIds } from "@shotlist/schema";
import { expect, test } from "vitest";
import { packageNames, shippedSources } from "./sources.ts";

/** A vendor's own folder, and the registries that name it. */
const mayNameVendors = /\/formats\/([\w-]+)\/|\/formats\/registry\.ts$/;

test("no source knows a vendor's name outside that vendor's folder", () => {
  const names = new RegExp(`(["'\`/ ])(${formatIds.join("|")})\\1?`, "i");
  const found = packageNames
    .flatMap((name) => shippedSources(name))
    .filter(({ path }) => !mayNameVendors.test(path))
    .flatMap(({ path, text }) =>
      withoutComments(text)
        .split("\n")
        .map((line, index) => ({ line, place: `${path}:${index + 1}` }))
        .filter(({ line }) => names.test(line))
        .map(({ line, place }) => `${place}: ${line.trim()}`),
    );
  expect(found).toEqual([]);
});

/** Comments may name a vendor as an example; code may not. Line numbers stay. */
function withoutComments(text: string): string {
  return text
    .replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ""))
    .replaceAll(/(^|\s)\/\/.*$/gm, "");
}
