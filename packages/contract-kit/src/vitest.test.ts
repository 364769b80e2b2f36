import { createMockServer } from "@shotlist/mock-server";
import { afterAll, expect, test } from "vitest";
import { ContractBrokenError, suiteTests } from "./suite.ts";
import { contractSuite } from "./vitest.ts";
import { openWebhookReceiver } from "./webhook/open-receiver.ts";

const mock = await createMockServer({ clock: "manual", seed: 1, formats: ["relaydance"] });
const webhookReceiver = await openWebhookReceiver();
afterAll(async () => {
  await webhookReceiver.close();
  await mock.close();
});

contractSuite({
  format: "relaydance",
  baseUrl: () => mock.urlOf("relaydance"),
  fetch: mock.fetch,
  seed: 1,
  draws: 5,
  webhookReceiver,
});

test("a case that fails throws, with rule, source and a command to repeat it", async () => {
  const forgetful = async (request: Request): Promise<Response> => {
    const response = await mock.fetch(request);
    return response.status === 401 ? new Response("{}", { status: 200 }) : response;
  };
  const [first] = suiteTests({
    format: "relaydance",
    baseUrl: mock.urlOf("relaydance"),
    fetch: forgetful,
    only: "poll/wrong-key",
  });
  const broken: unknown = await first?.run().catch((error: unknown) => error);
  expect(broken).toBeInstanceOf(ContractBrokenError);
  expect(String(broken)).toMatch(/error: bad_key.+HTTP 200[^]+curl -i 'http:.+wrong-key/);
});

test("a case that cannot be judged says why", async () => {
  const tests = suiteTests({
    format: "relaydance",
    baseUrl: mock.urlOf("relaydance"),
    fetch: mock.fetch,
    only: "lifecycle/calls-back",
  });
  expect(await tests[0]?.run()).toBe("not offered: no webhook receiver was given");
});
