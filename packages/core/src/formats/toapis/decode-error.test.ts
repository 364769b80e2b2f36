import { factsOf } from "@shotlist/schema";
import { expect, it } from "vitest";
import { decodeError } from "./decode-error.ts";

it.each([
  [404, { error: { code: "task_not_found", message: "no" } }, "task_not_found", true],
  [404, { error: { code: 404, message: "no", type: "not_found_error" } }, "404", true],
  [401, { error: { code: 401, message: "no", type: "authentication_error" } }, "401", false],
  [429, { error: { code: "rate_limit_exceeded", message: "no" } }, "rate_limit_exceeded", false],
  [422, { error: { code: "content_policy_violation", message: "no" } }, "content_policy_violation", false],
])("reads HTTP %i with %j", (httpStatus, body, code, unknownTask) => {
  expect(decodeError(httpStatus, body, factsOf("toapis"))).toMatchObject({
    httpStatus,
    code,
    message: "no",
    unknownTask,
  });
});
