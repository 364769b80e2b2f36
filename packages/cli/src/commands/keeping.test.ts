import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ExitCode } from "../world/exit-code.ts";
import { createProject, twoTakes, type Project } from "../testing/project.ts";

const fast = ["--mock", "--speed", "6000"];

/** A project in which two takes were rendered at the mock. */
async function setup(): Promise<Project> {
  const project = createProject({ "a.yaml": twoTakes });
  await project.shotlist("render", "a.yaml", ...fast);
  return project;
}

function clipsIn(project: Project): readonly string[] {
  return globSync("**/*.mp4", { cwd: project.path(".shotlist") }).map((path) => project.path(".shotlist", path));
}

test("an exported ledger keeps another machine from rendering again", async () => {
  using project = await setup();
  const exported = await project.shotlist("ledger", "export");
  expect(exported).toMatchObject({ exitCode: 0, stderr: "" });
  await project.shotlist("ledger", "export", "--out", "ledger.jsonl");
  expect(readFileSync(project.path("ledger.jsonl"), "utf8")).toBe(exported.stdout);

  using other = createProject({ "a.yaml": twoTakes, "ledger.jsonl": exported.stdout });
  const imported = await other.shotlist("ledger", "import", "ledger.jsonl");
  expect(imported.stdout).toMatch(/^ledger\.jsonl: \d+ new records for the mock ledger\n$/);
  expect(await other.shotlist("ledger", "import", "ledger.jsonl", "--json")).toMatchObject({
    stdout: expect.stringContaining('"records": 0'),
  });
  const plan = await other.shotlist("plan", "a.yaml", "--mock", "--json");
  expect(JSON.parse(plan.stdout)).toMatchObject({ totals: { takes: 2, render: 0 } });
});

test("what is not an export is refused whole, with its line", async () => {
  using project = await setup();
  const { stdout } = await project.shotlist("ledger", "export");
  project.write("cut.jsonl", stdout.slice(0, -20));
  project.write("else.jsonl", "{}\n");
  const cut = await project.shotlist("ledger", "import", "cut.jsonl");
  expect(cut.exitCode).toBe(2);
  expect(cut.stderr).toContain(`error: Line ${stdout.trim().split("\n").length} cannot be imported: not JSON\n`);
  expect(await project.shotlist("ledger", "import", "else.jsonl")).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("error: else.jsonl contains no attempts\n"),
  });
});

test("a lost ledger is rebuilt from the receipts, and nothing is rendered again", async () => {
  using project = await setup();
  for (const file of globSync("mock/ledger.*", { cwd: project.path(".shotlist") }))
    rmSync(project.path(".shotlist", file));
  for (const command of [["render", "a.yaml", ...fast], ["plan", "a.yaml", "--mock"], ["status"]]) {
    const { exitCode, stderr } = await project.shotlist(...command);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("but there are paid clips next to it\n");
    expect(stderr).toContain("with `shotlist ledger rebuild`");
  }
  expect(await project.shotlist("ledger", "rebuild")).toMatchObject({ exitCode: 0, stdout: "mock: 4 records\n" });
  const { stdout } = await project.shotlist("render", "a.yaml", ...fast);
  expect(stdout).toContain("2 takes: all already rendered.");
});

test("a damaged ledger is called that, by every command and by the doctor, and is never written over", async () => {
  using project = await setup();
  const file = project.path(".shotlist", "mock", "ledger.sqlite");
  writeFileSync(file, "this was a ledger");
  for (const command of [
    ["render", "a.yaml", ...fast],
    ["plan", "a.yaml", "--mock"],
    ["status"],
    ["ledger", "rebuild"],
  ]) {
    const { exitCode, stderr } = await project.shotlist(...command);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      `error: The ledger is damaged, or it is not a ledger: found while opening the ledger ${file}\n`,
    );
    expect(stderr).toContain("move it away and rebuild it");
  }
  expect(readFileSync(file, "utf8")).toBe("this was a ledger");
  expect(await project.shotlist("doctor")).toMatchObject({
    exitCode: 1,
    stdout: expect.stringContaining("✗ ledger: The ledger is damaged, or it is not a ledger"),
  });
  renameSync(file, project.path("damaged.sqlite"));
  await project.shotlist("ledger", "rebuild");
  expect(await project.shotlist("render", "a.yaml", ...fast)).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining("2 takes: all already rendered."),
  });
});

test("verify names the take whose clip was changed, and ends with exit 1", async () => {
  using project = await setup();
  expect(await project.shotlist("verify")).toMatchObject({
    exitCode: 0,
    stdout: "All clips match the ledger.\n",
  });
  const [clip = ""] = clipsIn(project);
  writeFileSync(clip, "other bytes");
  const { exitCode, stdout } = await project.shotlist("verify");
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/^damaged mock launch\/(reveal|skyline) /);
});

test("verify says what will happen to each clip, and that is what happens", async () => {
  using project = await setup();
  const [clip = "", other = ""] = clipsIn(project);
  writeFileSync(clip, "other bytes");
  rmSync(other);
  const { stdout } = await project.shotlist("verify");
  const [line1 = "", fate1, line2 = "", fate2, ...rest] = stdout.split("\n");
  expect([line1, line2].map((line) => line.replace(/launch\/.*/u, "TAKE")).toSorted()).toEqual([
    "damaged mock TAKE",
    "missing mock TAKE",
  ]);
  const fate =
    "  The next render restores it from its output file, or downloads it while the vendor's link works; otherwise it is missing.";
  expect([fate1, fate2]).toEqual([fate, fate]);
  expect(rest).toEqual(["2 clips with problems. Nothing is paid for again.", ""]);
  // Both copies are still there.
  expect(await project.shotlist("render", "a.yaml", ...fast)).toMatchObject({ exitCode: 0 });
  expect(await project.shotlist("verify")).toMatchObject({ exitCode: 0 });
  const [earlier = ""] = clipsIn(project);
  project.write("a.yaml", twoTakes.replace("turns slowly", "turns quickly").replace("from dusk", "from noon"));
  await project.shotlist("render", "a.yaml", ...fast, "--yes");
  writeFileSync(earlier, "other bytes");
  const later = await project.shotlist("verify");
  expect(later.stdout).toContain(
    "This is an earlier version, which no render downloads. Restore the file from a backup.",
  );
});

test("a damaged clip is not chosen, and not shown", async () => {
  using project = await setup();
  for (const clip of clipsIn(project)) writeFileSync(clip, "other bytes");
  expect(await project.shotlist("use", "launch/reveal", "1")).toMatchObject({
    exitCode: ExitCode.undecided,
    stderr: expect.stringContaining("The clip of version 1 is damaged"),
  });
  await project.shotlist("report", "--out", "sheet.html");
  const page = readFileSync(project.path("sheet.html"), "utf8");
  expect(page).toContain("a clip is damaged: run shotlist verify");
  expect(page).not.toContain("<video");
});

test("gc shows first, deletes with --apply, and never a clip that was paid for", async () => {
  using project = await setup();
  expect(await project.shotlist("gc")).toMatchObject({ stdout: expect.stringMatching(/^Nothing to delete/) });
  const kept = clipsIn(project);
  mkdirSync(project.path(".shotlist", "mock", "partial"), { recursive: true });
  const partial = project.path(".shotlist", "mock", "partial", "nobody.part");
  writeFileSync(partial, "half");
  expect(await project.shotlist("gc")).toMatchObject({ stdout: expect.stringContaining("1 file, 4 B.") });
  expect(existsSync(partial)).toBe(true);
  expect(await project.shotlist("gc", "--apply")).toMatchObject({ stdout: expect.stringContaining("Deleted 1 file") });
  expect(existsSync(partial)).toBe(false);
  expect(clipsIn(project)).toEqual(kept);
});

test.each(["ledger export", "ledger rebuild", "verify", "gc", "report"])(
  "%s without a ledger says so with exit 2",
  async (command) => {
    using project = createProject();
    expect(await project.shotlist(...command.split(" "))).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("error: No ledger found at "),
    });
  },
);
