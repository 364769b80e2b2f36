import { readFileSync } from "node:fs";
import { createMockServer } from "@shotlist/mock-server";
import { expect, test } from "vitest";
import { runIn } from "../testing/fake-world.ts";
import { createProject, twoTakes, type Project } from "../testing/project.ts";

const priced = twoTakes.replace("pollEvery: 5ms", "pollEvery: 5ms, price: { perClip: 2, currency: CNY }");
const key = { WISGATE_API_KEY: "sk-test-0123" };

async function reviewed(...argv: readonly string[]): Promise<Project> {
  const project = createProject({ "a.yaml": priced });
  const { exitCode, stdout } = await project.shotlist("plan", "a.yaml", "--out", "plan.json", ...argv);
  expect(exitCode).toBe(0);
  expect(stdout).toContain("Run it with: shotlist render --plan plan.json");
  return project;
}

test("a plan is carried out as it was reviewed: its takes, and no other", async () => {
  await using vendor = await createMockServer({ format: "wisgate", progress: { mode: "immediate" } });
  using project = await reviewed("--only", "reveal", "--base-url", vendor.url);
  const render = ["render", "--plan", "plan.json", "--base-url", vendor.url, "--json"];
  const { exitCode, stdout } = await project.shotlist(...render);
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ submitted: 1, takes: [{ id: "reveal", status: "succeeded" }] });
  expect(readFileSync(project.path("plan.json"), "utf8")).not.toMatch(/https?:\/\/[^"]*api|A watch/);
});

test.each<[string, RegExp, (project: Project) => Promise<unknown> | void]>([
  [
    "the storyboard",
    /launch\/skyline: its content has changed/,
    (project) => project.write("a.yaml", priced.replace("dusk", "dawn")),
  ],
  [
    "a price",
    /launch\/reveal: its price is now 3\.00 CNY/,
    (project) => project.write("a.yaml", priced.replace("perClip: 2", "perClip: 3")),
  ],
  [
    "a cap",
    /launch\/reveal: its provider's/,
    (project) => project.write("a.yaml", priced.replace("price:", "caps: { total: 9 CNY }, price:")),
  ],
  [
    "the takes",
    /launch\/outro: it is new/,
    (project) => project.write("a.yaml", `${priced}  - id: outro\n    prompt: The end\n`),
  ],
  [
    "the ledger",
    /launch\/reveal: its action was render and is now cached/,
    (project) => project.shotlist("render", "a.yaml", "--mock", "--speed", "6000", "--only", "reveal"),
  ],
])("nothing is submitted once %s has moved", async (_, message, move) => {
  using project = await reviewed("--mock");
  await move(project);
  const { exitCode, stderr } = await project.shotlist("render", "--plan", "plan.json", "--mock", "--speed", "6000");
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/plan\.json is out of date, so nothing was submitted:/);
  expect(stderr).toMatch(message);
  const status = JSON.parse((await project.shotlist("status", "--json")).stdout);
  expect(status.takes.filter(({ id }: { id: string }) => id !== "reveal")).toEqual([]);
});

test("an asset that has other bytes has moved the world too", async () => {
  using project = createProject({
    "a.yaml": `${priced}    firstFrame: still.png\n`,
    "still.png": readFileSync(new URL("../../../../examples/first-clip/assets/watch.png", import.meta.url)),
  });
  await project.shotlist("plan", "a.yaml", "--mock", "--out", "plan.json");
  project.write("still.png", Buffer.concat([readFileSync(project.path("still.png")), Buffer.from([0])]));
  const { exitCode, stderr } = await project.shotlist("render", "--plan", "plan.json", "--mock");
  expect(exitCode).toBe(2);
  expect(stderr).toContain("launch/skyline: its content has changed");
});

test("a plan for a mock never becomes one for money by leaving --mock out", async () => {
  using project = await reviewed("--mock");
  const { exitCode, stderr } = await project.shotlistWith(key, "render", "--plan", "plan.json", "--yes");
  expect(exitCode).toBe(2);
  expect(stderr).toContain("it was planned for mock, but this is live:https://api.wisgate.ai");
});

test("--plan alone agrees to nothing", async () => {
  using project = await reviewed();
  expect(await project.shotlistWith(key, "render", "--plan", "plan.json")).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("2 tasks would cost money"),
  });
  const person = { cwd: project.folder, env: key, isTTY: true, answers: ["n"] };
  const refused = await runIn(person, "render", "--plan", "plan.json");
  expect(refused).toMatchObject({
    exitCode: 4,
    stderr: expect.stringContaining("Render 2 takes for at most 4.00 CNY?"),
  });
});

test.each([
  [["--plan", "plan.json", "a.yaml"], "--plan cannot be used with FILE"],
  [["--plan", "plan.json", "--only", "reveal"], "--plan cannot be used with FILE"],
  [["--plan", "plan.json", "--rebuy"], "--plan cannot be used with FILE"],
  [["--plan", "a.yaml"], "a.yaml is not JSON"],
  [["--plan", "other.json"], "other.json is not a plan"],
  [["--plan", "newer.json"], "newer.json is not a plan of this release"],
  [[], "shotlist render needs FILE or --plan"],
])("render %j is refused", async (argv, message) => {
  using project = await reviewed("--mock");
  project.write("other.json", "{}");
  project.write("newer.json", '{ "shotlistPlan": 2 }');
  const { exitCode, stderr } = await project.shotlist("render", "--mock", ...argv);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(message);
});
