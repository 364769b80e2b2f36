import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createProject, onePixelPng, twoTakes, type Project } from "../testing/project.ts";

const priced = twoTakes.replace("pollEvery: 5ms", "pollEvery: 5ms, price: { perSecond: 1, currency: CNY }");

function git(project: Project, ...words: readonly string[]): void {
  const who = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
  execFileSync("git", [...who, ...words], { cwd: project.folder, stdio: "ignore" });
}

/** A repository whose branch `main` has the files. */
function repository(files: Parameters<typeof createProject>[0]): Project {
  const project = createProject(files);
  rmSync(project.path(".git"), { recursive: true });
  git(project, "init", "--initial-branch", "main");
  git(project, "add", "--all");
  git(project, "commit", "--message", "base");
  return project;
}

test("--base shows what differs from a branch, with old and new values, and what that costs", async () => {
  using project = repository({ "a.yaml": priced });
  project.write(
    "a.yaml",
    `${priced.replace("dusk to night", "night to dawn").replace("  - id: reveal\n    prompt: A watch turns slowly on white marble\n", "")}    duration: 8\n  - id: outro\n    prompt: The end\n`,
  );
  const { exitCode, stdout } = await project.shotlist("plan", "a.yaml", "--base", "main");
  expect(exitCode).toBe(0);
  expect(stdout).toContain(
    "Compared with main: 1 added, 1 changed, 1 removed. A render costs at most 13.00 CNY; at main it would cost 10.00 CNY (+3.00 CNY).",
  );
  expect(stdout).toMatch(/^~ +skyline +5\.00 CNY → 8\.00 CNY +shots\[0\]\.prompt, shots\[0\]\.duration$/m);
  expect(stdout).toContain(
    "    - A skyline from dusk to night\n    + A skyline from night to dawn\n    - 5\n    + 8\n",
  );
  expect(stdout).toMatch(/^\+ +outro +5\.00 CNY$/m);
  expect(stdout).toMatch(/^- +reveal +5\.00 CNY$/m);
  const json = JSON.parse((await project.shotlist("plan", "a.yaml", "--base", "main", "--json")).stdout);
  expect(json.base).toMatchObject({
    revision: "main",
    takes: [{ kind: "changed" }, { kind: "added" }, { kind: "removed", id: "reveal" }],
    difference: [{ amount: 3, currency: "CNY" }],
  });
});

test("what a storyboard includes and shows comes from the commit as well", async () => {
  const storyboard = `${priced}    firstFrame: still.png\n`;
  using project = repository({ "boards/a.yaml": storyboard, "boards/still.png": onePixelPng });
  expect((await project.shotlist("plan", "boards/a.yaml", "--base", "HEAD")).stdout).toContain("no takes differ");
  writeFileSync(project.path("boards/still.png"), Buffer.concat([onePixelPng, Buffer.from([0])]));
  const { stdout } = await project.shotlist("plan", "boards/a.yaml", "--base", "HEAD");
  expect(stdout).toMatch(/^~ +skyline .* shots\[1\]\.firstFrame$/m);
});

test("a storyboard that is new has only new takes", async () => {
  using project = repository({ "a.yaml": priced });
  project.write("b.yaml", priced.replace("name: launch", "name: sequel"));
  const { stdout } = await project.shotlist("plan", "b.yaml", "--base", "main");
  expect(stdout).toContain(
    "Compared with main: 2 added. A render costs at most 10.00 CNY; at main it would cost nothing",
  );
});

test.each([
  ["nowhere", 'Unknown commit "nowhere"'],
  ["--upload-pack=echo", "--base needs a value"],
  ["main:a.yaml", "Unknown commit"],
])("--base %s is refused", async (revision, message) => {
  using project = repository({ "a.yaml": priced });
  const { exitCode, stderr } = await project.shotlist("plan", "a.yaml", "--base", revision);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(message);
});

test("a commit whose storyboard has mistakes cannot be compared with", async () => {
  using project = repository({ "a.yaml": priced.replace("prompt:", "promt:") });
  project.write("a.yaml", priced);
  expect(await project.shotlist("plan", "a.yaml", "--base", "main")).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("Cannot compare a.yaml at main:"),
  });
});
