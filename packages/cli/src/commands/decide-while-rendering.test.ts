import { readFileSync } from "node:fs";
import { createMockServer, type MockServer } from "@shotlist/mock-server";
import { beforeAll, expect, test } from "vitest";
import { runIn, type Outcome } from "../testing/fake-world.ts";
import { pageDataOf } from "../testing/page-data-of.ts";
import { createProject, twoTakes, type Project } from "../testing/project.ts";
import { ExitCode } from "../world/exit-code.ts";

interface Rendering {
  readonly project: Project;
  readonly vendor: MockServer;
  /** Lets the vendor finish, and the render with it. */
  readonly finish: () => Promise<Outcome>;
}

/** A render whose second version of `reveal` is under way at its vendor, and the clips of an earlier render. */
async function rendering(): Promise<Rendering> {
  const project = createProject({ "a.yaml": twoTakes });
  const vendor = await createMockServer({ format: "wisgate", progress: { mode: "manual" } });
  const submitted = Promise.withResolvers<void>();
  const words = ["render", "a.yaml", "--base-url", vendor.url, "--yes", "--events"];
  const render = (onPrinted: (text: string) => void): Promise<Outcome> =>
    runIn({ cwd: project.folder, env: { WISGATE_API_KEY: "test-key-0123456789" }, onPrinted }, ...words);
  const finishAll = (): void => {
    for (const { id } of vendor.tasks) for (const _ of ["running", "ended"]) vendor.step(id);
  };
  const first = await render((text) => {
    if (text.includes('"submitted"')) finishAll();
  });
  expect(first.exitCode).toBe(0);
  expect((await project.shotlist("retry", "--take", "reveal", "--yes")).exitCode).toBe(0);
  const second = render((text) => {
    if (text.includes('"submitted"')) submitted.resolve();
  });
  await submitted.promise;
  return {
    project,
    vendor,
    finish: () => {
      finishAll();
      return second;
    },
  };
}

let run: Rendering;
beforeAll(async () => {
  run = await rendering();
  return async () => {
    await run.finish();
    await run.vendor.close();
    run.project[Symbol.dispose]();
  };
});

test.each([
  ["approve", "launch/skyline"],
  ["reject", "launch/skyline"],
  ["use", "launch/reveal", "1"],
  ["retry", "--take", "skyline", "--yes"],
  ["gc", "--apply"],
])("%s %s is refused while a run holds the ledger, and says who holds it and what to do", async (...words) => {
  const { exitCode, stdout, stderr } = await run.project.shotlist(...words);
  expect({ exitCode, stdout }).toEqual({ exitCode: ExitCode.held, stdout: "" });
  expect(stderr).toMatch(
    new RegExp(
      `^error: Another run is using the ledger: process ${process.pid} on .+\\n.*Wait until it ends, or stop it`,
      "u",
    ),
  );
});

test("a page of reviews that is written meanwhile is refused as a whole, with the same code", async () => {
  const { project } = run;
  await project.shotlist("report", "a.yaml");
  const { takes } = pageDataOf(readFileSync(project.path("report.html"), "utf8"));
  const sha256 = takes.find(({ id }) => id === "skyline")?.versions[0]?.sha256;
  const decision = { realm: "local", take: "launch/skyline", version: 1, sha256, verdict: "approved" };
  project.write("decisions.json", JSON.stringify({ decisions: 1, of: [decision] }));
  const { exitCode, stdout, stderr } = await project.shotlist("review", "--apply", "decisions.json", "--json");
  expect({ exitCode, stderr, document: JSON.parse(stdout) }).toMatchObject({
    exitCode: ExitCode.held,
    document: { ok: false, results: [{ ok: false, code: "ledger_held" }] },
  });
});

test("afterwards the run is as it would have been: one task more, nothing decided, and the decision can be made", async () => {
  const { project, vendor } = run;
  expect((await run.finish()).exitCode).toBe(0);
  expect(vendor.tasks).toHaveLength(3);
  const before = await project.shotlist("status", "a.yaml", "--json");
  expect(before.stdout).not.toMatch(/approved|rejected/u);
  expect((await project.shotlist("approve", "launch/skyline")).exitCode).toBe(0);
  expect((await project.shotlist("use", "launch/reveal", "1")).exitCode).toBe(0);
  expect(vendor.tasks).toHaveLength(3);
});
