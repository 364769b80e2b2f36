import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createMockServer } from "@shotlist/mock-server";
import { factsOf, formatIds } from "@shotlist/schema";
import { expect, onTestFinished, test } from "vitest";
import { createProject, type Project } from "../testing/project.ts";

const fixtures = fileURLToPath(new URL("../../../../tests/fixtures/", import.meta.url));

const storyboard = `shotlist: 1
name: aurora
provider: toy
providers: { toy: { pollEvery: 10ms } }
defaults: { model: crayon-1, resolution: 480p, duration: 2 }
shots: [{ id: reveal, prompt: A watch turns }]
`;

interface World {
  readonly project: Project;
  /** Outside the project and every repository. */
  readonly folder: string;
  readonly edit: (file: string, from: string, to: string) => void;
}

function setup(kind: "data" | "code" = "data"): World {
  const project = createProject({ "aurora.yaml": storyboard });
  const folder = mkdtempSync(join(tmpdir(), "relay-"));
  onTestFinished(() => {
    project[Symbol.dispose]();
    rmSync(folder, { recursive: true });
  });
  cpSync(join(fixtures, "toy-folder"), folder, { recursive: true });
  if (kind === "code") {
    rmSync(join(folder, "request.yaml"));
    cpSync(join(fixtures, "toy-code"), folder, { recursive: true });
  }
  const edit: World["edit"] = (file, from, to) => {
    const text = readFileSync(join(folder, file), "utf8");
    expect(text).toContain(from);
    writeFileSync(
      join(folder, file),
      text.replace(from, () => to),
    );
  };
  return { project, folder, edit };
}

test.each([
  ["data", []],
  ["code", ["--trust-format"]],
] as const)(
  "a format of %s in a folder compiles, renders and is kept in the ledger like a built-in one",
  async (kind, trust) => {
    const { project, folder } = setup(kind);
    const format = ["--format", folder, ...trust];
    expect(await project.shotlist("check", "aurora.yaml", ...format)).toMatchObject({ exitCode: 0, stderr: "" });
    const planned = await project.shotlist("plan", "aurora.yaml", "--requests", ...format);
    expect(planned.stdout).toContain("https://toy.example.com/toy/v1/clips");
    expect(planned.stdout).toContain('"text": "A watch turns",\n  "length": 2');
    const rendered = await project.shotlist("render", "aurora.yaml", "--mock", ...format);
    expect(rendered).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("1 rendered") });
    const clip = readFileSync(project.path("renders-mock/aurora/reveal.mp4"));
    expect(clip.toString("latin1", 4, 8)).toBe("ftyp");
    const status = await project.shotlist("status", "aurora.yaml", "--json", ...format);
    expect(JSON.parse(status.stdout)).toMatchObject({
      takes: [{ id: "reveal", provider: "toy", state: "downloaded" }],
    });
  },
);

test.each([
  ["data", []],
  ["code", ["--trust-format", "--only", "lifecycle/*", "--only", "poll/*"]],
] as const)("the mock of a format of %s keeps the rules of its contract", async (kind, more) => {
  const { project, folder } = setup(kind);
  const format = ["--format", folder, ...more.slice(0, 1)];
  await project.shotlist("check", "aurora.yaml", ...format);
  await using mock = await createMockServer({ formats: ["toy"], format: "toy", clock: "manual", seed: 1 });
  const words = [
    "contract",
    "run",
    "--base-url",
    mock.url,
    "--seed",
    "1",
    "--strict",
    "--json",
    "--format",
    folder,
    ...more,
  ];
  const { exitCode, stdout } = await project.shotlist(...words);
  const report: { readonly results: readonly { readonly verdict: string }[] } = JSON.parse(stdout);
  expect(report.results.filter(({ verdict }) => verdict !== "pass")).toEqual([]);
  expect(report.results.length).toBeGreaterThan(7);
  expect(exitCode).toBe(0);
});

test("shotlist mock serves it, and its OpenAPI document is written", async () => {
  const { project, folder } = setup();
  const document = await project.shotlist("contract", "openapi", folder);
  expect(JSON.parse(document.stdout)).toMatchObject({
    openapi: "3.1.0",
    info: { title: "Toy: video tasks" },
    paths: { "/toy/v1/clips": { post: { operationId: "submit" } }, "/toy/v1/clips/{id}": { get: {} } },
  });
  const written = await project.shotlist("contract", "openapi", folder, "--out", "toy.json");
  expect(written.exitCode).toBe(0);
  expect(JSON.parse(readFileSync(project.path("toy.json"), "utf8"))).toEqual(JSON.parse(document.stdout));
});

test("the folder and the guide's toy say the same", async () => {
  const { facts }: { readonly facts: unknown } = await import(join(fixtures, "toy-format/schema/facts.ts"));
  const { project, folder } = setup();
  await project.shotlist("check", "aurora.yaml", "--format", folder);
  const toy = formatIds.find((id: string) => id === "toy");
  if (toy === undefined) throw new Error("the toy is not there");
  const { edition, ...told } = factsOf(toy);
  expect([told, edition]).toEqual([facts, "2026-05"]);
});

test("code is not run without --trust-format", async () => {
  const { project, folder } = setup("code");
  writeFileSync(join(folder, "codec.ts"), "globalThis.ranUntrusted = true; export default () => ({});");
  const { exitCode, stderr } = await project.shotlist("check", "aurora.yaml", "--format", folder);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("has code, codec.ts, which is not run");
  expect(stderr).toContain("--trust-format");
  expect(globalThis).not.toHaveProperty("ranUntrusted");
});

test("its key goes to no host that the owner does not allow, whatever the format says", async () => {
  const { project, folder, edit } = setup();
  const words = ["render", "aurora.yaml", "--yes", "--format", folder];
  const own = await project.shotlistWith({ TOY_API_KEY: "sk-secret" }, ...words);
  expect(own).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("TOY_API_KEY: [toy.example.com]") });
  edit("facts.yaml", "apiKeyEnv: TOY_API_KEY", "apiKeyEnv: WISGATE_API_KEY");
  const others = await project.shotlistWith({ WISGATE_API_KEY: "sk-secret" }, ...words);
  expect(others).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("WISGATE_API_KEY: [toy.example.com]") });
  edit("facts.yaml", "apiKeyEnv: WISGATE_API_KEY", "apiKeyEnv: AWS_SECRET_ACCESS_KEY");
  const secret = await project.shotlistWith({ AWS_SECRET_ACCESS_KEY: "secret" }, ...words);
  expect(secret.exitCode).toBe(2);
});

test.each([
  [
    "facts.yaml",
    "canonical: succeeded",
    "canonical: suceeded",
    /facts\.yaml:\d+:\d+ error .*\n.*"queued", "running", "succeeded"/,
  ],
  [
    "facts.yaml",
    "path: /toy/v1/clips/{id}",
    "path: //evil.example.com/{id}",
    /facts\.yaml:\d+:\d+ error wrong-value\n {2}A path must begin with one slash/,
  ],
  [
    "facts.yaml",
    "id: toy",
    "id: wisgate",
    /facts\.yaml:1:\d+ error wrong-value\n {2}There is a built-in format or provider wisgate/,
  ],
  ["facts.yaml", "apiKeyEnv:", "apiKeyEnvv:", /facts\.yaml:\d+:\d+ error unknown-key\n {2}Unknown key "apiKeyEnvv"/],
  [
    "fixtures.yaml",
    "length: 3",
    "length: 99",
    /fixtures\.yaml:\d+:\d+ error wrong-value\n {2}The schema rejects this body: length/,
  ],
  ["fixtures.yaml", "breaks: drawn-has-link", "breaks: another-rule", /it breaks: drawn-has-link/],
  ["contract.yaml", "- /link", "- /lnik", /contract\.yaml:\d+:\d+ error wrong-value\n {2}No accepted task\.response/],
  [
    "request.yaml",
    "  duration: /length\n",
    "",
    /request\.yaml:2:3 error wrong-value\n {2}`duration` has no place, but crayon-1 makes clips/,
  ],
  [
    "submit.request.schema.json",
    '"minimum": 2',
    '"minimum": 3',
    /request\.yaml:\d+:\d+ error wrong-value\n {2}The request for crayon-1 is rejected by its own schema/,
  ],
  [
    "request.yaml",
    "/length",
    "/lenght",
    /request\.yaml:\d+:\d+ error wrong-value\n {2}submit\.request has no property `lenght`/,
  ],
  [
    "submit.request.schema.json",
    '"maximum"',
    '"maximun"',
    /submit\.request\.schema\.json:\d+:\d+ error wrong-value\n {2}This schema cannot be used/,
  ],
])("a mistake in %s is reported at its place: %s as %s", async (file, from, to, expected) => {
  const { project, folder, edit } = setup();
  edit(file, from, to);
  const { exitCode, stderr } = await project.shotlist("check", "aurora.yaml", "--format", folder);
  expect(stderr).toMatch(expected);
  expect(stderr).toMatch(/Cannot use the format in .+: \d+ errors?/);
  expect(exitCode).toBe(2);
});

test.each([
  ["no/such/folder", "Cannot read the format in no/such/folder: no such file or directory"],
  ["./", "The format in ./ has no facts.yaml"],
])("%s is not the folder of a format", async (named, message) => {
  const { project } = setup();
  const { exitCode, stderr } = await project.shotlist("check", "aurora.yaml", "--format", named);
  expect(stderr).toContain(message);
  expect(exitCode).toBe(2);
});
