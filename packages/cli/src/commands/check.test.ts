import { expect, test } from "vitest";
import { runIn } from "../testing/fake-world.ts";
import { createProject, twoTakes } from "../testing/project.ts";

test("a sound storyboard has no problems found", async () => {
  using project = createProject({ "a.yaml": twoTakes });
  expect(await project.shotlist("check", "a.yaml")).toEqual({
    exitCode: 0,
    stdout: "1 storyboard: no problems found\n",
    stderr: "",
  });
});

test("a mistake is shown with its place, a code frame and the way out", async () => {
  using project = createProject({ "a.yaml": twoTakes.replace("prompt: A skyline", "promt: A skyline") });
  const { exitCode, stdout } = await project.shotlist("check", "a.yaml");
  expect(exitCode).toBe(2);
  expect(stdout).toContain("a.yaml:10:5 error unknown-key");
  expect(stdout).toContain("> 10 |     promt: A skyline from dusk to night");
  expect(stdout).toContain('help: Did you mean "prompt"?');
});

test("--json prints one document with every diagnostic", async () => {
  using project = createProject({ "a.yaml": twoTakes.replace("480p }", '480p, ratio: "5:4" }') });
  const { exitCode, stdout, stderr } = await project.shotlist("check", "a.yaml", "--json");
  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: "" });
  expect(JSON.parse(stdout)).toEqual({
    ok: false,
    diagnostics: [
      {
        code: "ratio-unsupported",
        severity: "error",
        message: "wisgate renders doubao-seedance-2.0 in 16:9, 9:16 or 1:1; this shot asks for 5:4",
        file: "a.yaml",
        line: 5,
        column: 66,
        help: expect.stringContaining("ratio"),
      },
    ],
  });
});

test("--json prints one document even where a file cannot be read", async () => {
  using project = createProject();
  const { exitCode, stdout, stderr } = await project.shotlist("check", "none.yaml", "--json");
  expect(exitCode).toBe(2);
  expect(JSON.parse(stdout)).toEqual({
    ok: false,
    error: {
      code: "unreadable_file",
      message: "Cannot read none.yaml: no such file or directory",
      hint: "Check the path; it is relative to the current folder",
    },
    diagnostics: [],
  });
  expect(stderr).toContain("error: Cannot read none.yaml: no such file or directory\n");
});

test("a file that cannot be read keeps no other from being checked", async () => {
  using project = createProject({ "a.yaml": twoTakes.replace("480p }", '480p, ratio: "5:4" }') });
  for (const command of ["check", "plan"]) {
    const { exitCode, stdout, stderr } = await project.shotlist(command, "none.yaml", "a.yaml", "nor-this.yaml");
    expect(exitCode).toBe(2);
    expect(stdout + stderr).toContain("a.yaml:5:66 error ratio-unsupported");
    expect(stderr).toContain("Cannot read none.yaml: no such file or directory; Cannot read nor-this.yaml:");
  }
});

test("two storyboards with one name are refused, as a render refuses them", async () => {
  using project = createProject({ "a.yaml": twoTakes, "b.yaml": twoTakes });
  expect(await project.shotlist("check", "a.yaml", "b.yaml", "--json")).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("a.yaml and b.yaml have the same name: launch"),
  });
});

test("the frame of an included file shows the included file", async () => {
  using project = createProject({
    "boards/a.yaml": `include: [shared/shots.yaml]\n${twoTakes}`,
    "boards/shared/shots.yaml": "shots:\n  - id: extra\n    promt: Dusk\n",
  });
  const { stdout } = await project.shotlist("check", "boards/a.yaml");
  expect(stdout).toContain("boards/shared/shots.yaml:3:5 error unknown-key");
  expect(stdout).toContain("> 3 |     promt: Dusk");
});

test("a file beyond the repository is not read, whatever links say", async () => {
  using outside = createProject({ "secret.png": "x" });
  using project = createProject({
    "a.yaml": `${twoTakes}    firstFrame: ${"../".repeat(12)}${outside.path("secret.png").slice(1)}\n`,
  });
  const { exitCode, stdout } = await project.shotlist("check", "a.yaml", "--json");
  expect(exitCode).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({ diagnostics: [{ code: "asset-outside" }] });
});

test("variables come from the environment, completed by --env-file, which loses where both have one", async () => {
  const text = `env: [CITY, HOUR]\n${twoTakes.replace("from dusk", "of ${{ env.CITY }} at ${{ env.HOUR }}")}`;
  using project = createProject({
    "a.yaml": text.replace("prompt: A skyline", 'prompt: "A skyline').replace("to night", 'to night"'),
    "shotlist.config.yaml": "env: [CITY, HOUR]\n",
    ".env": "CITY=Oslo\nHOUR=9\n",
  });
  expect(await project.shotlistWith({ CITY: "Rome" }, "check", "a.yaml")).toMatchObject({ exitCode: 2 });
  expect(await project.shotlistWith({ CITY: "Rome" }, "check", "a.yaml", "--env-file", ".env")).toMatchObject({
    exitCode: 0,
  });
  const { stdout } = await project.shotlistWith({ CITY: "Rome" }, "plan", "a.yaml", "--env-file", ".env", "--json");
  expect(stdout).toContain("A skyline of Rome at 9 to night");
});

test.each([
  ["prompt: A skyline", "firstFrame: ./gone.png\n    prompt: A skyline", "a.yaml:10:17 error", "gone.png"],
  ["480p }", "480p", "a.yaml:6:", "yaml-syntax"],
  ["480p }", '480p, ratio: "17:9" }', "a.yaml:5:66 error ratio-unsupported", 'help: Use ratio: "16:9"'],
])("%j for %j is reported with its place and a fix, and exit 2", async (sound, wrong, place, words) => {
  using project = createProject({ "a.yaml": twoTakes.replace(sound, wrong) });
  const { exitCode, stdout } = await project.shotlist("check", "a.yaml");
  expect(exitCode).toBe(2);
  expect(stdout).toContain(place);
  expect(stdout).toContain(words);
  expect(stdout).not.toContain(" at ");
});

test.each([
  ["long after the facts were read", Date.UTC(2028, 0, 1), /^note: gogogotoken: .* more than 180 days ago$/m],
  ["soon after", Date.UTC(2026, 10, 30), /^$/],
])("says how old facts are, %s, and passes with --strict all the same", async (_, nowMs, said) => {
  using project = createProject({
    "a.yaml": `shotlist: 1
name: aurora
provider: gogogotoken
defaults: { model: doubao-seedance-2-0, ratio: "16:9" }
shots:
  - { id: reveal, prompt: A watch }
`,
  });
  const plain = await runIn({ cwd: project.folder, nowMs }, "check", "a.yaml", "--strict");
  expect(plain.exitCode).toBe(0);
  expect(plain.stderr).toMatch(said);
  const plans = await Promise.all(
    [nowMs, 0].map((at) => runIn({ cwd: project.folder, nowMs: at }, "plan", "a.yaml", "--json")),
  );
  expect(plans[0]?.stdout).toBe(plans[1]?.stdout);
});
