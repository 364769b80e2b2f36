import { createMockServer, type FaultPlace } from "@shotlist/mock-server";
import { expect, test } from "vitest";
import { createProject, twoTakes } from "../testing/project.ts";

/** Renders two takes, one after the other, at a vendor with a fault. */
async function renderAt(
  fault: string,
  operation: FaultPlace,
  times = 1,
): Promise<{ readonly exitCode: number; readonly stderr: string; readonly report: object; readonly tasks: number }> {
  await using vendor = await createMockServer({
    format: "wisgate",
    progress: { mode: "polls", polls: 2 },
    scenario: { rules: [{ fault, match: { operation }, times }] },
  });
  using project = createProject({
    "a.yaml": twoTakes.replace("pollEvery: 5ms", "pollEvery: 5ms, concurrency: 1"),
  });
  const { exitCode, stdout, stderr } = await project.shotlist(
    "render",
    "a.yaml",
    "--base-url",
    vendor.url,
    "--yes",
    "--json",
  );
  const report: object = JSON.parse(stdout);
  return { exitCode, stderr, report, tasks: vendor.billed().tasks };
}

test.each([
  ["id_below_data", "submit", 2, ""],
  ["compressed", "submit", 2, ""],
  ["compressed", "poll", 4, ""],
  ["numbers_as_text", "poll", 8, ""],
  ["status_of_others", "poll", 8, "SUCCESS"],
] as const)("%s on a %s is read, and nothing is paid twice", async (fault, operation, times, warning) => {
  const { exitCode, report, tasks, stderr } = await renderAt(fault, operation, times);
  expect(report).toMatchObject({ ok: true, submitted: 2, totals: { succeeded: 2 } });
  expect({ exitCode, tasks }).toEqual({ exitCode: 0, tasks: 2 });
  expect(stderr).toContain(warning);
});

test("a redirected submit is uncertain, and closes the provider after the first", async () => {
  const { exitCode, report, tasks } = await renderAt("redirected", "submit", 2);
  expect(report).toMatchObject({ totals: { uncertain: 1, left: 1 } });
  expect({ exitCode, tasks }).toEqual({ exitCode: 3, tasks: 0 });
});

test("an empty account that answers 429 closes the provider with its words", async () => {
  const { report, tasks, stderr } = await renderAt("quota_as_rate_limit", "submit", 2);
  expect(report).toMatchObject({ ok: false, submitted: 0 });
  expect(tasks).toBe(0);
  expect(stderr).toContain("You exceeded your current quota");
});
