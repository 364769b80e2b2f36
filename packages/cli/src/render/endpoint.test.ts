import { expect, test } from "vitest";
import { openIdleMock } from "./endpoint.ts";

const request = { method: "GET", url: "http://127.0.0.1:1/", headers: {}, timeoutMs: 1, maxBytes: 1 } as const;

test("an idle mock sends nothing anywhere, and says so", async () => {
  await using endpoint = openIdleMock([]);
  const refusal = { name: "DeliveryError", phase: "not-sent" };
  await expect(endpoint.transport.request(request)).rejects.toMatchObject(refusal);
  await expect(endpoint.transport.stream(request)).rejects.toMatchObject(refusal);
  expect(endpoint.forgetsTasks).toBe(true);
});
