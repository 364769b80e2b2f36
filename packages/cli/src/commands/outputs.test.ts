import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { createMockServer } from "@shotlist/mock-server";
import { expect, onTestFinished, test } from "vitest";
import { createProject, twoTakes, type Project } from "../testing/project.ts";

const oneTake = twoTakes.slice(0, twoTakes.indexOf("  - id: skyline"));
const fast = ["render", "a.yaml", "--mock", "--speed", "6000"];
const clip = ["renders-mock", "launch", "reveal.mp4"] as const;

function submits(project: Project): number {
  return existsSync(project.path(".shotlist", "mock", "clips"))
    ? readdirSync(project.path(".shotlist", "mock", "clips"), { recursive: true, encoding: "utf8" }).filter((name) =>
        name.endsWith(".mp4"),
      ).length
    : 0;
}

test.each([
  ["output: { dir: .github/workflows }", "output-hidden"],
  ["output: { dir: tools/node_modules/left }", "output-hidden"],
  ['output: { file: ".git/${{ take.slug }}.mp4" }', "output-hidden"],
  ['output: { file: "${{ take.slug }}.sh" }', "output-ending"],
  ['output: { file: "${{ take.slug }}" }', "output-ending"],
  ['output: { file: "mp4" }', "output-ending"],
])("%s is a mistake of the storyboard", async (output, code) => {
  using project = createProject({ "a.yaml": `${output}\n${oneTake}` });
  const { exitCode, stdout } = await project.shotlist("check", "a.yaml");
  expect(exitCode).toBe(2);
  expect(stdout).toMatch(new RegExp(`a\\.yaml:1:\\d+ error ${code}`));
});

test("a file that is not a clip of ours is not replaced, and nothing is submitted", async () => {
  using project = createProject({ "a.yaml": oneTake, [clip.join("/")]: "what a person wrote" });
  const refused = await project.shotlist(...fast, "--json");
  expect(refused.exitCode).toBe(2);
  expect(refused.stderr).toMatch(/a\.yaml:\d+:\d+ error output-refused/);
  expect(JSON.parse(refused.stdout)).toMatchObject({ ok: false, error: { code: "output_refused" } });
  expect(readFileSync(project.path(...clip), "utf8")).toBe("what a person wrote");
  expect(submits(project)).toBe(0);
  expect(await project.shotlist(...fast, "--force-output")).toMatchObject({ exitCode: 0 });
  expect(readFileSync(project.path(...clip)).length).toBeGreaterThan(100);
  expect(submits(project)).toBe(1);
});

test("a clip that somebody edited is not replaced by the next render", async () => {
  using project = createProject({ "a.yaml": oneTake });
  await project.shotlist(...fast);
  const edited = Buffer.concat([readFileSync(project.path(...clip)), Buffer.from("more")]);
  project.write(clip.join("/"), edited);
  expect(await project.shotlist(...fast)).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("was edited since"),
  });
  expect(readFileSync(project.path(...clip)).equals(edited)).toBe(true);
});

test("a clip that another realm made in the same folder is known", async () => {
  using project = createProject({ "a.yaml": oneTake });
  const vendor = await createMockServer({ format: "wisgate", seed: 2, progress: { mode: "immediate" } });
  onTestFinished(() => vendor.close());
  expect(await project.shotlist(...fast, "--out", "clips")).toMatchObject({ exitCode: 0 });
  const local = ["render", "a.yaml", "--base-url", vendor.url, "--out", "clips"];
  expect(await project.shotlist(...local)).toMatchObject({ exitCode: 0 });
});

test("a clip of ours is replaced by the next one", async () => {
  using project = createProject({ "a.yaml": oneTake });
  const again = async (...argv: readonly string[]): Promise<number> =>
    (await project.shotlist(...fast, ...argv)).exitCode;
  expect(await again()).toBe(0);
  project.write("a.yaml", oneTake.replace("turns slowly", "turns quickly"));
  expect(await again("--yes", "--max-tasks", "1")).toBe(0);
  expect(submits(project)).toBe(2);
});

test.each([
  [".git", "belongs to a tool"],
  [".shotlist", "belongs to a tool"],
])("an output folder that is a link to %s is refused before anything is submitted", async (target, why) => {
  using project = createProject({ "a.yaml": oneTake });
  mkdirSync(project.path(target), { recursive: true });
  symlinkSync(project.path(target), project.path("renders-mock"));
  const { exitCode, stderr } = await project.shotlist(...fast);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(why);
  expect(submits(project)).toBe(0);
});

test("an output folder that is a link out of the repository is refused, and --out may lead there", async () => {
  using project = createProject({ "repository/a.yaml": oneTake, "elsewhere/kept.txt": "" });
  mkdirSync(project.path("repository", ".git"));
  symlinkSync(project.path("elsewhere"), project.path("repository", "renders-mock"));
  const render = (...argv: readonly string[]): ReturnType<Project["shotlist"]> =>
    project.shotlist("render", "repository/a.yaml", "--mock", "--speed", "6000", ...argv);
  expect(await render()).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("through a link") });
  expect(readdirSync(project.path("elsewhere"))).toEqual(["kept.txt"]);
  expect(await render("--out", "elsewhere")).toMatchObject({ exitCode: 0 });
  expect(existsSync(project.path("elsewhere", "launch", "reveal.mp4"))).toBe(true);
});

test("a link in the place of a clip is never written through, not even by force", async () => {
  using project = createProject({ "a.yaml": oneTake, "notes.txt": "what a person wrote" });
  mkdirSync(join(project.folder, "renders-mock", "launch"), { recursive: true });
  symlinkSync(project.path("notes.txt"), project.path(...clip));
  for (const force of [[], ["--force-output"]]) {
    expect(await project.shotlist(...fast, ...force)).toMatchObject({ exitCode: 2 });
  }
  expect(lstatSync(project.path(...clip)).isSymbolicLink()).toBe(true);
  expect(readFileSync(project.path("notes.txt"), "utf8")).toBe("what a person wrote");
});

test.each([
  ["output: { dir: clips }", "clips-mock/launch/reveal.mp4"],
  ['output: { file: "mine/${{ take.slug }}.mp4" }', "renders-mock/mine/reveal.mp4"],
  ['output: { dir: clips, file: "mine/${{ take.slug }}.mp4" }', "clips-mock/mine/reveal.mp4"],
])("an output that %s asks for is refused at that place", async (output, file) => {
  using project = createProject({ "a.yaml": `${oneTake}${output}\n`, [file]: "mine" });
  const { exitCode, stderr } = await project.shotlist(...fast);
  expect(exitCode).toBe(2);
  const line = oneTake.split("\n").length;
  const column = output.lastIndexOf(": ") + 3;
  expect(stderr).toContain(`a.yaml:${line}:${column} error output-refused`);
});

test("of takes of several kinds of money nothing is submitted where one output is refused", async () => {
  const vendor = await createMockServer({ format: "wisgate", progress: { mode: "immediate" } });
  onTestFinished(() => vendor.close());
  const board = twoTakes
    .replace("wisgate: { pollEvery", `wisgate: { baseUrl: "${vendor.url}", pollEvery`)
    .replace("} }\ndefaults", "}, other: { format: wisgate, baseUrl: https://relay.invalid } }\ndefaults")
    .replace("  - id: skyline\n", "  - id: skyline\n    provider: other\n");
  using project = createProject({ "a.yaml": board, "renders/launch/skyline.mp4": "mine" });
  const env = { WISGATE_API_KEY: "sk-test-0123", CI: "true" };
  const render = ["render", "a.yaml", "--yes", "--allow-key-host", "relay.invalid", "--json"];
  const refused = await project.shotlistWith(env, ...render);
  expect(JSON.parse(refused.stdout)).toMatchObject({ ok: false, error: { code: "output_refused" } });
  expect(refused.exitCode).toBe(2);
  expect(vendor.requests).toHaveLength(0);
});
