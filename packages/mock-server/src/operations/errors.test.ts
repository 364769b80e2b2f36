import { describe, expect, test } from "vitest";
import { playableFormats } from "../formats/mount.ts";
import { sampleRequest } from "../testing/sample-requests.ts";
import { goodKey, startMock } from "../testing/start-mock.ts";
import type { ReadAnswer } from "../testing/read-answer.ts";
import type { TestMock } from "../testing/start-mock.ts";
import { validateMessage } from "@shotlist/schema";

describe.each(playableFormats)("%s", (format) => {
  const occasions: readonly (readonly [string, (mock: TestMock) => Promise<ReadAnswer>])[] = [
    ["no_key", ({ submit }) => submit(sampleRequest(format), {})],
    ["no_key", ({ submit }) => submit(sampleRequest(format), { authorization: "Basic abc" })],
    ["bad_key", ({ submit }) => submit(sampleRequest(format), { authorization: "Bearer wrong-key" })],
    ["invalid_request", ({ submit }) => submit({})],
    ["invalid_request", ({ submit }) => submit([])],
    ["invalid_request", ({ submit }) => submit(sampleRequest(format), { ...goodKey, "content-type": "text/plain" })],
    ["malformed_json", ({ submit }) => submit("{")],
    ["malformed_json", ({ submit }) => submit("")],
    ["malformed_json", ({ submit }) => submit(`{"a":${"[".repeat(300)}${"]".repeat(300)}}`)],
    ["unknown_task", ({ poll }) => poll("task_of_nobody")],
    ["unknown_path", ({ call }) => call("GET", "/nowhere")],
    ["unknown_path", ({ call, facts }) => call("PATCH", facts.operations.submit?.path ?? "")],
  ];

  test.each(occasions)("answers %s as documented", async (occasion, cause) => {
    const mock = await startMock(format);
    const { status, body } = await cause(mock);
    const fact = mock.facts.errors.find((error) => error.occasion === occasion);
    expect(fact, `${format} has no fact for ${occasion}`).toBeDefined();
    expect(status).toBe(fact?.httpStatus);
    expect(JSON.stringify(body)).toContain(JSON.stringify(fact?.type ?? fact?.code));
    expect(validateMessage(format, "error.response", body)).toEqual({ ok: true, advice: [] });
    expect(mock.mock.requests.at(-1)).toMatchObject({ status, verdict: "refused" });
    expect(mock.mock.tasks).toEqual([]);
  });

  test("accepts only listed keys where there is a list", async () => {
    const { submit } = await startMock(format, { keys: ["wrong-but-listed"] });
    expect((await submit()).status).toBe(401);
    expect((await submit(sampleRequest(format), { authorization: "Bearer wrong-but-listed" })).status).toBe(200);
  });

  test("keeps no key in the journal", async () => {
    const { mock, submit } = await startMock(format);
    await submit(sampleRequest(format), { authorization: "Bearer very-secret" });
    expect(JSON.stringify(mock.requests)).not.toContain("very-secret");
  });
});
