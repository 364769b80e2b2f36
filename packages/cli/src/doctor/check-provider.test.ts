import type { HttpAnswer, Transport } from "@shotlist/batch-runner";
import { expect, test } from "vitest";
import { builtInEndpoints } from "../providers/endpoint-of.ts";
import { createKeyring } from "../owner/keyring.ts";
import { noOwner } from "../owner/owner.ts";
import type { Output, World } from "../world/world.ts";
import { checkProvider } from "./check-provider.ts";

const date = "Sat, 21 Nov 2026 12:00:00 GMT";
const [endpoint] = builtInEndpoints(undefined);
if (endpoint === undefined) throw new Error("no provider is built in");

function answering(answer: Partial<HttpAnswer>): Transport & { readonly methods: string[] } {
  const methods: string[] = [];
  return {
    methods,
    request: async ({ method }) => {
      methods.push(method);
      return { status: 200, headers: { date }, body: new TextEncoder().encode("{}"), ...answer };
    },
    stream: () => Promise.reject(new Error("nothing is streamed")),
    close: () => Promise.resolve(),
  };
}

const env = { [endpoint.apiKeyEnv]: "secret" };
const silent: Output = { write: () => undefined, isTTY: false, columns: 80 };
const world: World = {
  stdout: silent,
  stderr: silent,
  env,
  cwd: "/",
  interruptible: () => {
    throw new Error("nothing is interrupted");
  },
};

const check = (transport: Transport, nowMs = Date.parse(date)): ReturnType<typeof checkProvider> =>
  checkProvider(endpoint, {
    env,
    keyring: createKeyring({ env, owner: noOwner, target: undefined, world }),
    owner: noOwner,
    transport,
    signal: new AbortController().signal,
    isNeeded: true,
    now: () => nowMs,
  });

async function clockAt(offsetMs: number): Promise<string | undefined> {
  const findings = await check(answering({}), Date.parse(date) + offsetMs);
  return findings.find(({ subject }) => subject === "clock")?.message;
}

test("all is well where the vendor answers; it is only read from", async () => {
  const transport = answering({});
  expect((await check(transport)).map(({ subject, state }) => [subject, state])).toEqual([
    [`key of ${endpoint.name}`, "good"],
    [`address of ${endpoint.name}`, "good"],
    ["clock", "good"],
  ]);
  expect(transport.methods).toEqual(["GET", "GET"]);
});

test("a clock that is off is a problem, whichever way", async () => {
  expect(await clockAt(120_000)).toBe(`120 seconds ahead of the clock of ${endpoint.name}`);
  expect(await clockAt(-90_000)).toBe(`90 seconds behind the clock of ${endpoint.name}`);
  expect(await clockAt(59_000)).toBe(`matches the clock of ${endpoint.name}`);
});

test("a vendor that is unwell, or refuses the key, is a problem, and the key is never in it", async () => {
  const unwell = await check(answering({ status: 503 }));
  expect(unwell).toContainEqual(expect.objectContaining({ state: "problem", message: expect.stringContaining("503") }));
  const refused = await check(answering({ status: 401 }));
  expect(refused).toContainEqual(expect.objectContaining({ state: "problem", exitCode: 2 }));
  expect(JSON.stringify([unwell, refused])).not.toContain("secret");
});
