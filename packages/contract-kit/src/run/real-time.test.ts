import { createMockServer } from "@shotlist/mock-server";
import { describe, expect, test } from "vitest";
import { paceEndpoint } from "../testing/paced-clock.ts";
import { runContract } from "./run-contract.ts";

describe.each(["relaydance", "3hei", "openai-videos"] as const)(
  "a right endpoint of %s that lives in real time",
  (format) => {
    test("is walked at the format's pace, and passes", async () => {
      await using mock = await createMockServer({ formats: [format], clock: "manual" });
      const { fetch, clock, passedMs } = paceEndpoint(mock);
      const options = { format, baseUrl: mock.urlOf(format), fetch, clock, seed: 3 };
      const only = ["generated/walks", "lifecycle/runs-to-its-end-1"];
      const { ok, results } = await runContract({ ...options, only });
      expect(results.map(({ id, verdict, reason }) => [id, verdict, reason])).toEqual([
        [expect.stringMatching(/^lifecycle/), "pass", undefined],
        ["generated/walks", "pass", undefined],
      ]);
      expect(ok).toBe(true);
      expect(mock.tasks.length).toBeGreaterThan(5);
      expect(passedMs()).toBeLessThan(15 * 60_000);
    });

    test("is walked within the time that a case has", async () => {
      await using mock = await createMockServer({ formats: [format], clock: "manual" });
      const { fetch, clock, passedMs } = paceEndpoint(mock);
      const options = { format, baseUrl: mock.urlOf(format), fetch, clock, seed: 3, caseTimeoutMs: 20_000 };
      const { results } = await runContract({ ...options, only: "generated/walks" });
      expect(results.map(({ verdict }) => verdict)).toEqual(["pass"]);
      expect(passedMs()).toBeLessThanOrEqual(10_000);
    });
  },
);

test("says before each case how far the run has come", async () => {
  await using mock = await createMockServer({ formats: ["toapis"], clock: "manual" });
  const seen: unknown[] = [];
  const only = ["poll/absent-key", "poll/wrong-key", "poll/unknown-task"];
  const options = { format: "toapis", baseUrl: mock.urlOf("toapis"), fetch: mock.fetch, only } as const;
  await runContract({ ...options, onCase: (progress) => seen.push(progress) });
  expect(seen).toEqual(only.map((id, done) => ({ id, done, total: 3 })));
});
