import { factsOf } from "@shotlist/schema";
import { expect, it } from "vitest";
import { decodeError } from "./decode-error.ts";

it.each([
  {
    shape: "the flat error of a task route",
    status: 400,
    body: { code: "task_not_exist", message: "task_not_exist", data: null },
    expected: { code: "task_not_exist", message: "task_not_exist", unknownTask: true },
  },
  {
    shape: "a request that was refused",
    status: 400,
    body: { code: "invalid_request", message: "prompt is required", data: null },
    expected: { code: "invalid_request", message: "prompt is required", unknownTask: false },
  },
  {
    shape: "the nested error of the gateway, with its request id",
    status: 401,
    body: { error: { message: "Invalid token (request id: 20260101000000abc)", type: "new_api_error", code: "" } },
    expected: {
      code: "new_api_error",
      message: "Invalid token (request id: 20260101000000abc)",
      requestId: "20260101000000abc",
      unknownTask: false,
    },
  },
  {
    shape: "an empty balance",
    status: 402,
    body: { error: { message: "Insufficient balance", code: "insufficient_quota" } },
    expected: { code: "insufficient_quota", message: "Insufficient balance", unknownTask: false },
  },
  {
    shape: "the upstream's answer as a text, without the address in it",
    status: 400,
    body: { code: "fail_to_fetch_task", message: '{"error":{"message":"cannot fetch https://cdn.example.com/a?s=1"}}' },
    expected: {
      code: "fail_to_fetch_task",
      message: '{"error":{"message":"cannot fetch (address)"}}',
      unknownTask: false,
    },
  },
  {
    shape: "the empty answer of the limiter",
    status: 429,
    body: "",
    expected: { message: "HTTP 429, without a message", unknownTask: false },
  },
])("reads $shape", ({ status, body, expected }) => {
  expect(decodeError(status, body, factsOf("gogogotoken"))).toEqual({
    httpStatus: status,
    notCreated: false,
    ...expected,
  });
});
