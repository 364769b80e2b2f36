import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { root } from "./sources.ts";

interface Step {
  readonly uses?: string;
  readonly run?: string;
}
interface Job {
  readonly needs?: readonly string[];
  readonly if?: string;
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = join(root, ".github", "workflows");
const workflows = readdirSync(folder).map((file): { readonly file: string; readonly workflow: Workflow } => ({
  file,
  workflow: parse(readFileSync(join(folder, file), "utf8")),
}));

describe.each(workflows)("$file", ({ workflow }) => {
  const jobs = Object.values(workflow.jobs);

  test("names every action by the digest of its commit, which nobody can move", () => {
    const actions = jobs.flatMap((job) => job.steps.flatMap((step) => step.uses ?? []));
    expect(actions.filter((action) => !/@[0-9a-f]{40}$/.test(action))).toEqual([]);
  });

  test("states its permissions", () => {
    expect(workflow.permissions).toBeDefined();
  });
});

test("the required job fails unless every other job succeeded", () => {
  const { jobs } = workflows.find(({ file }) => file === "ci.yml")?.workflow ?? { jobs: {} };
  const { required, ...others } = jobs;
  expect(required?.needs?.toSorted()).toEqual(Object.keys(others).toSorted());
  expect(required?.if).toBe("always()");
  const successes = Object.keys(others)
    .map(() => "success")
    .join(" ");
  expect(required?.steps.map((step) => step.run)).toEqual([`test "$RESULTS" = "${successes}"`]);
});

test("what runs outside of this repository's CI runs there too", () => {
  const { jobs } = workflows.find(({ file }) => file === "ci.yml")?.workflow ?? { jobs: {} };
  expect(Object.values(jobs).flatMap((job) => job.steps.flatMap((step) => step.run ?? []))).toContain(".ci/run");
});
