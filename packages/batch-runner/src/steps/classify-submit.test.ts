import { describe, expect, it } from "vitest";
import { DeliveryError } from "../failures/delivery-error.ts";
import { formatSupportOf } from "../formats/format-support.ts";
import { classifySubmit } from "./classify-submit.ts";

const key = "canary-key-0123456789";
const format = formatSupportOf("ark");

function answered(
  status: number,
  body: unknown = { error: { code: "bad", message: "no" } },
  headers: Readonly<Record<string, string>> = {},
): ReturnType<typeof classifySubmit> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return classifySubmit({ status, headers, body: Buffer.from(text) }, { format, key });
}

describe("an answer to a submit", () => {
  it.each([408, 409, 421, 425, 499, 500, 502, 503, 504])("with %i leaves open whether a task exists", (status) => {
    expect(answered(status).kind).toBe("uncertain");
  });

  it.each([400, 406, 410, 413, 415, 422, 451])("with %i refuses for good", (status) => {
    expect(answered(status).kind).toBe("refused");
  });

  it.each([401, 402, 403])("with %i is about the key or the account", (status) => {
    expect(answered(status).kind).toBe("closed");
  });

  it.each([404, 405])("with %i is about the address, unless the facts list its code for something else", (status) => {
    expect(answered(status).kind).toBe("no-address");
    expect(answered(status, "<html>").kind).toBe("no-address");
    expect(answered(404, { error: { code: "InvalidEndpointOrModel.NotFound", message: "no" } }).kind).toBe("refused");
    expect(answered(404, { error: { code: "model_not_found", message: "no" } }).kind).toBe("refused");
  });

  it.each([301, 302, 303, 307, 308])("with %i and an address is sent on", (status) => {
    expect(answered(status, {}, { location: "/v2" })).toMatchObject({ kind: "redirected", location: "/v2" });
    expect(answered(status, {}).kind).toBe("uncertain");
  });

  it.each([202, 302, 308, 409, 429, 500, 503])("with %i and an id is a task", (status) => {
    expect(answered(status, { id: "cgt-1" }, { location: "/v2", "retry-after": "0" })).toMatchObject({
      kind: "accepted",
      taskId: "cgt-1",
    });
  });

  it("that refuses is a task only where its id looks like a task's", () => {
    expect(answered(400, { id: "cgt-1", error: { message: "no" } }).kind).toBe("accepted");
    expect(answered(400, { id: "req-1", error: { message: "no" } }).kind).toBe("refused");
    expect(answered(403, { id: "req-1", error: { message: "no" } }).kind).toBe("closed");
  });

  it.each([
    [429, "SetLimitExceeded"],
    [429, "QuotaExceeded"],
    [429, "insufficient_quota"],
    [400, "billing_hard_limit_reached"],
  ])("with %i %s says that the account is empty", (status, code) => {
    const body = { error: { code, message: "pay first" } };
    expect(answered(status, body)).toMatchObject({
      kind: "closed",
      failure: { message: "pay first", vendorCode: code },
    });
  });

  it("with a time to come back is a rate limit, whatever its code", () => {
    const body = { error: { code: "QuotaExceeded", message: "slow" } };
    expect(answered(429, body, { "retry-after": "7" }).kind).toBe("rate-limited");
    expect(answered(429, { error: { code: "ServerOverloaded", message: "slow" } }).kind).toBe("rate-limited");
  });

  it.each([
    ["<html>", "its answer is not JSON"],
    ["", "its answer is not JSON"],
    [{}, "The answer has no id"],
    [{ id: null, message: "prompt is empty" }, "The answer has no id; it says: prompt is empty"],
    [{ id: { value: "cgt-1" } }, "The answer has no id"],
    [{ id: `cgt-${key}` }, "contains an address or the key"],
    [{ id: "https://cdn.example.com/?sig=1" }, "contains an address or the key"],
  ])("says why %j was not understood", (body, reason) => {
    const outcome = answered(200, body);
    expect(outcome).toMatchObject({ kind: "uncertain", failure: { message: expect.stringContaining(reason) } });
    expect(JSON.stringify(outcome)).not.toContain(key);
  });

  it("that was cut off says how", () => {
    const error = new DeliveryError({
      phase: "answered",
      code: "UND_ERR_SOCKET",
      message: "The connection was closed",
      status: 200,
      headers: {},
    });
    expect(classifySubmit(error, { format, key })).toEqual({
      kind: "uncertain",
      failure: { code: "UND_ERR_SOCKET", message: "The connection was closed" },
    });
  });
});
