import { expect, test } from "vitest";
import type { ProviderEndpoint } from "../providers/endpoint-of.ts";
import type { VendorAnswer } from "../providers/read-from-vendor.ts";
import { addressFinding } from "./check-address.ts";

const endpointAt = (baseUrl: string): ProviderEndpoint => ({
  name: "relay",
  format: "toapis",
  baseUrl,
  realm: "live:https://relay.example.com",
  apiKeyEnv: "TOAPIS_API_KEY",
});
const answered = (status: number, body: unknown): VendorAnswer => ({
  outcome: "answered",
  status,
  body,
  dateMs: undefined,
});
const ok = answered(200, {});

/** `task` answers for a task that nobody has, `nowhere` for a path that nobody has. */
const find = (baseUrl: string, { task, nowhere = task }: { task: VendorAnswer; nowhere?: VendorAnswer }) =>
  addressFinding(endpointAt(baseUrl), ok, async (path) => (path.includes("no-such-address") ? nowhere : task));

const said = (path: string): VendorAnswer =>
  answered(404, { error: { code: "not_found", message: `Nothing at ${path}` } });
const never = (): Promise<VendorAnswer> => Promise.reject(new Error("asked again"));
const noTask = answered(404, { error: { code: "task_not_found", message: "No such task: shotlist-doctor" } });
const noPage = answered(404, "Not Found");

test("a task that nobody has is unknown at the right address", async () => {
  const finding = await find("https://relay.example.com", { task: noTask, nowhere: noPage });
  expect(finding).toMatchObject({ state: "good", message: "https://relay.example.com answers" });
  expect(await find("https://relay.example.com", { task: answered(200, {}) })).toMatchObject({ state: "good" });
});

test.each([
  ["https://relay.example.com", noPage, "Compare baseUrl with the vendor's documentation"],
  ["https://relay.example.com", answered(405, {}), "Compare baseUrl with the vendor's documentation"],
  ["https://relay.example.com/v1", noPage, "Use baseUrl: https://relay.example.com"],
  ["https://relay.example.com/x/v1", noTask, "Use baseUrl: https://relay.example.com/x"],
])("an address with nothing there is a problem: %s", async (baseUrl, task, hint) => {
  expect(await find(baseUrl, { task })).toMatchObject({ state: "problem", hint: expect.stringContaining(hint) });
});

test("a vendor that answers both alike is said to", async () => {
  const finding = await find("https://relay.example.com", { task: said("/v1/x"), nowhere: said("/y") });
  expect(finding).toMatchObject({ state: "note", message: expect.stringContaining("gives the same answer") });
});

test("one that cannot be reached, is unwell, or refuses the key is not asked again", async () => {
  const endpoint = endpointAt("https://relay.example.com");
  const unreachable: VendorAnswer = { outcome: "unreachable", message: "no", hint: undefined };
  expect(await addressFinding(endpoint, unreachable, never)).toMatchObject({ state: "problem" });
  expect(await addressFinding(endpoint, answered(503, {}), never)).toMatchObject({ state: "problem" });
  const refused: VendorAnswer = { outcome: "refused", status: 401, message: "no", dateMs: undefined };
  expect(await addressFinding(endpoint, refused, never)).toMatchObject({ state: "good" });
});
