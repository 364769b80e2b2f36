import { factsOf } from "@shotlist/schema";
import { expect, it } from "vitest";
import { decodeError } from "./decode-error.ts";

it.each([
  { error: { code: "AccessDenied", message: "no" } },
  { ResponseMetadata: { Error: { Code: "AccessDenied", Message: "no" } } },
])("reads %j", (body) => {
  expect(decodeError(403, body, factsOf("3hei"))).toEqual({
    httpStatus: 403,
    code: "AccessDenied",
    message: "no",
    notCreated: false,
    unknownTask: false,
  });
});
