import type { ResolvedProvider } from "@shotlist/core";
import { expect, test } from "vitest";
import { noOwner } from "../owner/owner.ts";
import { requireReach } from "./require-reach.ts";

const relay: ResolvedProvider = {
  name: "relay",
  format: "wisgate",
  baseUrl: "https://relay.example.com:8443/v1",
  realm: "live:https://relay.example.com:8443",
  apiKeyEnv: "RELAY_API_KEY",
  concurrency: 1,
  pollEveryMs: 1,
  deadlineMs: 1,
  list: false,
};

function requireAt(
  address: string,
  {
    linkHosts = [] as readonly string[],
    ...over
  }: Partial<ResolvedProvider> & { readonly linkHosts?: readonly string[] } = {},
): Promise<void> {
  const owner = { ...noOwner, config: { linkHosts: [...linkHosts] } };
  return requireReach([{ ...relay, ...over }], { owner, env: {}, resolve: async () => [address] });
}

test.each(["10.8.0.4", "127.0.0.1", "fd00::1", "169.254.169.254"])(
  "a provider whose name leads to %s is refused before anything is paid, with the lines to add",
  async (address) => {
    await expect(requireAt(address)).rejects.toMatchObject({
      code: "link_host_not_allowed",
      exitCode: 2,
      hint: expect.stringContaining('linkHosts: ["relay.example.com:8443"]'),
    });
  },
);

test("a host of the owner's list is not, and no other port of it", async () => {
  await expect(requireAt("10.8.0.4", { linkHosts: ["Relay.example.com:8443"] })).resolves.toBeUndefined();
  await expect(requireAt("10.8.0.4", { linkHosts: ["relay.example.com"] })).rejects.toMatchObject({ exitCode: 2 });
});

test.each([
  ["a public address", "93.184.216.34", {}],
  ["a base URL that is an address itself", "10.8.0.4", { baseUrl: "https://10.8.0.4", realm: "live:https://10.8.0.4" }],
  ["a server of this machine", "127.0.0.1", { baseUrl: "http://localhost:1", realm: "local:http://localhost:1" }],
] as const)("%s is not refused", async (_what, address, over) => {
  await expect(requireAt(address, over)).resolves.toBeUndefined();
});
