import { expect, test } from "vitest";
import type { ProviderEndpoint } from "../providers/endpoint-of.ts";
import { checkProxy, checkReach } from "./check-network.ts";

const endpoint: ProviderEndpoint = {
  name: "relay",
  format: "ark",
  baseUrl: "https://ark.example.com/api",
  realm: "live:https://ark.example.com",
  apiKeyEnv: "ARK_API_KEY",
};
const reach = (address: string, over: Partial<ProviderEndpoint> = {}, env = {}) =>
  checkReach({ ...endpoint, ...over }, { resolve: async () => [address], env, linkHosts: [] });

test.each(["93.184.216.34", "64:ff9b::5db8:d822"])("%s finds no problems on", async (address) => {
  expect(await reach(address)).toEqual([]);
});

test("an address that a proxy makes up is noted: clips are fetched all the same", async () => {
  expect(await reach("198.18.0.21")).toMatchObject([
    { state: "note", message: expect.stringContaining("198.18.0.21") },
  ]);
});

test.each(["10.8.0.4", "100.100.12.7", "fc00::21", "127.0.0.1"])(
  "%s is a problem before anything is paid",
  async (address) => {
    expect(await reach(address)).toMatchObject([{ state: "problem", message: expect.stringContaining(address) }]);
  },
);

test("a server of this machine, and one behind a proxy, are not looked up", async () => {
  expect(await reach("127.0.0.1", { realm: "local:http://localhost:4010", baseUrl: "http://localhost:4010" })).toEqual(
    [],
  );
  expect(await reach("10.8.0.4", {}, { HTTPS_PROXY: "http://proxy.example:3128" })).toEqual([]);
});

test("says which proxy is used, without its password", () => {
  expect(checkProxy({})).toEqual([]);
  const env = { https_proxy: "", HTTPS_PROXY: "http://user:canary@proxy.example:3128", NO_PROXY: ".example.com" };
  expect(checkProxy(env)).toEqual([
    {
      subject: "proxy",
      state: "good",
      message: "requests go through proxy.example:3128 (HTTPS_PROXY), except .example.com",
    },
  ]);
});
