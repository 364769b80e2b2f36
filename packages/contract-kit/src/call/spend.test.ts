import { describe, expect, test } from "vitest";
import { openMockEndpoint } from "../testing/mock-endpoint.ts";
import { TargetRefusedError } from "../run/errors.ts";
import type { ContractOptions } from "../run/options.ts";
import { runContract } from "../run/run-contract.ts";
import { createSpend, SpendRefusedError } from "./spend.ts";
import { wrongKey } from "./caller.ts";

const apiKey = "sk-a-real-key";

/** A vendor beyond this machine, played by the mock, with a recorder between. */
async function openLiveVendor() {
  const mock = await openMockEndpoint("toapis", { keys: [apiKey], clock: "scaled", speed: 100_000 });
  const requests: Request[] = [];
  const fetch = (request: Request): Promise<Response> => {
    requests.push(request.clone());
    const { pathname, search } = new URL(request.url);
    return mock.fetch(new Request(`http://mock.invalid/toapis${pathname}${search}`, request));
  };
  const options: ContractOptions = {
    format: "toapis",
    baseUrl: "https://vendor.example",
    fetch,
    apiKey,
    live: true,
    seed: 1,
    clock: instantClock(),
  };
  const submits = () =>
    requests.filter(({ method, headers }) => method === "POST" && headers.get("authorization") === `Bearer ${apiKey}`);
  return { options, requests, submits, [Symbol.asyncDispose]: mock[Symbol.asyncDispose] };
}

/** Waits take no time; limits on requests are never reached. */
function instantClock(): NonNullable<ContractOptions["clock"]> {
  let nowMs = 0;
  return {
    now: () => nowMs,
    sleep: async (ms, signal) => {
      // A limit, not a wait between polls: it only ends when it is cancelled.
      if (signal !== undefined && ms >= 10_000 && ms !== 10_000 * 1.2) {
        await new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(new Error("cancelled"))));
      }
      nowMs += ms;
    },
  };
}

describe("a live endpoint", () => {
  test("is refused unless it is asked for", async () => {
    await using vendor = await openLiveVendor();
    await expect(runContract({ ...vendor.options, live: false })).rejects.toThrow(TargetRefusedError);
    expect(vendor.requests).toEqual([]);
  });

  test("gets no key over http", async () => {
    await using vendor = await openLiveVendor();
    await expect(runContract({ ...vendor.options, baseUrl: "http://vendor.example" })).rejects.toMatchObject({
      code: "https_required",
    });
    expect(vendor.requests).toEqual([]);
  });

  test("gets reads and submits with a wrong key, and no submit with the valid one", async () => {
    await using vendor = await openLiveVendor();
    const report = await runContract(vendor.options);
    expect(vendor.submits()).toEqual([]);
    expect(report.spent).toEqual({ submits: 0 });
    const posts = vendor.requests.filter(({ method }) => method === "POST");
    expect(new Set(posts.map(({ headers }) => headers.get("authorization")))).toEqual(
      new Set([null, `Bearer ${wrongKey}`]),
    );
    expect(report.totals.skipped).toBeGreaterThan(100);
    expect(report.results.filter(({ verdict, bills }) => verdict === "skipped" && !bills)).toEqual([]);
    expect(report.totals).toMatchObject({ fail: 0, undecided: 0 });
  });

  test.each([1, 5, 23])("gets no more than %i submits with a valid key where so many are allowed", async (maxTasks) => {
    await using vendor = await openLiveVendor();
    const report = await runContract({
      ...vendor.options,
      maxTasks,
      only: ["submit.request/*", "generated/*", "submit/*"],
    });
    expect(vendor.submits()).toHaveLength(maxTasks);
    expect(report.spent.submits).toBe(maxTasks);
  });

  test("keeps within a budget at the worst price", async () => {
    await using vendor = await openLiveVendor();
    const budget = { amount: 10, currency: "CNY" };
    const report = await runContract({ ...vendor.options, budget, pricePerTask: 3, only: ["submit.request/*"] });
    expect(vendor.submits()).toHaveLength(3);
    expect(report.spent).toEqual({ submits: 3, amount: 9, currency: "CNY" });
  });

  test("gets no submit for a budget without a price", async () => {
    await using vendor = await openLiveVendor();
    await runContract({ ...vendor.options, budget: { amount: 1000, currency: "CNY" }, only: ["submit.request/*"] });
    expect(vendor.submits()).toEqual([]);
  });

  test("is never asked to move its clock or to play a fault", async () => {
    await using vendor = await openLiveVendor();
    await runContract({ ...vendor.options, maxTasks: 40, only: ["submit*", "poll*"] });
    expect(vendor.requests.filter(({ url, headers }) => url.includes("__mock") || headers.has("x-mock-fault"))).toEqual(
      [],
    );
  });
});

test("a submit that is refused for its price never counts", () => {
  const spend = createSpend({ maxTasks: 2, worstPrice: undefined });
  spend.reserve({});
  spend.reserve({});
  expect(() => spend.reserve({})).toThrow(SpendRefusedError);
  expect([spend.submits, spend.left()]).toEqual([2, 0]);
});

test("a submit that is answered with 429 pays again when it is repeated", async () => {
  await using vendor = await openLiveVendor();
  let sent = 0;
  const fetch = (request: Request): Promise<Response> => {
    if (request.method !== "POST") return vendor.options.fetch?.(request) ?? Promise.reject(new Error("no door"));
    sent += 1;
    return Promise.resolve(
      Response.json({ error: { code: "rate_limit_exceeded", message: "slow down" } }, { status: 429 }),
    );
  };
  const report = await runContract({ ...vendor.options, fetch, maxTasks: 2, only: ["submit.request/examples/*"] });
  expect(sent).toBe(2);
  expect(report.spent.submits).toBe(2);
});
