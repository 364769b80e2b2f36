import { readdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { ExitCode } from "../world/exit-code.ts";
import { checkJson } from "../testing/check-json.ts";
import { createProject, twoTakes } from "../testing/project.ts";
import { commands } from "./index.ts";

const fast = ["--mock", "--speed", "6000"];

// `runIn` checks every `--json` and `--events` of every test of this package against its schema.

test("each command with --json has its published schema", async () => {
  const withJson: string[] = [];
  for (const [name, entry] of commands) {
    // oxlint-disable-next-line no-await-in-loop -- modules, one by one
    if ("json" in (await entry.load()).options) withJson.push(name.replace(" ", "-"));
  }
  const folder = fileURLToPath(import.meta.resolve("@shotlist/schema/json/plan.schema.json")).replace(/[^/\\]*$/u, "");
  const schemas = readdirSync(folder).map((file) => file.replace(".schema.json", ""));
  expect(schemas.toSorted()).toEqual([...withJson, "render-event"].toSorted());
});

test("the commands that keep clips print what their schemas say", async () => {
  using project = createProject({ "a.yaml": twoTakes });
  const ok = async (...argv: readonly string[]): Promise<object> => {
    const { exitCode, stdout } = await project.shotlist(...argv, "--json");
    expect({ argv, exitCode, stdout }).toEqual({ argv, exitCode: ExitCode.ok, stdout });
    const document: object = JSON.parse(stdout);
    return document;
  };
  await ok("check", "a.yaml");
  await ok("render", "a.yaml", ...fast);
  expect(await ok("approve", "launch/reveal")).toMatchObject({ verdict: "approved" });
  expect(await ok("use", "launch/reveal", "1")).toMatchObject({ version: 1 });
  expect(await ok("verify")).toEqual({ ok: true, problems: [] });
  project.write(".shotlist/mock/partial/left.part", "half a clip");
  expect(await ok("gc")).toMatchObject({ files: [{ reason: "unfinished" }] });
  for (const file of readdirSync(project.path(".shotlist/mock")).filter((name) => name.startsWith("ledger."))) {
    rmSync(project.path(".shotlist/mock", file));
  }
  expect(await ok("ledger", "rebuild")).toMatchObject({ rebuilt: [{ realm: "mock" }] });
});

test("a key that the schema does not list is found", () => {
  const document = { ok: true, realm: "mock", take: "a/b", version: 1, sha256: "0".repeat(64) };
  const argv = ["use", "a/b", "1", "--json"];
  expect(() => checkJson(argv, JSON.stringify(document))).not.toThrow();
  expect(() => checkJson(argv, JSON.stringify({ ...document, secret: 1 }))).toThrow(/does not describe.*secret/u);
  expect(() => checkJson(argv, JSON.stringify({ ...document, version: "1" }))).toThrow(/\/version must be integer/u);
});
