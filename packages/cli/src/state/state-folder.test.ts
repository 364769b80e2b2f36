import { mkdirSync } from "node:fs";
import { expect, test } from "vitest";
import { createProject } from "../testing/project.ts";
import { findStateFolder, optionsForState } from "./state-folder.ts";

test("--state wins over $SHOTLIST_STATE, which wins over the repository", () => {
  using project = createProject();
  const cwd = project.folder;
  const env = { SHOTLIST_STATE: "from-env" };
  expect(findStateFolder({ state: "given", env, cwd, files: [] })).toBe(project.path("given"));
  expect(findStateFolder({ state: undefined, env, cwd, files: [] })).toBe(project.path("from-env"));
  expect(findStateFolder({ state: undefined, env: {}, cwd, files: [] })).toBe(project.path(".shotlist"));
});

test("it is next to the nearest .git above the storyboard", () => {
  using project = createProject();
  mkdirSync(project.path("site/boards"), { recursive: true });
  const where = { state: undefined, env: {}, cwd: project.folder };
  expect(findStateFolder({ ...where, files: ["site/boards/a.yaml"] })).toBe(project.path(".shotlist"));
  mkdirSync(project.path("site/.git"));
  expect(findStateFolder({ ...where, files: ["site/boards/a.yaml"] })).toBe(project.path("site/.shotlist"));
});

test("storyboards of two repositories need --state", () => {
  using left = createProject();
  using right = createProject();
  const files = [left.path("a.yaml"), right.path("b.yaml")];
  expect(() => findStateFolder({ state: undefined, env: {}, cwd: left.folder, files })).toThrow("different folders");
});

test("a printed command names the folder only where it would not be found without", () => {
  using project = createProject();
  using elsewhere = createProject();
  const folder = project.path(".shotlist");
  const where = { state: undefined, env: {} };
  expect(optionsForState(folder, { ...where, cwd: project.folder })).toEqual([]);
  expect(optionsForState(folder, { ...where, cwd: elsewhere.folder })).toEqual(["--state", folder]);
});
