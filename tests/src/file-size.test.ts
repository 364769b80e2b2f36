import { expect, test } from "vitest";
import { packageNames, shippedSources } from "./sources.ts";

/** Lines of a file that people still read as one idea. */
const mostLines = 300;

/** Answers of vendors, as they were recorded: data. */
const data = /^packages\/schema\/src\/formats\/[^/]+\/fixtures\//u;

test.each(packageNames)("no shipped file of %s is longer than 300 lines", (name) => {
  const long = shippedSources(name)
    .filter(({ path }) => !data.test(path))
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split("\n").length }))
    .filter(({ lines }) => lines > mostLines);
  expect(long).toEqual([]);
});
