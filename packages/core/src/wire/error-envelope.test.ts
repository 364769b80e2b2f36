import { describe, expect, it } from "vitest";
import { decodeErrorEnvelope } from "./error-envelope.ts";
import { factsOfTest } from "./testing/facts-of-test.ts";

const decode = (httpStatus: number, body: unknown) => decodeErrorEnvelope(httpStatus, body, factsOfTest);

describe("what the vendor says", () => {
  it.each<{ shape: string; status: number; body: unknown; expected: object }>([
    {
      shape: "a nested envelope, with a request id at the end of its message",
      status: 400,
      body: {
        error: { code: "InvalidParameter.ratio", message: "No. Request id: 021700000000abc", type: "BadRequest" },
      },
      expected: {
        code: "InvalidParameter.ratio",
        message: "No. Request id: 021700000000abc",
        requestId: "021700000000abc",
      },
    },
    {
      shape: "a flat envelope",
      status: 500,
      body: { code: "do_request_failed", message: "upstream is away", data: null },
      expected: { code: "do_request_failed", message: "upstream is away" },
    },
    {
      shape: "a numeric code",
      status: 401,
      body: { error: { code: 401, message: "who?", type: "authentication_error" } },
      expected: { code: "401", message: "who?" },
    },
    {
      shape: "a type where there is no code",
      status: 401,
      body: { error: { code: "", message: "who? (request id: 20260101abc)", type: "new_api_error" } },
      expected: { code: "new_api_error", message: "who? (request id: 20260101abc)", requestId: "20260101abc" },
    },
    {
      shape: "response metadata",
      status: 403,
      body: { ResponseMetadata: { RequestId: "req-1234", Error: { Code: "AccessDenied", Message: "no" } } },
      expected: { code: "AccessDenied", message: "no", requestId: "req-1234" },
    },
    { shape: "an error that is a text", status: 400, body: { error: "nope" }, expected: { message: "nope" } },
    { shape: "plain text", status: 429, body: "slow down", expected: { message: "slow down" } },
    {
      shape: "a gateway's page",
      status: 502,
      body: "<html><body>Bad Gateway</body></html>",
      expected: { message: "HTTP 502, with a body that is not JSON" },
    },
    { shape: "an empty body", status: 429, body: "", expected: { message: "HTTP 429, without a message" } },
    { shape: "no body", status: 429, body: undefined, expected: { message: "HTTP 429, without a message" } },
    { shape: "null", status: 500, body: null, expected: { message: "HTTP 500, without a message" } },
  ])("reads $shape", ({ status, body, expected }) => {
    expect(decode(status, body)).toEqual({ httpStatus: status, notCreated: false, unknownTask: false, ...expected });
  });

  it("repeats no address", () => {
    const { message } = decode(400, { error: { message: "cannot fetch https://cdn.example.com/a.png?sig=abc" } });
    expect(message).toBe("cannot fetch (address)");
  });
});

describe("what the answer proves", () => {
  it.each([
    [503, { error: { code: "rate_limit_unavailable" } }, true],
    [503, { error: { code: "busy" } }, false],
    [503, "<html>", false],
    [501, "<html>", true],
    [500, { error: { code: "rate_limit_unavailable" } }, false],
  ])("HTTP %i with %j proves that no task was created: %s", (status, body, notCreated) => {
    expect(decode(status, body).notCreated).toBe(notCreated);
  });

  it.each([
    [404, { error: { code: "NoSuchTask" } }, true],
    [404, { error: { code: 404, type: "NotFound" } }, true],
    [404, { error: { message: "gone" } }, true],
    [404, { error: { code: "NoSuchModel" } }, false],
    [404, { error: { code: "", type: "no_route" } }, false],
    [404, "<html>Not Found</html>", false],
    [404, "", false],
    [400, { code: "task_gone", message: "gone", data: null }, true],
    [400, { code: "invalid_request", message: "bad" }, false],
    [500, { error: { code: "NoSuchTask" } }, false],
  ])("HTTP %i with %j says that the task is not known: %s", (status, body, unknownTask) => {
    expect(decode(status, body).unknownTask).toBe(unknownTask);
  });
});
