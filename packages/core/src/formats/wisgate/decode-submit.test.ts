import { expect, it } from "vitest";
import { decodeSubmit } from "./decode-submit.ts";

it("finds the task id", () => {
  expect(decodeSubmit({ id: "cgt-20260518175249-8x55h" })).toEqual({
    taskId: "cgt-20260518175249-8x55h",
    warnings: [],
  });
});

it.each([{}, { id: "" }, { id: null }, { id: 1.5 }, null, "<html>"])("finds none in %j", (body) => {
  expect(decodeSubmit(body)).toEqual({ missing: "The answer has no id." });
});

it("repeats what the vendor says instead of an id", () => {
  expect(decodeSubmit({ error: { code: "InternalServiceError", message: "try later" } })).toEqual({
    missing: "The answer has no id; it says: try later",
  });
});
