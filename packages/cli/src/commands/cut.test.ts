import { mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { expect, test } from "vitest";
import { runProgram } from "../programs/run-program.ts";
import { createProject, twoTakes } from "../testing/project.ts";

test("a storyboard without `cut:` gets the lines to add", async () => {
  using project = createProject({ "a.yaml": twoTakes });
  expect(await project.shotlist("cut", "a.yaml", "--mock")).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: "error: a.yaml has no `cut:`\nhelp: Add `cut: true` to the storyboard\n",
  });
});

test("clips that are not rendered yet are named, with what renders them", async () => {
  using project = createProject({ "a.yaml": `${twoTakes}cut: true\n` });
  const missing =
    "error: The film film needs 2 clips not rendered yet: reveal, skyline\nhelp: Run shotlist render a.yaml first\n";
  expect(await project.shotlist("cut", "a.yaml", "--mock")).toEqual({ exitCode: 2, stdout: "", stderr: missing });
  await project.shotlist("render", "a.yaml", "--mock", "--speed", "6000", "--only", "reveal");
  expect((await project.shotlist("cut", "a.yaml", "--mock")).stderr).toContain("needs 1 clip not");
  expect(readdirSync(project.path())).not.toContain("renders");
});

test("a film that does not exist is refused with the names of those that do", async () => {
  using project = createProject({ "a.yaml": `${twoTakes}cut: true\n` });
  expect(await project.shotlist("cut", "a.yaml", "--mock", "--only", "lang-en")).toMatchObject({
    exitCode: 2,
    stderr: "error: No film matches --only lang-en\nhelp: Films: film\n",
  });
});

test("a program that is not installed is named with the way to get it", async () => {
  await expect(runProgram("shotlist-no-such-program", [])).rejects.toThrow(
    expect.objectContaining({ code: "ffmpeg_missing", message: "shotlist-no-such-program is not installed" }),
  );
});

test("a program that fails is quoted", async () => {
  const script = "console.error('first'); console.error('the reason'); process.exit(3)";
  await expect(runProgram(process.execPath, ["-e", script])).rejects.toThrow("failed: first; the reason");
});

test("a film goes where a clip may go: no link leads it into a folder of a tool", async () => {
  using project = createProject({ "a.yaml": `${twoTakes}cut: true\n` });
  await project.shotlist("render", "a.yaml", "--mock", "--speed", "6000");
  mkdirSync(project.path(".git", "hooks"));
  symlinkSync(project.path(".git", "hooks"), project.path("renders-mock", "launch", "cut"));
  expect(await project.shotlist("cut", "a.yaml", "--mock")).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("which belongs to a tool"),
  });
  expect(readdirSync(project.path(".git", "hooks"))).toEqual([]);
});

test("a file that is not a film of ours is not replaced, and no film is made", async () => {
  using project = createProject({ "a.yaml": `${twoTakes}cut: true\n`, "renders-mock/launch/cut/film.mp4": "mine" });
  await project.shotlist("render", "a.yaml", "--mock", "--speed", "6000");
  expect(await project.shotlist("cut", "a.yaml", "--mock")).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("--force-output"),
  });
  expect(readFileSync(project.path("renders-mock", "launch", "cut", "film.mp4"), "utf8")).toBe("mine");
});
