import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { runIn } from "../testing/fake-world.ts";
import { createProject, type Project } from "../testing/project.ts";
import { commands } from "./index.ts";

/** What a terminal, or a CI service, must not get from outside. */
const hostile =
  "x\u001B[31m\u001B]0;t\u0007\r\n::error::a\n##[error]b\n##vso[task.complete]c\u009B2J\u202Ed\u2028::debug::e";

const sources = join(import.meta.dirname, "..");

const offences: readonly RegExp[] = [
  // oxlint-disable-next-line no-control-regex -- the test looks for them
  /[\0-\u0008\u000B-\u001F\u007F-\u009F\u2028\u2029\p{Bidi_Control}]/u,
  /^\s*::/mu,
  /##\w*\[/u,
  // Made harmless, and at the start of a line all the same: several lines of somebody else's.
  /^\s*\\x3a:/mu,
];
/** What colours and the live lines are made of. */
// oxlint-disable-next-line no-control-regex -- the test looks for them
const ownSequences = /\u001B\[\d{1,2}m|\u001B\[2A|\r\u001B\[2K/gu;

/** What is printed that is more than text, both as a log has it and as a terminal does. */
async function offencesOf(project: Project, ...argv: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const isTTY of [false, true]) {
    const { stdout, stderr } = await runIn({ cwd: project.folder, env: { TOY_KEY: "key" }, isTTY }, ...argv);
    for (const text of [stdout, stderr].map((printed) => printed.replaceAll(ownSequences, "")))
      if (offences.some((offence) => offence.test(text))) found.push(`${argv.join(" ")}: ${text}`);
  }
  return found;
}

test.each([...commands.keys()])("%s says what it was called with as text", async (name) => {
  using project = createProject({ [hostile.replaceAll("/", "_")]: hostile });
  for (const rest of [[hostile], [hostile, hostile], [`--${hostile}`], ["--format", hostile], ["--realm", hostile]]) {
    expect(await offencesOf(project, ...name.split(" "), ...rest)).toEqual([]);
  }
  expect(await offencesOf(project, `${name}${hostile}`)).toEqual([]);
});

test("what a storyboard says comes out as text", async () => {
  const quoted = JSON.stringify(hostile.replaceAll("\u009B", ""));
  const boards = [
    `{ "shotlist": 1, "name": ${quoted}, "provider": ${quoted}, "shots": [{ "id": ${quoted}, "prompt": ${quoted} }] }`,
    `{ "shotlist": 1, "name": "a", "provider": "wisgate", ${quoted}: 1, "shots": [{ "id": "one", "prompt": "one", "firstFrame": ${quoted} }] }`,
    `{ "shotlist": 1, "name": "a", "provider": "wisgate", "defaults": { "model": ${quoted}, "resolution": ${quoted} }, "shots": [{ "id": "one", "prompt": "\${{ vars.x }}", "extra": { ${quoted}: ${quoted} } }], "include": ${quoted} }`,
    `{ "shotlist": 1, "name": ${quoted}, "provider": "wisgate", "defaults": { "model": "doubao-seedance-2.0" }, "matrix": { "lang": [${quoted}, "en"] }, "shots": [{ "id": "one", "prompt": ${quoted} }] }`,
    `shotlist: 1\n# ${hostile}\nname: [\n`,
  ];
  for (const board of boards) {
    using project = createProject({ "a.yaml": board });
    for (const argv of [
      ["check"],
      ["fmt", "--check"],
      ["plan"],
      ["plan", "--requests"],
      ["plan", "--json"],
      ["render", "--mock", "--speed", "6000"],
      ["status"],
      ["doctor"],
    ]) {
      expect(await offencesOf(project, ...argv.slice(0, 1), "a.yaml", ...argv.slice(1))).toEqual([]);
    }
  }
});

async function startHostileVendor(status: number, body: unknown): Promise<string> {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the vendor has no port");
  return `http://127.0.0.1:${address.port}`;
}

const failure = { code: hostile, message: hostile, type: hostile, param: hostile };
const answers: readonly (readonly [string, number, unknown])[] = [
  ["an id and a status", 200, { id: hostile, task_id: hostile, status: hostile, model: hostile, error: failure }],
  ["a refusal", 400, { error: failure, code: hostile, message: hostile, request_id: hostile }],
  ["a refused key", 401, { error: failure, message: hostile }],
  ["a list of models", 200, { data: [{ id: hostile, object: hostile }] }],
  ["a failed task", 200, { id: "task-1", task_id: "task-1", status: "failed", error: failure, fail_reason: hostile }],
];

test.each(answers)("%s of a vendor comes out as text", async (_what, status, body) => {
  const url = await startHostileVendor(status, body);
  for (const format of ["wisgate", "toapis"]) {
    using project = createProject({
      "a.yaml": `shotlist: 1
name: toy
provider: toy
providers: { toy: { format: ${format}, baseUrl: "${url}", apiKeyEnv: TOY_KEY, pollEvery: 5ms, requestsPerMinute: 60000 } }
defaults: { model: doubao-seedance-2.0, resolution: 480p }
shots: [{ id: one, prompt: one }]
`,
    });
    const rounds = [
      ["render", "a.yaml", "--max-duration", "200ms"],
      ["render", "a.yaml", "--max-duration", "200ms", "--events"],
      ["status", "a.yaml"],
      ["resolve", "--list"],
      ["models", "toy", "a.yaml"],
      ["doctor", "a.yaml"],
      ["cancel", "a.yaml"],
      ["ledger", "export"],
    ];
    for (const argv of rounds) expect(await offencesOf(project, ...argv)).toEqual([]);
  }
});

test("there is no other way out than the one exit", () => {
  const files = readdirSync(sources, { recursive: true, encoding: "utf8" }).filter(
    (path) => path.endsWith(".ts") && !path.endsWith(".test.ts") && path !== "bin.ts",
  );
  expect(files.length).toBeGreaterThan(100);
  const others = files.filter((path) =>
    /process\.std(?:out|err)|console\./u.test(readFileSync(join(sources, path), "utf8")),
  );
  expect(others).toEqual([]);
});
