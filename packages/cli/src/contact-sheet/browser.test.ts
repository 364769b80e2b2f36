import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import type { PageTake } from "./page-data.ts";
import { addToDraft, toCommand, toDecision, toDocument } from "../../browser/decisions.ts";
import { facetsOf, takesMatching } from "../../browser/filter.ts";

const take: PageTake = {
  realm: "live",
  storyboard: "launch",
  id: "reveal[lang=en]",
  variant: { lang: "en" },
  ratio: "16:9",
  status: "rendered",
  state: "rendered",
  prompt: "A watch on White marble",
  counts: 2,
  isChosen: false,
  versions: [
    { number: 1, sha256: "a", source: "1", size: "1 B" },
    { number: 2, sha256: "b", source: "2", size: "1 B", verdict: "rejected", note: "blurred" },
  ],
};

test("what is written already is not a decision", () => {
  expect(addToDraft(take, undefined, { verdict: "rejected" })).toBeUndefined();
  expect(addToDraft(take, { verdict: "approved" }, { verdict: "rejected" })).toBeUndefined();
  expect(addToDraft(take, undefined, { note: "blurred" })).toBeUndefined();
});

test("a verdict does not move to another version", () => {
  expect(addToDraft(take, { verdict: "approved" }, { use: 1 })).toEqual({ use: 1 });
});

test("a note goes with the verdict that is there, and is nothing alone", () => {
  expect(toDecision(take, { note: "still blurred" })).toMatchObject({ verdict: "rejected", note: "still blurred" });
  expect(toDecision({ ...take, counts: 1 }, { note: "fine" })).toBeUndefined();
});

test("a decision names the clip that was looked at", () => {
  expect(toDecision(take, { use: 1, verdict: "approved" })).toEqual({
    realm: "live",
    take: "launch/reveal[lang=en]",
    version: 1,
    sha256: "a",
    use: true,
    verdict: "approved",
  });
});

test("the command carries the document through a shell, whatever a note says", () => {
  const note = "it's $(touch x) `y`\nDECISIONS\nrm -rf / \\";
  const document = toDocument([take], new Map([["live launch/reveal[lang=en]", { use: 1, note }]]));
  const command = `shotlist() { cat; }\n${toCommand(document, "--state 'my state'")}`;
  expect(JSON.parse(execFileSync("sh", ["-c", command], { encoding: "utf8" }))).toEqual(document);
});

test("takes are found by every word and by every chosen value", () => {
  const other: PageTake = { ...take, id: "sky", variant: { lang: "zh" }, versions: [], status: "failed" };
  const find = (text: string, chosen: Record<string, string> = {}): readonly string[] =>
    takesMatching([take, other], { text, chosen }).map(({ id }) => id);
  expect(find("marble watch")).toEqual([take.id, "sky"]);
  expect(find("BLURRED")).toEqual([take.id]);
  expect(find("", { lang: "zh" })).toEqual(["sky"]);
  expect(find("", { status: "rendered", review: "rejected" })).toEqual([take.id]);
  expect(facetsOf([take, other]).map(({ name, values }) => [name, values])).toEqual([
    ["status", ["failed", "rendered"]],
    ["review", ["rejected"]],
    ["lang", ["en", "zh"]],
  ]);
});
