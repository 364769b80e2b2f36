import { expect, test } from "vitest";
import { runAgainstRight } from "./false-alarms.ts";

/** A thousand runs take minutes; they are measured by `scripts/measure-mutants.ts`. */
const runs = Array.from({ length: 9 }, (_, index) => index + 5000);

test.each(runs)("finds nothing wrong with a right endpoint, run %i", async (index) => {
  const { results } = await runAgainstRight(index);
  const found = results.filter(
    ({ verdict, findings }) => findings.length > 0 || verdict === "fail" || verdict === "undecided",
  );
  expect(found).toEqual([]);
});
