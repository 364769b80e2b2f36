import { formatIds } from "@shotlist/schema";
import { expect, test } from "vitest";
import { formatSupportOf } from "./format-support.ts";

test("calls a task off only where the vendor knows cancelled tasks, because elsewhere the call deletes the clip", () => {
  const cancelling = formatIds.filter((format) => formatSupportOf(format).cancel !== undefined);
  expect(cancelling).toEqual(["wisgate", "ark"]);
});

test("takes failures for free only where the vendor says so", () => {
  const free = formatIds.filter((format) => formatSupportOf(format).failuresAreFree);
  expect(free).toEqual(["gogogotoken", "relaydance", "ark"]);
});
