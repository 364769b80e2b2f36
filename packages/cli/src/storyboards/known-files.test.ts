import { readFileSync, renameSync, rmSync } from "node:fs";
import { createMockServer } from "@shotlist/mock-server";
import { expect, onTestFinished, test } from "vitest";
import { createProject } from "../testing/project.ts";

const board = `shotlist: 1
name: board
provider: wisgate
providers: { wisgate: { pollEvery: 10ms, requestsPerMinute: 60000 } }
defaults: { model: doubao-seedance-2.0, resolution: 480p }
shots: [{ id: one, prompt: the first }]
`;

async function startVendor(): Promise<readonly string[]> {
  const vendor = await createMockServer({ format: "wisgate", progress: { mode: "immediate" } });
  onTestFinished(() => vendor.close());
  return ["--base-url", vendor.url];
}

test("a copy that kept the name of a storyboard is refused by plan and render, and a file that was moved is not", async () => {
  using project = createProject({ "a.yaml": board });
  const there = await startVendor();
  expect((await project.shotlist("render", "a.yaml", ...there)).exitCode).toBe(0);
  project.write("b.yaml", board.replace("the first", "another"));
  for (const command of ["plan", "render"]) {
    const refused = await project.shotlist(command, "b.yaml", ...there);
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain("b.yaml has the same name (board) as a.yaml, which was rendered here");
    expect(refused.stderr).toContain("Give one of them another `name:`");
  }
  expect((await project.shotlist("render", "a.yaml", ...there)).exitCode).toBe(0);

  rmSync(project.path("b.yaml"));
  renameSync(project.path("a.yaml"), project.path("c.yaml"));
  const { exitCode, stdout } = await project.shotlist("render", "c.yaml", ...there, "--json");
  expect({ exitCode, ...JSON.parse(stdout) }).toMatchObject({ exitCode: 0, totals: { cached: 1 } });
  const list: unknown = JSON.parse(readFileSync(project.path(".shotlist", "storyboards.json"), "utf8"));
  expect(list).toEqual({ version: 1, files: { board: "../c.yaml" } });
});

test("a name that the other file has given up is free", async () => {
  using project = createProject({ "a.yaml": board });
  const there = await startVendor();
  await project.shotlist("render", "a.yaml", ...there);
  project.write("a.yaml", board.replace("name: board", "name: other"));
  project.write("b.yaml", board);
  expect((await project.shotlist("plan", "b.yaml", ...there)).exitCode).toBe(0);
});

test("a list that cannot be read is started again", async () => {
  using project = createProject({ "a.yaml": board });
  const there = await startVendor();
  await project.shotlist("render", "a.yaml", ...there);
  project.write(".shotlist/storyboards.json", "{ half of");
  expect((await project.shotlist("render", "a.yaml", ...there)).exitCode).toBe(0);
});
