import { readFileSync } from "node:fs";
import { createMockServer } from "@shotlist/mock-server";
import { expect, test } from "vitest";
import { createProject, twoTakes } from "../testing/project.ts";

const oneTake = twoTakes.slice(0, twoTakes.indexOf("  - id: skyline"));
const fast = ["--mock", "--speed", "6000"];

test("a failed take is submitted again only after retry", async () => {
  await using vendor = await createMockServer({
    format: "wisgate",
    progress: { mode: "immediate" },
    scenario: { rules: [{ fault: "invalid_request", match: { operation: "submit" }, times: 1 }] },
  });
  using project = createProject({ "a.yaml": oneTake });
  const render = ["render", "a.yaml", "--base-url", vendor.url];
  expect(await project.shotlist(...render)).toMatchObject({ exitCode: 1 });
  expect(await project.shotlist(...render)).toMatchObject({ exitCode: 1 });
  expect(await project.shotlist("retry")).toEqual({
    exitCode: 0,
    stdout: "The next render submits 1 take again: launch/reveal\n",
    stderr: "",
  });
  expect(await project.shotlist(...render)).toMatchObject({ exitCode: 0 });
  expect(await project.shotlist("retry", "a.yaml")).toMatchObject({ exitCode: 0, stdout: "No takes have failed.\n" });
});

test("what a vendor refused for its content is submitted again only by name; patterns name several takes", async () => {
  await using vendor = await createMockServer({
    format: "wisgate",
    progress: { mode: "immediate" },
    scenario: { rules: [{ fault: "content_policy", match: { operation: "submit" }, times: 2 }] },
  });
  using project = createProject({ "a.yaml": twoTakes });
  await project.shotlist("render", "a.yaml", "--base-url", vendor.url);
  expect(await project.shotlist("retry")).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/^Refused for their content; use --take to submit them again: launch\//),
  });
  const named = await project.shotlist("retry", "--take", "launch/re*", "--take", "skyline", "--json");
  expect(JSON.parse(named.stdout)).toMatchObject({ takes: ["launch/reveal", "launch/skyline"], refusedForContent: [] });
  expect(await project.shotlist("render", "a.yaml", "--base-url", vendor.url)).toMatchObject({ exitCode: 0 });
});

test("a retake that other takes share says which, and leaves those alone that do not", async () => {
  using project = createProject({
    "a.yaml": twoTakes
      .replace("shots:", "matrix: { lang: [en, de] }\nshots:")
      .replace("A watch turns", "A ${{ matrix.lang }} watch turns"),
  });
  await project.shotlist("render", "a.yaml", ...fast);
  const own = await project.shotlist("retry", "--take", "reveal[lang=en]");
  expect(own).toMatchObject({ stderr: "", stdout: "The next render submits 1 take again: launch/reveal[lang=en]\n" });
  const shared = await project.shotlist("retry", "--take", "skyline[lang=en]");
  expect(shared.stderr).toBe(
    "launch/skyline[lang=en] shares its clip with launch/skyline[lang=de]: all of them get the new one.\n",
  );
  const { stdout } = await project.shotlist("plan", "a.yaml", "--mock");
  expect(stdout).toContain("4 takes: 2 to retake, 1 already rendered, 1 shared.");
});

test("a retake of a good clip becomes its second version, and use goes back to the first", async () => {
  using project = createProject({ "a.yaml": oneTake });
  await project.shotlist("render", "a.yaml", ...fast);
  expect(await project.shotlist("retry", "--take", "reveal")).toMatchObject({ exitCode: 0 });
  await project.shotlist("render", "a.yaml", ...fast);
  const { stdout } = await project.shotlist("use", "launch/reveal", "1", "--json");
  expect(JSON.parse(stdout)).toMatchObject({ ok: true, realm: "mock", take: "launch/reveal", version: 1 });
  expect(await project.shotlist("use", "reveal", "3")).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("launch/reveal has no version 3"),
  });
  expect(await project.shotlist("use", "reveal", "first")).toMatchObject({ exitCode: 2 });
  // A realm in which the take was only asked for has no clip to choose.
  await project.shotlist("render", "a.yaml", "--base-url", "http://127.0.0.1:1");
  expect(await project.shotlist("use", "reveal", "1")).toMatchObject({ exitCode: 0 });
});

test("use puts the clip in its place at once, and says so where it cannot", async () => {
  using project = createProject({ "a.yaml": oneTake });
  await project.shotlist("render", "a.yaml", ...fast);
  const file = project.path("renders-mock/launch/reveal.mp4");
  const first = readFileSync(file);
  await project.shotlist("retry", "--take", "reveal");
  await project.shotlist("render", "a.yaml", ...fast);
  expect(readFileSync(file).equals(first)).toBe(false);
  expect(await project.shotlist("use", "reveal", "1", "--note", "calmer")).toEqual({
    exitCode: 0,
    stdout: "launch/reveal: using version 1: renders-mock/launch/reveal.mp4\n",
    stderr: "",
  });
  expect(readFileSync(file).equals(first)).toBe(true);
  project.write("a.yaml", "shotlist: 1\nname: launch\nshots: nothing\n");
  expect(await project.shotlist("use", "reveal", "newest")).toMatchObject({
    stdout: "launch/reveal: using version 2. The next render puts it in place.\n",
  });
});

test("approve and reject speak of the clip that counts, of several takes at once", async () => {
  using project = createProject({ "a.yaml": twoTakes });
  await project.shotlist("render", "a.yaml", ...fast);
  expect(await project.shotlist("approve", "launch/*")).toMatchObject({
    exitCode: 0,
    stdout: "launch/reveal: version 1 approved\nlaunch/skyline: version 1 approved\n",
  });
  const rejected = await project.shotlist("reject", "skyline", "--note", "too dark", "--json");
  expect(JSON.parse(rejected.stdout)).toMatchObject({
    ok: true,
    realm: "mock",
    verdict: "rejected",
    takes: [{ take: "launch/skyline", version: 1 }],
  });
  expect(await project.shotlist("approve", "unveil")).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("Unknown take unveil"),
  });
  expect(await project.shotlist("reject", "reveal", "--note", "\u001B[2J")).toMatchObject({ exitCode: 2 });
});

test("what is in two realms is decided in the one that is named", async () => {
  await using vendor = await createMockServer({ format: "wisgate", progress: { mode: "immediate" } });
  using project = createProject({ "a.yaml": oneTake });
  await project.shotlist("render", "a.yaml", ...fast);
  await project.shotlist("render", "a.yaml", "--base-url", vendor.url);
  expect(await project.shotlist("use", "reveal", "1")).toMatchObject({
    exitCode: 2,
    stderr: "error: reveal was rendered in several realms\nhelp: Choose one with --realm: local or mock\n",
  });
  expect(await project.shotlist("use", "reveal", "1", "--realm", "local")).toMatchObject({ exitCode: 0 });
  expect(await project.shotlist("use", "reveal", "1", "--realm", "cloud")).toMatchObject({ exitCode: 2 });
});

test("cancel says of each task what happened to it", async () => {
  await using vendor = await createMockServer({ format: "wisgate", clock: "manual" });
  using project = createProject({ "a.yaml": oneTake });
  expect(await project.shotlist("cancel")).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("No ledger found"),
  });
  const { runIn } = await import("../testing/fake-world.ts");
  const interrupt = new AbortController();
  const running = runIn(
    { cwd: project.folder, interrupt: interrupt.signal },
    "render",
    "a.yaml",
    "--base-url",
    vendor.url,
  );
  await expect.poll(() => vendor.tasks.length).toBe(1);
  await expect.poll(async () => (await project.shotlist("status")).stdout).toContain("cgt-");
  interrupt.abort();
  await running;

  const { exitCode, stdout } = await project.shotlist("cancel", "a.yaml", "--json");
  const taskId = vendor.tasks[0]?.id;
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    ok: true,
    realm: "local",
    tasks: [{ takes: ["launch/reveal"], taskId, outcome: "cancelled" }],
  });
  expect(await project.shotlist("cancel")).toMatchObject({ exitCode: 0, stdout: "No tasks are in progress.\n" });
});
