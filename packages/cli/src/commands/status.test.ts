import { expect, test } from "vitest";
import { createProject, twoTakes } from "../testing/project.ts";

test("without a ledger it says that nothing was rendered", async () => {
  using project = createProject();
  expect(await project.shotlist("status")).toEqual({
    exitCode: 0,
    stdout: `Nothing has been rendered yet: no ledger at ${project.path(".shotlist")} knows a take.\n`,
    stderr: "",
  });
});

test("shows every take of the ledger, and with a storyboard what a render would do", async () => {
  using project = createProject({ "a.yaml": twoTakes });
  await project.shotlist("render", "a.yaml", "--mock", "--speed", "6000", "--only", "reveal");
  const all = await project.shotlist("status");
  expect(all.stdout).toMatch(
    /^mock\ntake +state +task\nlaunch\/reveal +downloaded +cgt-\S+\n\n1 take\. Nothing spent\.\n$/,
  );

  const one = await project.shotlist("status", "a.yaml");
  expect(one.stdout).toMatch(/^launch\/reveal +downloaded +cached +cgt-\S+$/m);
  expect(one.stdout).toMatch(/^launch\/skyline +planned +render$/m);
});

test("a take that was rendered again stands by what was asked for last, whatever the clocks of the two runs said", async () => {
  using project = createProject({ "a.yaml": twoTakes });
  // The first run's mock is far ahead of the second's when it submits its last take.
  await project.shotlist("render", "a.yaml", "--mock", "--speed", "6000", "--concurrency", "1");
  project.write("a.yaml", twoTakes.replace("A skyline", "A river"));
  const again = await project.shotlist("render", "a.yaml", "--mock", "--speed", "1000", "--json");
  const rendered: { takes: readonly { id: string; taskId: string }[] } = JSON.parse(again.stdout);
  const task = rendered.takes.find(({ id }) => id === "skyline")?.taskId;
  const { stdout } = await project.shotlist("status", "--json");
  expect(JSON.parse(stdout)).toMatchObject({
    takes: expect.arrayContaining([expect.objectContaining({ id: "skyline", taskId: task })]),
  });
});

test("a ledger that knows nothing of the storyboard is not shown", async () => {
  using project = createProject({ "a.yaml": twoTakes, "b.yaml": twoTakes.replace("name: launch", "name: sequel") });
  await project.shotlist("render", "a.yaml", "--mock", "--speed", "6000", "--only", "reveal");
  await project.shotlist("render", "b.yaml", "--base-url", "http://127.0.0.1:1", "--max-tasks", "0");
  const { stdout } = await project.shotlist("status", "a.yaml");
  expect(stdout).toMatch(/^mock\ntake /);
  expect(stdout).not.toContain("local");
});

test("--json has the same, per realm", async () => {
  using project = createProject({ "a.yaml": twoTakes });
  await project.shotlist("render", "a.yaml", "--mock", "--speed", "6000", "--only", "reveal");
  const { stdout } = await project.shotlist("status", "a.yaml", "--json");
  expect(JSON.parse(stdout)).toEqual({
    takes: [
      {
        storyboard: "launch",
        realm: "mock",
        id: "reveal",
        state: "downloaded",
        action: "cached",
        reason: "its clip is here",
        provider: "wisgate",
        model: "doubao-seedance-2.0",
        attempts: 1,
        taskId: expect.stringMatching(/^cgt-/),
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        versions: 1,
        updatedAt: expect.any(String),
      },
      {
        storyboard: "launch",
        realm: "mock",
        id: "skyline",
        state: "planned",
        action: "render",
        reason: "not rendered yet",
        provider: "wisgate",
        model: "doubao-seedance-2.0",
        attempts: 0,
        versions: 0,
      },
    ],
    totals: [{ realm: "mock", takes: 2, spent: [], reserved: [] }],
  });
});
