import { formatIds, hasMessage, messageNames } from "@shotlist/schema";
import type { JsonValue } from "@shotlist/schema";
import { openApiOf } from "@shotlist/schema/openapi";
import { messageSchema } from "@shotlist/schema/schemas";
import { describe, expect, test } from "vitest";
import { recordWalk } from "../testing/record-walk.ts";
import { checkConsumers } from "./check-consumers.ts";
import { diffContracts, diffOfMissing, joinDiffs } from "./diff-contracts.ts";
import { toDiffTable } from "./diff-table.ts";

const copy = (value: unknown): JsonValue => JSON.parse(JSON.stringify(value));

/** What the diff says of two versions of one schema, for a message that the client sends and for one that it reads. */
function labels(before: JsonValue, after: JsonValue): readonly string[] {
  return (["sent", "received"] as const).flatMap((direction) =>
    diffContracts(
      { type: "object", ...Object(before) },
      { type: "object", ...Object(after) },
      { direction },
    ).changes.map(({ label, path, change }) => `${direction} ${label} ${path}: ${change}`),
  );
}

const field = (schema: JsonValue): JsonValue => ({ properties: { a: schema } });

describe("a change of a schema", () => {
  test.each<[string, JsonValue, JsonValue, readonly string[]]>([
    [
      "that asks for more breaks who sends it",
      field({ maximum: 15 }),
      field({ maximum: 12 }),
      ["sent breaking a: maximum 15 → 12", "received compatible a: maximum 15 → 12"],
    ],
    [
      "that allows more breaks who reads it",
      field({ minLength: 2 }),
      field({ minLength: 1 }),
      ["sent compatible a: minLength 2 → 1", "received breaking a: minLength 2 → 1"],
    ],
    [
      "that adds a word",
      field({ enum: ["queued"] }),
      field({ enum: ["queued", "paused"] }),
      ['sent compatible a: may be "paused"', 'received breaking a: may be "paused"'],
    ],
    [
      "that takes a word away",
      field({ enum: ["480p", "720p"] }),
      field({ const: "720p" }),
      ['sent breaking a: no longer may be "480p"', 'received compatible a: no longer may be "480p"'],
    ],
    [
      "that requires a property",
      field({}),
      { ...Object(field({})), required: ["a"] },
      ["sent breaking a: required", "received compatible a: required"],
    ],
    [
      "that adds a property",
      field({}),
      { properties: { a: {}, b: {} } },
      ["sent compatible b: property added", "received compatible b: property added"],
    ],
    [
      "that adds a property where nothing else was promised",
      { ...Object(field({})), additionalProperties: false },
      { properties: { a: {}, b: {} }, additionalProperties: false },
      ["sent compatible b: property added", "received breaking b: property added"],
    ],
    [
      "that adds a property where every other one was spoken of",
      { properties: {}, additionalProperties: { type: "number" } },
      { properties: { b: { type: "string" } }, additionalProperties: { type: "number" } },
      ["sent breaking b: property added", "received breaking b: property added"],
    ],
    [
      "that removes a property",
      field({}),
      { properties: {} },
      ["sent breaking a: property removed", "received breaking a: property removed"],
    ],
    [
      "of a type, where integers are numbers",
      field({ type: "integer" }),
      field({ type: ["number", "null"] }),
      [
        'sent compatible a: type "integer" → ["number","null"]',
        'received breaking a: type "integer" → ["number","null"]',
      ],
    ],
    [
      "that nobody can judge",
      field({ pattern: "^a" }),
      field({ pattern: "^b" }),
      ['sent breaking a: pattern "^a" → "^b"', 'received breaking a: pattern "^a" → "^b"'],
    ],
    [
      "of a keyword that is not known",
      field({ unevaluatedItems: 1 }),
      field({ unevaluatedItems: 2 }),
      ["sent breaking a: unevaluatedItems 1 → 2", "received breaking a: unevaluatedItems 1 → 2"],
    ],
    [
      "of a default",
      field({ default: true }),
      field({ default: false }),
      ["sent breaking a: default true → false", "received annotation a: default true → false"],
    ],
    [
      "that closes an object",
      field({ type: "object" }),
      field({ type: "object", additionalProperties: false }),
      ["sent breaking a.*: is excluded", "received compatible a.*: is excluded"],
    ],
    [
      "of words",
      field({ description: "One." }),
      field({ description: "Two.", "x-seen": true }),
      [
        "sent annotation a: description has changed",
        "sent annotation a: x-seen has changed",
        "received annotation a: description has changed",
        "received annotation a: x-seen has changed",
      ],
    ],
    [
      "that turns advice into a refusal",
      field({ maximum: 1, "x-provenance": { grade: "assumed" } }),
      field({ maximum: 1, "x-provenance": { grade: "documented" } }),
      ["sent breaking a: was advice, is now refused", "received compatible a: was advice, is now refused"],
    ],
    [
      "of a rule with a name",
      { allOf: [{ "x-rule": { id: "one-mode" }, not: { required: ["a"] } }] },
      { allOf: [{ "x-rule": { id: "two-modes" }, not: { required: ["a"] } }] },
      [
        "sent breaking : under the rule two-modes",
        "sent compatible : no longer under the rule one-mode",
        "received breaking : no longer under the rule one-mode",
        "received compatible : under the rule two-modes",
      ],
    ],
    [
      "that adds a branch that can be distinguished",
      { oneOf: [branch("text")] },
      { oneOf: [branch("text"), branch("image")] },
      ['sent compatible : may be type "image"', 'received breaking : may be type "image"'],
    ],
    [
      "that adds a branch that may overlap",
      { oneOf: [{ maximum: 1 }] },
      { oneOf: [{ maximum: 1 }, { maximum: 2 }] },
      ["sent breaking : oneOf changed", "received breaking : oneOf changed"],
    ],
    [
      "inside a branch",
      { oneOf: [branch("text"), branch("image")] },
      { oneOf: [branch("text"), branch("image", { maxLength: 9 })] },
      [
        'sent breaking [type "image"].value: maxLength 9 added',
        'received compatible [type "image"].value: maxLength 9 added',
      ],
    ],
    [
      "that only moves it behind a reference",
      field({ type: "string" }),
      { ...Object(field({ $ref: "#/$defs/x" })), $defs: { x: { type: "string" } } },
      ["sent annotation : $defs has changed", "received annotation : $defs has changed"],
    ],
  ])("%s", (_title, before, after, expected) => {
    expect(labels(before, after)).toEqual(expected);
    expect(labels(before, before)).toEqual([]);
  });

  test("behind a reference that reads the same is found, wherever the reference is", () => {
    for (const schema of [
      { properties: { a: { $ref: "#/$defs/a" } } },
      { items: { $ref: "#/$defs/a" } },
      { allOf: [{ $ref: "#/$defs/a" }] },
      { anyOf: [{ $ref: "#/$defs/a" }, { type: "null" }] },
      { oneOf: [{ $ref: "#/$defs/a" }, { type: "null" }] },
      { not: { properties: { a: { $ref: "#/$defs/a" } } } },
      { contains: { $ref: "#/$defs/a" } },
    ]) {
      const { ok } = diffContracts(using(schema, 2), using(schema, 1), { direction: "sent" });
      expect([schema, ok]).toEqual([schema, false]);
      expect(diffContracts(using(schema, 1), using(schema, 1), { direction: "sent" }).changes).toEqual([]);
    }
  });

  test("of a schema that holds itself ends", () => {
    const { changes } = diffContracts(tree(2), tree(1), { direction: "sent" });
    expect(changes.filter(({ label }) => label === "breaking")).toEqual([
      { label: "breaking", where: "message", path: "value", change: "maximum 2 → 1" },
    ]);
  });

  test("of a message whose writer is not known breaks either way", () => {
    const { changes } = diffContracts({ type: "object", maxProperties: 2 }, { type: "object", maxProperties: 3 });
    expect(changes.map(({ label }) => label)).toEqual(["breaking"]);
  });
});

/** A schema with what it refers to. */
function using(schema: JsonValue, maximum: number): JsonValue {
  return { $defs: { a: { maximum } }, ...Object(schema) };
}

/** A schema that holds itself. */
function tree(maximum: number): JsonValue {
  return {
    $defs: { node: { properties: { value: { maximum }, next: { $ref: "#/$defs/node" } } } },
    $ref: "#/$defs/node",
  };
}

function branch(type: string, value: JsonValue = {}): JsonValue {
  return { properties: { type: { const: type }, value }, required: ["type"] };
}

describe.each(formatIds)("the documents of %s", (format) => {
  test("do not differ from themselves, and do from one with any rule of its schemas taken away", () => {
    const document = copy(openApiOf(format));
    expect(diffContracts(document, copy(document))).toEqual({
      ok: true,
      totals: { breaking: 0, compatible: 0, annotation: 0 },
      changes: [],
    });
    for (const message of messageNames.filter((name) => hasMessage(format, name))) {
      const { type: _type, ...schema } = messageSchema(format, message);
      const diff = diffContracts(copy(messageSchema(format, message)), copy({ properties: {}, ...schema }), {
        name: message,
      });
      expect(diff.changes.map(({ where, change }) => `${where}: ${change}`)).toEqual([
        `${message}: type "object" removed`,
      ]);
      expect(diff.ok).toBe(message.endsWith(".request") && message !== "webhook.request");
    }
  });

  test("taken as consumers' promises, keep every recorded call until a member that they send is gone", async () => {
    const { recording } = await recordWalk(format);
    const document = copy(openApiOf(format));
    const same = await checkConsumers(document, document, recording.entries);
    expect(same.refused).toEqual([]);
    expect(same.judged).toBeGreaterThan(10);
    const closed = JSON.parse(JSON.stringify(document));
    closed.components.schemas.SubmitRequest = { not: {} };
    const { refused } = await checkConsumers(document, closed, recording.entries);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.every(({ where }) => where.startsWith("POST "))).toBe(true);
    const emptied = await checkConsumers(document, { ...closed, paths: {} }, recording.entries);
    expect(emptied.refused.map(({ reasons }) => reasons)).toContainEqual(["the operation is gone"]);
  });
});

function told(before: JsonValue, after: JsonValue): readonly string[] {
  return diffContracts(before, after).changes.map(
    ({ label, where, path, change }) => `${label} ${where}${path === "" ? "" : ` ${path}`}: ${change}`,
  );
}

describe("a diff of OpenAPI documents", () => {
  const answer = { content: { "application/json": { schema: { properties: { id: { type: "string" } } } } } };
  const document = (post: object, more: object = {}): JsonValue =>
    copy({ openapi: "3.1.0", info: { title: "A", version: "1" }, paths: { "/tasks/{id}": { post } }, ...more });
  const where = "POST /tasks/{}";

  test.each<[string, JsonValue, JsonValue, readonly string[]]>([
    [
      "an operation that is gone, and one that came",
      document({}),
      copy({ openapi: "3.1.0", info: { title: "A", version: "1" }, paths: { "/tasks/{id}": { get: {} } } }),
      [`breaking ${where}: operation removed`, "compatible GET /tasks/{}: operation added"],
    ],
    [
      "a body that is asked for, and one that is done without",
      document({ requestBody: { content: {} } }),
      document({ requestBody: { content: {}, required: true } }),
      [`breaking ${where} request: required`],
    ],
    [
      "answers",
      document({ responses: { 200: answer, 404: {} } }),
      document({ responses: { 200: answer, 202: {}, 429: {} } }),
      [
        `breaking ${where} 202: answer added`,
        `compatible ${where} 404: answer removed`,
        `compatible ${where} 429: answer added`,
      ],
    ],
    [
      "a field that is no longer promised",
      document({ responses: { 200: answer } }),
      document({ responses: { 200: { content: { "application/json": { schema: { properties: {} } } } } } }),
      [`breaking ${where} 200 id: property removed`],
    ],
    [
      "parameters, however the path calls its own",
      document({ parameters: [{ in: "path", name: "id", required: true }] }),
      copy({
        openapi: "3.1.0",
        info: { title: "B", version: "2" },
        paths: {
          "/tasks/{task}": {
            post: {
              parameters: [
                { in: "path", name: "task", required: true },
                { in: "query", name: "page", required: true },
                { in: "query", name: "size" },
              ],
            },
          },
        },
      }),
      [
        `breaking ${where} parameter query page: required parameter added`,
        `compatible ${where} parameter query size: parameter added`,
        "annotation document: info differs",
      ],
    ],
    [
      "a call back, where the client is the one who reads",
      document({ callbacks: { done: { "{$url}": { post: { requestBody: answer } } } } }),
      document({
        callbacks: {
          done: {
            "{$url}": {
              post: {
                requestBody: {
                  content: { "application/json": { schema: { properties: { id: { type: ["string", "null"] } } } } },
                },
              },
            },
          },
        },
      }),
      [`breaking ${where} call back done request id: type "string" → ["string","null"]`],
    ],
    [
      "components behind references that read the same",
      document(
        { responses: { 200: { $ref: "#/components/responses/task" } } },
        { components: { responses: { task: answer } } },
      ),
      document(
        { responses: { 200: { $ref: "#/components/responses/task" } } },
        { components: { responses: { task: { ...answer, headers: { "x-id": {} } } } } },
      ),
      [`compatible ${where} 200 header x-id: header added`],
    ],
    [
      "webhooks, which the client reads",
      document({}, { webhooks: { done: { post: { requestBody: answer } } } }),
      document(
        {},
        { webhooks: { done: { post: { requestBody: { content: { "application/json": { schema: {} } } } } } } },
      ),
      ["breaking webhooks call back done request id: property removed"],
    ],
    [
      "where the endpoint is and how to get in",
      document({ security: [{ key: [] }] }, { servers: [{ url: "https://a.example" }] }),
      document({ security: [] }, { servers: [{ url: "https://b.example" }] }),
      ["breaking document: servers differs", `compatible ${where}: accepts requests with no key`],
    ],
  ])("reports %s", (_title, before, after, expected) => {
    expect(told(before, after).toSorted()).toEqual(expected.toSorted());
  });

  test("is a line for each change that may matter", () => {
    const diff = diffContracts(
      document({ summary: "A" }),
      document({ summary: "B", parameters: [{ in: "query", name: "q" }] }),
    );
    expect(toDiffTable(diff)).toBe(
      "compatible POST /tasks/{} parameter query q: parameter added\n0 breaking, 1 compatible, 1 in wording only\n",
    );
    expect(toDiffTable(diffContracts(document({}), document({})))).toBe("no change\n");
  });

  test("can be joined with others, and knows messages that only one version has", () => {
    const joined = joinDiffs([diffOfMissing("a.request", "before"), diffOfMissing("b.request", "after")]);
    expect(joined).toMatchObject({ ok: false, totals: { breaking: 1, compatible: 1 } });
    expect(joined.changes.map(({ where: place }) => place)).toEqual(["b.request", "a.request"]);
  });

  test.each<[JsonValue, JsonValue, string]>([
    [[], {}, "the older document is neither"],
    [{ type: "object" }, { hello: 1 }, "the newer document is neither"],
    [{ swagger: "2.0" }, { type: "object" }, "only 3.x is"],
    [{ type: "object" }, { openapi: "3.1.0" }, "one document is a JSON Schema, the other is OpenAPI"],
  ])("refuses %j with %j", (before, after, message) => {
    expect(() => diffContracts(before, after)).toThrow(message);
  });
});
