import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { outputPlaceProblem } from "./output-place.ts";

function setup(): { readonly root: string; readonly problem: (...steps: readonly string[]) => string | undefined } {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "shotlist-places-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const root = join(folder, "repository");
  for (const name of [".git", "state", "renders", "elsewhere"]) mkdirSync(join(root, name), { recursive: true });
  mkdirSync(join(folder, "outside"));
  const problem = (...steps: readonly string[]): string | undefined =>
    outputPlaceProblem(join(root, ...steps), { root, stateFolder: join(root, "state") });
  return { root, problem };
}

test("a place in the repository is fine, whether its folders are there or not", () => {
  const { root, problem } = setup();
  symlinkSync(join(root, "elsewhere"), join(root, "inside"));
  for (const place of ["renders/a.mp4", "new/folder/a.mp4", "inside/a.mp4", "a.mp4", "git/a.mp4"]) {
    expect(problem(...place.split("/"))).toBeUndefined();
  }
});

test.each([
  ["../outside/a.mp4", "is outside"],
  [".git/a.mp4", "belongs to a tool"],
  [".GIT/hooks/a.mp4", "belongs to a tool"],
  ["renders/node_modules/a.mp4", "belongs to a tool"],
  ["renders/.a.mp4", "belongs to a tool"],
  ["state/live/a.mp4", "state folder"],
])("%s is refused", (place, why) => {
  expect(setup().problem(...place.split("/"))).toContain(why);
});

test.each([
  ["../outside", "through a link"],
  [".git", "belongs to a tool"],
  ["state", "state folder"],
])("a link to %s is refused, at any depth", (target, why) => {
  const { root, problem } = setup();
  symlinkSync(join(root, target), join(root, "renders", "link"));
  expect(problem("renders", "link", "a.mp4")).toContain(why);
  expect(problem("renders", "link", "new", "a.mp4")).toContain(why);
});
