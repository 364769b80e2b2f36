import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createProject, twoTakes } from "../testing/project.ts";

const uneven = "# launch\nshotlist: 1\n\n\n\nname:   launch # the name\nshots:\n- {id: reveal}\n";
const even = "# launch\nshotlist: 1\n\nname: launch # the name\nshots:\n  - { id: reveal }\n";

test("lays a storyboard out in place, and comments stay", async () => {
  using project = createProject({ "a.yaml": uneven });
  expect(await project.shotlist("fmt", "a.yaml")).toEqual({ exitCode: 0, stdout: "a.yaml: changed\n", stderr: "" });
  expect(readFileSync(project.path("a.yaml"), "utf8")).toBe(even);
  expect(await project.shotlist("fmt", "a.yaml")).toMatchObject({ stdout: "1 storyboard: nothing to change\n" });
});

test("--check names the files that would change, changes none and exits with 1", async () => {
  using project = createProject({ "a.yaml": uneven, "b.yaml": even });
  expect(await project.shotlist("fmt", "--check", "a.yaml", "b.yaml")).toEqual({
    exitCode: 1,
    stdout: "a.yaml: would change\n",
    stderr: "",
  });
  expect(readFileSync(project.path("a.yaml"), "utf8")).toBe(uneven);
  expect(await project.shotlist("fmt", "--check", "b.yaml")).toMatchObject({ exitCode: 0 });
});

test("a text that is not YAML is shown with its place, and no file is changed", async () => {
  using project = createProject({ "a.yaml": uneven, "b.yaml": twoTakes.replace("480p }", "480p") });
  const { exitCode, stdout } = await project.shotlist("fmt", "a.yaml", "b.yaml");
  expect(exitCode).toBe(2);
  expect(stdout).toContain("b.yaml:");
  expect(stdout).toContain("Nothing was changed: 1 error");
  expect(readFileSync(project.path("a.yaml"), "utf8")).toBe(uneven);
});

test("a file that is not UTF-8 keeps its bytes", async () => {
  const latin1 = Buffer.from("shotlist:   1\nname: caf\u00E9\n", "latin1");
  using project = createProject({ "a.yaml": latin1 });
  const { exitCode, stdout } = await project.shotlist("fmt", "a.yaml");
  expect(exitCode).toBe(2);
  expect(stdout).toContain("a.yaml:2:10 error unsafe-character");
  expect(readFileSync(project.path("a.yaml"))).toEqual(latin1);
});

test("a text that formatting would change stays as it is, and is named", async () => {
  const folded = `shotlist:   1\nname: a\nshots:\n  - id: a\n    prompt: >2\n        ${"A watch turns. ".repeat(9)}\n      The end.\n`;
  using project = createProject({ "a.yaml": folded });
  const { exitCode, stdout } = await project.shotlist("fmt", "a.yaml");
  expect(exitCode).toBe(0);
  expect(stdout).toContain("a.yaml:5:13 warning layout-kept");
  expect(stdout).toContain("a.yaml: changed\n");
  expect(readFileSync(project.path("a.yaml"), "utf8")).toBe(folded.replace("shotlist:   1", "shotlist: 1"));
  expect((await project.shotlist("fmt", "--check", "a.yaml")).exitCode).toBe(0);
});
