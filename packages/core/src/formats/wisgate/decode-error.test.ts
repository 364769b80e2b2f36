import { factsOf } from "@shotlist/schema";
import { expect, it } from "vitest";
import { decodeError } from "./decode-error.ts";

const decode = (httpStatus: number, body: unknown) => decodeError(httpStatus, body, factsOf("wisgate"));

it("reads the site's envelope", () => {
  const error = { message: "Invalid API key", type: "authentication_error", param: null, code: "invalid_api_key" };
  expect(decode(401, { error })).toEqual({
    httpStatus: 401,
    code: "invalid_api_key",
    message: "Invalid API key",
    notCreated: false,
    unknownTask: false,
  });
});

it("reads the upstream's request id and its task that is gone", () => {
  const error = {
    code: "ResourceNotFound",
    message: "The specified task was not found. Request id: 0217787568380000",
    param: "",
    type: "NotFound",
  };
  expect(decode(404, { error })).toEqual({
    httpStatus: 404,
    code: "ResourceNotFound",
    message: error.message,
    requestId: "0217787568380000",
    notCreated: false,
    unknownTask: true,
  });
});

it("does not take an unknown model for an unknown task", () => {
  expect(decode(404, { error: { code: "InvalidEndpointOrModel.NotFound", message: "no" } }).unknownTask).toBe(false);
});
