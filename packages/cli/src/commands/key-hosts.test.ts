import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMockServer } from "@shotlist/mock-server";
import { expect, onTestFinished, test } from "vitest";
import { runIn } from "../testing/fake-world.ts";
import { createProject, twoTakes } from "../testing/project.ts";

const elsewhere = "https://relay.invalid";
const board = twoTakes.replace(
  "providers: { wisgate: {",
  `providers: { wisgate: { baseUrl: "${elsewhere}", apiKeyEnv: RELAY_API_KEY,`,
);
const env = { RELAY_API_KEY: "relay-secret", WISGATE_API_KEY: "wisgate-secret", CI: "true" };

const commands: readonly (readonly [string, ...string[]])[] = [
  ["render", "a.yaml", "--yes"],
  ["models", "wisgate", "a.yaml"],
  ["doctor", "a.yaml"],
];

test.each(commands)("%s refuses a host that nobody allowed, with the lines to add", async (...argv) => {
  using project = createProject({ "a.yaml": board });
  const { exitCode, stdout, stderr } = await project.shotlistWith(env, ...argv);
  expect(exitCode).toBe(2);
  const printed = stdout + stderr;
  expect(printed).toContain("The key in RELAY_API_KEY may not be sent to relay.invalid");
  expect(printed).toContain("keys:\n  RELAY_API_KEY: [relay.invalid]\n");
  expect(printed).toContain("--allow-key-host relay.invalid");
  expect(printed).not.toContain("secret");
});

test("the key of a built-in provider does not follow its base URL", async () => {
  using project = createProject({ "a.yaml": board.replace(" apiKeyEnv: RELAY_API_KEY,", "") });
  const { exitCode, stderr } = await project.shotlistWith(env, "render", "a.yaml", "--yes", "--json");
  expect(exitCode).toBe(2);
  expect(stderr).toContain("The key in WISGATE_API_KEY may not be sent to relay.invalid");
});

test.each([
  ["the owner's file", { "shotlist.config.yaml": "keys: { RELAY_API_KEY: [relay.invalid] }\n" }, []],
  [
    "--config",
    { "elsewhere/base.yaml": "keys: { RELAY_API_KEY: [relay.invalid] }\n" },
    ["--config", "elsewhere/base.yaml"],
  ],
  ["--allow-key-host", {}, ["--allow-key-host", "relay.invalid"]],
  ["--base-url", {}, ["--base-url", elsewhere]],
] as const)("a host that %s allows is asked", async (_what, files, options) => {
  using project = createProject({ "a.yaml": board, ...files });
  // The name leads nowhere: that somebody looked for it says that the gate was passed.
  const { stdout } = await project.shotlistWith(env, "models", "wisgate", "a.yaml", ...options, "--json");
  expect(JSON.parse(stdout)).not.toHaveProperty("error.code", "key_host_not_allowed");
});

test("with --config, the file at the root counts for nothing", async () => {
  using project = createProject({
    "a.yaml": board,
    "shotlist.config.yaml": "keys: { RELAY_API_KEY: [relay.invalid] }\n",
    "base.yaml": "",
  });
  const { exitCode, stderr } = await project.shotlistWith(env, "render", "a.yaml", "--yes", "--config", "base.yaml");
  expect(exitCode).toBe(2);
  expect(stderr).toContain("add to base.yaml");
});

test("plan needs no key and asks nobody", async () => {
  using project = createProject({ "a.yaml": board });
  expect(await project.shotlist("plan", "a.yaml")).toMatchObject({ exitCode: 0 });
});

test("at a terminal a person is asked once, and the answer is kept outside the repository", async () => {
  using project = createProject({ "a.yaml": board });
  const home = mkdtempSync(join(tmpdir(), "shotlist-home-"));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const there = { cwd: project.folder, env: { RELAY_API_KEY: "relay-secret", HOME: home }, isTTY: true };
  const ask = (...answers: readonly string[]): ReturnType<typeof runIn> =>
    runIn({ ...there, answers }, "models", "wisgate", "a.yaml");
  const refused = await ask("");
  expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("RELAY_API_KEY to relay.invalid") });
  expect(refused.stderr).toContain("Allow this from now on? [y/N]");
  expect((await ask("yes")).stderr).not.toContain("may not be sent");
  expect((await ask()).stderr).not.toContain("Allow it from now on");
  expect(existsSync(join(home, ".config", "shotlist", "key-hosts.json"))).toBe(true);
  expect(existsSync(project.path(".config"))).toBe(false);
});

test("an endpoint that only the ledger still has is asked about too", async () => {
  using project = createProject({ "a.yaml": twoTakes });
  const vendor = await createMockServer({ format: "wisgate", progress: { mode: "manual" } });
  onTestFinished(() => vendor.close());
  const local = await project.shotlist("render", "a.yaml", "--base-url", vendor.url, "--max-duration", "300ms");
  expect(local.exitCode).toBe(6);
  const exported = await project.shotlist("ledger", "export", "--realm", "local");
  project.write("ledger.jsonl", exported.stdout.replaceAll("WISGATE_API_KEY", "GITHUB_TOKEN"));
  rmSync(project.path(".shotlist"), { recursive: true });
  const imported = await project.shotlist("ledger", "import", "ledger.jsonl");
  expect(imported.stderr).toBe("");
  const token = { GITHUB_TOKEN: "forge-secret", CI: "true" };
  for (const argv of [["cancel"], ["render", "a.yaml", "--base-url", vendor.url]]) {
    const refused = await project.shotlistWith(token, ...argv);
    expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("GITHUB_TOKEN is not the name") });
  }
});

test.each([
  ["keys: { GITHUB_TOKEN: [relay.example.com] }", "key-name"],
  ["keys: { RELAY_API_KEY: relay.example.com }", "wrong-type"],
  ["keys: { RELAY_API_KEY: [https://relay.example.com/] }", "wrong-value"],
  ["hosts: []", "unknown-key"],
  ["budgets: [twenty]", "wrong-value"],
  ["[]", "wrong-type"],
])("a configuration of %s is refused at its place", async (text, code) => {
  using project = createProject({ "a.yaml": board, "shotlist.config.yaml": `${text}\n` });
  const { exitCode, stderr } = await project.shotlistWith(env, "check", "a.yaml");
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(new RegExp(`shotlist\\.config\\.yaml:1:\\d+ error ${code}`));
});

const reading = twoTakes
  .replace("provider: wisgate", "env: [SEASON]\nprovider: wisgate")
  .replace("A skyline", "A ${{ env.SEASON }} skyline");

test("a storyboard reads the variables that were allowed, and learns how to allow others", async () => {
  using project = createProject({ "a.yaml": reading });
  const there = { SEASON: "spring" };
  const refused = await project.shotlistWith(there, "check", "a.yaml");
  expect(refused.exitCode).toBe(2);
  expect(refused.stdout).toMatch(/a\.yaml:\d+:\d+ error env-not-allowed/);
  expect(refused.stdout).toContain("--allow-env SEASON");
  expect(refused.stdout).not.toContain("spring");
  expect(await project.shotlistWith(there, "plan", "a.yaml", "--allow-env", "SEASON")).toMatchObject({ exitCode: 0 });
  project.write("shotlist.config.yaml", "env: [SEASON]\n");
  expect(await project.shotlistWith(there, "plan", "a.yaml")).toMatchObject({ exitCode: 0 });
  project.write("shotlist.config.yaml", "# nothing\n");
  project.write("a.yaml", reading.replaceAll("SEASON", "SHOTLIST_VAR_SEASON"));
  expect(await project.shotlistWith({ SHOTLIST_VAR_SEASON: "spring" }, "plan", "a.yaml")).toMatchObject({
    exitCode: 0,
  });
});
