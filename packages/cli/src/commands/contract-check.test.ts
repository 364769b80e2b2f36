import { expect, test } from "vitest";
import { createProject } from "../testing/project.ts";

const good = { model: "doubao-seedance-2.0", content: [{ type: "text", text: "A skyline" }], duration: 5 };
const bad = { ...good, duration: 3 };

test("a message that keeps its schema is ok", async () => {
  using project = createProject({ "body.json": JSON.stringify(good) });
  expect(await project.shotlist("contract", "check", "wisgate", "submit.request", "body.json")).toEqual({
    exitCode: 0,
    stdout: "body.json: valid\n",
    stderr: "",
  });
});

test("a broken rule is named with its place and its source", async () => {
  using project = createProject({ "body.json": JSON.stringify(bad) });
  expect(await project.shotlist("contract", "check", "wisgate", "submit.request", "body.json")).toEqual({
    exitCode: 1,
    stdout:
      "body.json: invalid\n" +
      "  error /duration: duration must be at least 5, not 3 (duration.minimum; documented, seed 003)\n",
    stderr: "",
  });
});

test("--json has a verdict for each file", async () => {
  using project = createProject({ "good.json": JSON.stringify(good), "bad.json": JSON.stringify(bad) });
  const argv = ["contract", "check", "wisgate", "submit.request", "good.json", "bad.json", "--json"];
  const { exitCode, stdout } = await project.shotlist(...argv);
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout)).toEqual({
    ok: false,
    files: [
      { file: "good.json", ok: true, errors: [], advice: [] },
      {
        file: "bad.json",
        ok: false,
        errors: [
          {
            path: "/duration",
            rule: "duration.minimum",
            level: "reject",
            message: "duration must be at least 5, not 3",
            provenance: { grade: "documented", source: "seed 003" },
          },
        ],
        advice: [],
      },
    ],
  });
});

test.each([
  [["wisgat", "submit.request", "body.json"], 'Unknown format "wisgat"\nhelp: Did you mean wisgate?'],
  [["wisgate", "submit", "body.json"], 'wisgate has no message "submit"\nhelp: Messages: submit.request'],
  [["wisgate", "submit.request", "none.json"], "Cannot read none.json: no such file or directory"],
  [["wisgate", "submit.request", "body.json"], "body.json is not JSON:"],
  [["wisgate", "submit.request", "deep.json"], "deep.json:2:261 lists and maps are nested too deeply"],
])("%j is refused with exit 2", async (argv, message) => {
  using project = createProject({ "body.json": "{", "deep.json": `{\n"a": ${"[".repeat(300)}${"]".repeat(300)}}` });
  const { exitCode, stderr } = await project.shotlist("contract", "check", ...argv);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(message);
});

test("a file that is not JSON does not keep others from being checked, and a byte order mark is not a mistake", async () => {
  using project = createProject({ "good.json": `\u{FEFF}${JSON.stringify(good)}`, "cut.json": "{" });
  const argv = ["contract", "check", "wisgate", "submit.request", "cut.json", "good.json", "none.json"];
  const { exitCode, stdout, stderr } = await project.shotlist(...argv);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "good.json: valid\n" });
  expect(stderr).toMatch(/^error: cut\.json is not JSON: .*; Cannot read none\.json: /);
  const document: unknown = JSON.parse((await project.shotlist(...argv, "--json")).stdout);
  expect(document).toMatchObject({ ok: false, error: { code: "not_json" }, files: [{ file: "good.json", ok: true }] });
});

const pixels = JSON.stringify({ model: "doubao-seedance-2-0", prompt: "A skyline", size: "1280x720" });

test.each([
  [[], 0, "(refused in editions 2026-07, 2026-11)"],
  [["--edition", "2026-05"], 0, "body.json: valid\n"],
  [["--edition", "2026-07"], 1, "size must be one of 480p, 720p, 1080p, 4k"],
  [["--strict"], 1, "size must be one of 480p, 720p, 1080p, 4k"],
  [["--edition", "2025-01"], 2, "Editions: 2026-05, 2026-07, 2026-11"],
])("a message that editions judge differently, with %j", async (options, exitCode, said) => {
  using project = createProject({ "body.json": pixels });
  const argv = ["contract", "check", "gogogotoken", "submit.request", "body.json", ...options];
  const answer = await project.shotlist(...argv);
  expect(answer.exitCode).toBe(exitCode);
  expect(answer.stdout + answer.stderr).toContain(said);
});
