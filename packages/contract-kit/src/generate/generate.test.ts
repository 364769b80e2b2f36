import { formatIds, rulesOf, validateMessage } from "@shotlist/schema";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openMockEndpoint } from "../testing/mock-endpoint.ts";
import { runContract } from "../run/run-contract.ts";
import { changeAnswers } from "../testing/mutants/tamper.ts";
import { arbitraryAcceptedBody } from "./arbitrary-body.ts";
import { arbitraryRefusedBody } from "./arbitrary-refused-body.ts";

describe.each(formatIds)("bodies drawn for %s", (format) => {
  test("are accepted without a remark, and differ", () => {
    const bodies = fc.sample(arbitraryAcceptedBody(format), { seed: 1, numRuns: 60 });
    expect(bodies.filter((body) => validateMessage(format, "submit.request", body, { strict: true }).ok)).toHaveLength(
      60,
    );
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBeGreaterThan(25);
  });

  test("break rules of many kinds where they are to be refused", () => {
    const bodies = fc.sample(arbitraryRefusedBody(format), { seed: 1, numRuns: 120 });
    const broken = bodies.flatMap((body) => {
      const verdict = validateMessage(format, "submit.request", body);
      return verdict.ok ? [] : [verdict.errors[0]?.rule];
    });
    expect(broken).toHaveLength(120);
    const known = rulesOf(format, "submit.request").filter(({ level }) => level === "reject");
    expect(new Set(broken).size).toBeGreaterThan(Math.min(12, known.length / 3));
  });
});

test("the report shows a simple body where a long one failed first", async () => {
  await using mock = await openMockEndpoint("toapis@2026-05");
  const refusesLength = changeAnswers("toapis", mock.fetch, ({ operation, body }, { status }) => {
    const asked: unknown = typeof body === "object" && body !== null ? Reflect.get(body, "duration") : undefined;
    if (operation !== "submit" || status >= 300 || typeof asked !== "number" || asked < 7) return undefined;
    return {
      status: 400,
      body: { error: { code: "invalid_request", message: "too long", type: "invalid_request_error" } },
    };
  });
  const report = await runContract({
    ...mock.options,
    fetch: refusesLength,
    draws: 100,
    only: "generated/accepted-bodies",
  });
  const [result] = report.results;
  expect(result?.verdict).toBe("fail");
  // Nothing is left of the body but what the format requires and what makes it fail.
  const body: unknown = result?.exchanges[0]?.request.body;
  expect(Object.keys(body ?? {}).toSorted()).toEqual(["duration", "model", "prompt"]);
});
