import { expect, test } from "vitest";
import { agreementPage, judgeAll } from "../testing/oasdiff/agreement-page.ts";
import { reasonedDifferences } from "../testing/oasdiff/differences.ts";

const judged = judgeAll();

test("every rule of oasdiff is judged alike, or otherwise for a reason", () => {
  expect(judged.length).toBeGreaterThan(500);
  expect(judged.filter(({ agrees, reason }) => !agrees && reason === undefined)).toEqual([]);
});

test("most are judged alike, and every reason is needed", () => {
  expect(judged.filter(({ agrees }) => agrees).length).toBeGreaterThan(judged.length * 0.85);
  const differing = judged.filter(({ agrees }) => !agrees).map(({ rule }) => rule);
  expect(reasonedDifferences.filter(([ids]) => !differing.some((rule) => ids.test(rule)))).toEqual([]);
});

test("the page says so; vitest -u writes it again", async () => {
  await expect(agreementPage()).toMatchFileSnapshot("../../../../docs/contract-diff.md");
});
