import { factsOf, formatIds } from "@shotlist/schema";
import { expect, test } from "vitest";
import { refusalOf, type KeyedProvider } from "./key-hosts.ts";

const nothing = { config: {}, keyHosts: [] };

function at(baseUrl: string, apiKeyEnv = "RELAY_API_KEY"): KeyedProvider {
  return { name: "relay", baseUrl, realm: `live:${baseUrl}`, apiKeyEnv };
}

function isAllowed(
  provider: KeyedProvider,
  { owner = nothing, target, remembered = () => [] }: Partial<Parameters<typeof refusalOf>[1]> = {},
): boolean {
  return refusalOf(provider, { owner, target, remembered }) === undefined;
}

test.each(formatIds)("the key of %s goes to its documented host, and to no other", (id) => {
  const { baseUrl, apiKeyEnv } = factsOf(id);
  expect(isAllowed(at(baseUrl.value, apiKeyEnv))).toBe(true);
  expect(isAllowed(at("https://relay.example.com", apiKeyEnv))).toBe(false);
  expect(isAllowed(at(`${baseUrl.value}:8443`, apiKeyEnv))).toBe(false);
  expect(isAllowed(at(baseUrl.value.replace("https://", "https://a."), apiKeyEnv))).toBe(false);
  expect(isAllowed(at(baseUrl.value.replace("https:", "http:"), apiKeyEnv))).toBe(false);
});

test("the key of one vendor does not go to another", () => {
  const [first = "ark", second = "wisgate"] = formatIds;
  expect(isAllowed(at(factsOf(first).baseUrl.value, factsOf(second).apiKeyEnv))).toBe(false);
});

test.each(["http://127.0.0.1:4010", "http://127.8.9.10", "http://localhost:1", "https://[::1]:8443"])(
  "%s is this machine and needs no entry",
  (baseUrl) => {
    expect(isAllowed(at(baseUrl))).toBe(true);
  },
);

test.each([
  "https://vendor.localhost",
  "http://127.0.0.1.example.com",
  "https://localhost.example.com",
  "https://10.0.0.1",
])("%s is not this machine", (baseUrl) => {
  expect(isAllowed(at(baseUrl))).toBe(false);
});

const allowances: readonly (readonly [Parameters<typeof isAllowed>[1], boolean])[] = [
  [{ owner: { config: { keys: { RELAY_API_KEY: ["Relay.example.com"] } }, keyHosts: [] } }, true],
  [{ owner: { config: { keys: { OTHER_API_KEY: ["relay.example.com"] } }, keyHosts: [] } }, false],
  [{ owner: { config: { keys: { RELAY_API_KEY: ["relay.example.com:8443"] } }, keyHosts: [] } }, false],
  [{ owner: { config: {}, keyHosts: ["relay.example.com"] } }, true],
  [{ target: { kind: "override", baseUrls: new Map([["*", "https://relay.example.com/v1"]]) } }, true],
  [{ target: { kind: "override", baseUrls: new Map([["relay", "https://relay.example.com"]]) } }, true],
  [{ target: { kind: "override", baseUrls: new Map([["other", "https://relay.example.com"]]) } }, false],
  [{ remembered: (key: string) => (key === "RELAY_API_KEY" ? ["relay.example.com"] : []) }, true],
];

test.each(allowances)("%j allows it: %s", (allowed, expected) => {
  expect(isAllowed(at("https://relay.example.com"), allowed)).toBe(expected);
});

test("no entry lets a secret of another kind go anywhere, not even to this machine", () => {
  const owner = { config: { keys: { GITHUB_TOKEN: ["relay.example.com"] } }, keyHosts: ["relay.example.com"] };
  expect(
    refusalOf(at("https://relay.example.com", "GITHUB_TOKEN"), { owner, target: undefined, remembered: () => [] }),
  ).toEqual({ provider: "relay", key: "GITHUB_TOKEN", host: "relay.example.com", isVendorKey: false });
  expect(isAllowed(at("http://127.0.0.1", "AWS_SECRET_ACCESS_KEY"))).toBe(false);
});
