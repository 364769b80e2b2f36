import { editionsOf, formatEditions, formatIds, formatOf, inEdition, rulesOf } from "@shotlist/schema";
import { describe, expect, test } from "vitest";
import { openMockEndpoint } from "../testing/mock-endpoint.ts";
import { openWebhookReceiver } from "../webhook/open-receiver.ts";
import type { ContractReport } from "../report/report.ts";
import type { RunClock } from "../call/clock.ts";
import { runContract } from "./run-contract.ts";

/** Every format, alone and in each of its editions. */
const formats = [...new Set([...formatIds, ...formatEditions])];

describe.each(formats)("against the mock of %s", (format) => {
  test("passes every case, advice included, and is seen to take every step", async () => {
    await using mock = await openMockEndpoint(format);
    await using webhookReceiver = await openWebhookReceiver();
    const report = await runContract({ ...mock.options, webhookReceiver, strict: true });
    const others = report.results.filter(({ verdict }) => verdict !== "pass");
    expect(others.map(({ id, verdict, reason, findings }) => ({ id, verdict, reason, findings }))).toEqual([]);
    expect(report.ok).toBe(true);
    // The mock never ends a task that nobody has seen running.
    const straightToAnEnd = ["queued failed", "queued expired"];
    const unseen = report.steps.filter(({ seen }) => !seen).map(({ from, to }) => `${from} ${to}`);
    expect(unseen.filter((step) => !straightToAnEnd.includes(step))).toEqual([]);
  });
});

const swaps = formatIds.flatMap((format) => {
  const editions = editionsOf(format).map(({ id }) => inEdition(format, id));
  return editions.flatMap((expected) =>
    editions.filter((played) => played !== expected).map((played) => ({ expected, played })),
  );
});

test.each(swaps)("finds out that $played answers in place of $expected", async ({ expected, played }) => {
  await using mock = await openMockEndpoint(played);
  const report = await runContract({ ...mock.options, format: expected, only: "submit.request/*" });
  expect(report.ok).toBe(false);
});

/** What was seen live is asked of every endpoint, also of one that plays an older document. */
const withoutProbes = swaps.filter(({ played }) =>
  rulesOf(formatOf(played), "submit.request").every(({ provenance }) => provenance.grade !== "observed"),
);

test.each(withoutProbes)("finds nothing wrong with $played where no edition is asked for", async ({ played }) => {
  await using mock = await openMockEndpoint(played);
  const { format: _, ...options } = mock.options;
  const report = await runContract({ ...options, format: formatOf(played), only: "submit.request/*" });
  expect(report.results.filter(({ verdict }) => verdict !== "pass")).toEqual([]);
});

test("gives the same report for the same seed", async () => {
  const [first, second] = [await runLifecycle(), await runLifecycle()];
  expect(first.results.length).toBeGreaterThan(10);
  expect(second).toEqual(first);
});

async function runLifecycle(): Promise<ContractReport> {
  await using mock = await openMockEndpoint("wisgate");
  const only = ["lifecycle/*", "list/*"];
  return await runContract({ ...mock.options, baseUrl: "http://localhost/wisgate", only });
}

test("runs only the cases asked for", async () => {
  await using mock = await openMockEndpoint("toapis");
  const report = await runContract({ ...mock.options, only: ["poll/*", "models/answers"] });
  expect(report.results.map(({ id }) => id)).toEqual([
    "poll/absent-key",
    "poll/wrong-key",
    "poll/unknown-task",
    "models/answers",
  ]);
});

test("does not guess where only a test double could show it", async () => {
  await using mock = await openMockEndpoint("wisgate");
  const withoutControl = (request: Request): Promise<Response> =>
    request.url.includes("/__mock/") ? Promise.resolve(new Response(null, { status: 404 })) : mock.fetch(request);
  const only = ["submit/rate-limited", "lifecycle/ends-as-failed", "lifecycle/link-expires"];
  const report = await runContract({ ...mock.options, fetch: withoutControl, clock: hurriedClock, only });
  expect(report.results.map(({ id, verdict }) => [id, verdict])).toEqual([
    ["submit/rate-limited", "not offered"],
    ["lifecycle/link-expires", "not offered"],
    ["lifecycle/ends-as-failed", "not offered"],
  ]);
});

test("leaves cases undecided when it is cancelled", async () => {
  await using mock = await openMockEndpoint("wisgate");
  const stop = new AbortController();
  const report = await runContract({ ...mock.options, signal: stop.signal, onResult: () => stop.abort() });
  expect(report.totals).toMatchObject({ pass: 1, undecided: report.results.length - 1 });
  expect(report.ok).toBe(false);
});

/** Any wait is over at once, any limit never. */
const hurriedClock: RunClock = { now: () => 0, sleep: () => new Promise(() => undefined) };
