import { expect, test } from "vitest";
import { createProject } from "../testing/project.ts";

const schema = (maximum: number): string => JSON.stringify({ type: "object", properties: { duration: { maximum } } });
const path = "/api/v3/contents/generations/tasks";
const openApi = (body: object): string =>
  JSON.stringify({
    openapi: "3.1.0",
    paths: { [path]: { post: { requestBody: { content: { "application/json": { schema: body } } } } } },
  });
const session = [
  { recording: 1, format: "wisgate" },
  { at: 1, method: "POST", url: path, status: 200, request: { duration: 5 }, response: { id: "cgt-recorded-1" } },
]
  .map((line) => JSON.stringify(line))
  .join("\n");

const files = {
  "old/submit.request.schema.json": schema(12),
  "new/submit.request.schema.json": schema(15),
  "new/task.response.schema.json": schema(15),
  "request-1.json": schema(12),
  "request-2.json": schema(15),
  "message.json": schema(12),
  "old.json": openApi({}),
  "new.json": openApi({ required: ["model"] }),
  "session.jsonl": session,
  "empty/readme.txt": "",
  "list.json": "[]",
  "broken.json": "{",
};

test("schemas of two folders are compared message by message", async () => {
  using project = createProject(files);
  expect(await project.shotlist("contract", "diff", "old", "new")).toEqual({
    exitCode: 0,
    stdout:
      "compatible submit.request duration: maximum 12 → 15\n" +
      "compatible task.response: message added\n" +
      "0 breaking, 2 compatible, 0 in wording only\n",
    stderr: "",
  });
  const back = await project.shotlist("contract", "diff", "new/", "old/");
  expect(back.exitCode).toBe(1);
  expect(back.stdout).toContain("BREAKING   submit.request duration: maximum 15 → 12\n");
  expect(back.stdout).toContain("BREAKING   task.response: message removed\n");
});

test("a schema whose file says who writes it is judged from that side; any other change breaks", async () => {
  using project = createProject(files);
  expect((await project.shotlist("contract", "diff", "request-1.json", "request-2.json")).exitCode).toBe(0);
  expect((await project.shotlist("contract", "diff", "message.json", "request-2.json")).exitCode).toBe(1);
});

test("--trace names the recorded calls that the newer document refuses", async () => {
  using project = createProject(files);
  const argv = ["contract", "diff", "old.json", "new.json", "--trace", "session.jsonl"];
  const { exitCode, stdout } = await project.shotlist(...argv);
  expect(exitCode).toBe(1);
  expect(stdout).toBe(
    `BREAKING   POST ${path} request model: required\n` +
      "1 breaking, 0 compatible, 0 in wording only\n" +
      `REFUSED    session.jsonl call 1, POST ${path}: the body must have required property 'model'\n` +
      "session.jsonl: 1 call allowed by the older document, 1 refused by the newer one\n",
  );
  expect(JSON.parse((await project.shotlist(...argv, "--json")).stdout)).toMatchObject({
    ok: false,
    totals: { breaking: 1, compatible: 0, annotation: 0 },
    changes: [{ label: "breaking", where: `POST ${path} request`, path: "model", change: "required" }],
    consumers: [{ file: "session.jsonl", judged: 1, refused: [{ entry: 0 }] }],
  });
});

test.each([
  [["none.json", "new.json"], "Cannot read none.json"],
  [["broken.json", "new.json"], "broken.json is not JSON"],
  [["list.json", "new.json"], "Cannot compare list.json with new.json: the older document is neither OpenAPI nor"],
  [["message.json", "new.json"], "one document is a JSON Schema, the other is OpenAPI"],
  [["empty", "new"], "empty contains no .schema.json"],
  [["old", "new.json"], "one is a folder and the other is a file"],
  [["old", "new", "--trace", "session.jsonl"], "recorded calls can only be checked against OpenAPI documents"],
  [["old.json", "new.json", "--trace", "list.json"], "list.json is not a recording"],
])("%j is refused with exit 2", async (argv, message) => {
  using project = createProject(files);
  const { exitCode, stderr } = await project.shotlist("contract", "diff", ...argv);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(message);
});

const yamlOf = (maximum: number): string => `
openapi: 3.1.0
components:
  schemas: { Seconds: &seconds { type: integer, maximum: ${maximum} } }
paths:
  ${path}:
    post:
      requestBody: { content: { application/json: { schema: { properties: { duration: *seconds } } } } }
      responses: { 200: { description: ok } }
`;

test("reads YAML as it reads JSON, and compares one with the other", async () => {
  using project = createProject({
    "old.yaml": yamlOf(15),
    "new.yml": yamlOf(12),
    "old/a.schema.yaml": "type: object\nproperties: { a: { maximum: 5 } }",
    "new/a.schema.json": '{"type":"object","properties":{"a":{"maximum":5}}}',
    "broken.yaml": "a: [\nb: 1",
    "twice.yaml": "a: 1\na: 2",
  });
  const { exitCode, stdout } = await project.shotlist("contract", "diff", "old.yaml", "new.yml");
  expect([exitCode, stdout]).toEqual([1, expect.stringContaining("duration: maximum 15 → 12")]);
  expect((await project.shotlist("contract", "diff", "old.yaml", "old.yaml")).exitCode).toBe(0);
  expect((await project.shotlist("contract", "diff", "old", "new")).exitCode).toBe(0);
  for (const file of ["broken.yaml", "twice.yaml"]) {
    // oxlint-disable-next-line no-await-in-loop -- in order
    const refused = await project.shotlist("contract", "diff", "old.yaml", file);
    expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(`${file} is not YAML: `) });
  }
});
