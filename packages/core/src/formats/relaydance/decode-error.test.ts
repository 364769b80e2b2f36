import { factsOf } from "@shotlist/schema";
import { expect, it } from "vitest";
import { decodeError } from "./decode-error.ts";

it.each([
  [401, { error: { message: "no", type: "authentication_error" } }, "authentication_error", false],
  [400, { code: "task_not_exist", message: "no", data: null }, "task_not_exist", true],
  [503, { error: { message: "no", type: "new_api_error", code: "model_not_found" } }, "model_not_found", false],
])("reads HTTP %i with %j", (httpStatus, body, code, unknownTask) => {
  expect(decodeError(httpStatus, body, factsOf("relaydance"))).toMatchObject({
    httpStatus,
    code,
    message: "no",
    unknownTask,
  });
});
