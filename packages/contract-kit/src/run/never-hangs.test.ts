import { describe, expect, test } from "vitest";
import { faultLibrary } from "@shotlist/mock-server";
import { openMockEndpoint } from "../testing/mock-endpoint.ts";
import type { Fetch } from "../call/target.ts";
import { systemClock } from "../call/clock.ts";
import type { RunClock } from "../call/clock.ts";
import { runContract } from "./run-contract.ts";

/** Waits take a thousandth of their time. */
const quickClock: RunClock = {
  now: () => systemClock.now(),
  sleep: (ms, signal) => systemClock.sleep(ms / 1000, signal),
};

const usual = [
  "submit/*-key",
  "poll/unknown-task",
  "lifecycle/runs-to-its-end-1",
  "lifecycle/lists-a-task",
  "generated/walks",
];

/** Each of these answers takes the mock a while to make. */
const heavy: Readonly<Record<string, readonly string[]>> = {
  giant_json: ["submit/absent-key", "list/answers", "poll/*"],
};

/** A fault on every call of the endpoint. */
function always(fault: string, inner: Fetch): Fetch {
  return (request) => {
    const headers = new Headers(request.headers);
    if (!request.url.includes("/__mock/")) headers.set("x-mock-fault", fault);
    return inner(new Request(request, { headers }));
  };
}

const striking = faultLibrary.filter(({ layer }) => layer !== "webhook").map(({ name }) => name);

describe("against an endpoint that always plays a fault", () => {
  test.each(striking)("%s: every case comes to a verdict", async (fault) => {
    await using mock = await openMockEndpoint("wisgate");
    const report = await runContract({
      ...mock.options,
      fetch: always(fault, mock.fetch),
      clock: quickClock,
      only: heavy[fault] ?? usual,
      draws: 2,
      caseTimeoutMs: 20_000,
    });
    expect(report.results.length).toBeGreaterThan(3);
    const unexplained = report.results.filter(({ verdict, reason = "" }) => verdict === "undecided" && reason === "");
    expect(unexplained).toEqual([]);
  });
});

test("an endpoint that never answers is given up", async () => {
  const asked: string[] = [];
  const silent: Fetch = ({ url }) => {
    asked.push(url);
    return new Promise(() => undefined);
  };
  const report = await runContract({
    format: "wisgate",
    baseUrl: "http://127.0.0.1:1/x",
    fetch: silent,
    clock: quickClock,
    seed: 1,
  });
  expect(report.totals).toEqual({
    pass: 0,
    fail: 0,
    notOffered: 0,
    skipped: 0,
    undecided: report.results.length,
    advice: 0,
  });
  expect(report.ok).toBe(false);
  expect(asked.length).toBeLessThan(10);
});

const refused: Fetch = () =>
  Promise.reject(new TypeError("fetch failed", { cause: Object.assign(new Error("no"), { code: "ECONNREFUSED" }) }));

test("an endpoint that nobody listens at is given up", async () => {
  const report = await runContract({
    format: "wisgate",
    baseUrl: "http://127.0.0.1:1",
    fetch: refused,
    clock: quickClock,
    seed: 1,
  });
  expect(report.results[0]?.reason).toContain("unreachable");
  expect(report.totals.undecided).toBe(report.results.length);
});
