import { cpSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { createProject, type Project } from "../testing/project.ts";

const fixtures = fileURLToPath(new URL("../../../../tests/fixtures/", import.meta.url));

const storyboard = `shotlist: 1
name: aurora
provider: toy
defaults: { model: crayon-1, resolution: 480p, duration: 2 }
shots: [{ id: reveal, prompt: A watch turns }]
`;

/** A repository whose configuration lists the toy's folder. */
function setup(kind: "data" | "code" = "data"): Project {
  const project = createProject({
    "aurora.yaml": storyboard,
    "below/boreas.yaml": storyboard.replace("aurora", "boreas"),
    "shotlist.config.yaml": "formats: [./relays/toy]\n",
  });
  onTestFinished(() => project[Symbol.dispose]());
  cpSync(join(fixtures, "toy-folder"), project.path("relays/toy"), { recursive: true });
  if (kind === "code") {
    rmSync(project.path("relays/toy/request.yaml"));
    cpSync(join(fixtures, "toy-code"), project.path("relays/toy"), { recursive: true });
  }
  return project;
}

test("a format that the configuration lists needs no option, wherever the storyboard is", async () => {
  const project = setup();
  expect(await project.shotlist("check", "aurora.yaml", "below/boreas.yaml")).toMatchObject({
    exitCode: 0,
    stderr: "",
  });
  const rendered = await project.shotlist("render", "aurora.yaml", "--mock");
  expect(rendered).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("1 rendered") });
  const document = await project.shotlist("contract", "openapi", "toy");
  expect(JSON.parse(document.stdout)).toMatchObject({ info: { title: "Toy: video tasks" } });
});

test("a folder that is typed as well is loaded once", async () => {
  const project = setup();
  const checked = await project.shotlist("check", "aurora.yaml", "--format", "relays/toy/");
  expect(checked).toMatchObject({ exitCode: 0, stderr: "" });
});

test("code in a listed folder is run with --trust-format alone", async () => {
  const project = setup("code");
  const untrusted = await project.shotlist("check", "aurora.yaml");
  expect(untrusted).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("has code, codec.ts, which is not run"),
  });
  expect(untrusted.stderr).toContain(`put ${join("relays", "toy")} and --trust-format on the command line`);
  expect(await project.shotlist("check", "aurora.yaml", "--trust-format")).toMatchObject({ exitCode: 0 });
  expect(await project.shotlist("check", "aurora.yaml", "--trust-format", "--format", "relays/toy")).toMatchObject({
    exitCode: 0,
  });
});

test("trust in a folder that was typed does not cover one that is listed", async () => {
  const project = setup("code");
  cpSync(join(fixtures, "toy-folder"), project.path("mine"), { recursive: true });
  writeFileSync(project.path("relays/toy/codec.ts"), "globalThis.ranListed = true; export default () => ({});");
  const { exitCode, stderr } = await project.shotlist("check", "aurora.yaml", "--format", "mine/", "--trust-format");
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining("which is not run")]);
  expect(globalThis).not.toHaveProperty("ranListed");
});

test.each([
  ["formats: [toy]", "A folder is written with a slash, such as ./my-relay"],
  ["formats: [./nowhere/]", "nowhere"],
  ["formats: toy", "shotlist.config.yaml:1:10"],
])("%s is an error with its place", async (config, words) => {
  const project = setup();
  project.write("shotlist.config.yaml", config);
  expect(await project.shotlist("check", "aurora.yaml")).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining(words),
  });
});

test("commands with files of several repositories are as they were", async () => {
  const [one, other] = [setup(), setup()];
  const formatted = await one.shotlist("fmt", "aurora.yaml", other.path("aurora.yaml"));
  expect(formatted.exitCode).toBe(0);
});
