import { createMockServer } from "@shotlist/mock-server";
import { expect, test } from "vitest";
import { createProject, twoTakes } from "../testing/project.ts";

test("with nothing undecided, --list says so", async () => {
  using project = createProject();
  expect(await project.shotlist("resolve", "--list")).toEqual({
    exitCode: 0,
    stdout: "Nothing needs a decision.\n",
    stderr: "",
  });
});

test("a take without problems is reported with its state", async () => {
  using project = createProject({ "a.yaml": twoTakes });
  await project.shotlist("render", "a.yaml", "--mock", "--speed", "6000");
  expect(await project.shotlist("resolve", "reveal", "--abandon")).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("launch/reveal is downloaded: no decision is needed"),
  });
  expect(await project.shotlist("resolve", "unveil", "--abandon")).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("The ledger has no take unveil"),
  });
});

test.each([
  [[], "shotlist resolve needs TAKE or --list"],
  [["reveal"], "What should happen to reveal? Add --adopt TASK_ID, --release TASK_ID, --resubmit or --abandon"],
  [["--resubmit"], "shotlist resolve needs TAKE"],
  [["reveal", "--resubmit", "--abandon"], "--adopt, --release, --resubmit and --abandon cannot be used together"],
  [["reveal", "skyline", "--adopt", "cgt-1"], "--adopt and --release take only one TAKE"],
  [["reveal", "--resubmit"], "No ledger found at"],
])("%j is refused with exit 2", async (argv, message) => {
  using project = createProject();
  const { exitCode, stderr } = await project.shotlist("resolve", ...argv);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(message);
});

test("several takes are decided at once, by name and by pattern", async () => {
  await using vendor = await createMockServer({
    format: "wisgate",
    progress: { mode: "immediate" },
    scenario: { rules: [{ fault: "cut_after_accepting", match: { operation: "submit" }, times: 9 }] },
  });
  using project = createProject({ "a.yaml": twoTakes });
  await project.shotlist("render", "a.yaml", "--base-url", vendor.url);
  const { exitCode, stdout } = await project.shotlist("resolve", "launch/re*", "skyline", "--abandon", "--json");
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    ok: true,
    decided: [
      { takes: ["launch/reveal"], state: "abandoned" },
      { takes: ["launch/skyline"], state: "abandoned" },
    ],
  });
  expect((await project.shotlist("resolve", "--list")).stdout).toBe("Nothing needs a decision.\n");
});
