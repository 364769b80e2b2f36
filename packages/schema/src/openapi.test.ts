import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { fixturesOf } from "./fixtures.ts";
import { factsOf, formatEditions } from "./formats.ts";
import { openApiOf, type OpenApiDocument } from "./openapi.ts";
import { componentOf } from "./openapi/open-api-document.ts";
import { validateMessage } from "./validate-message.ts";

const ajv = new Ajv2020({ strict: false });
const older = new Ajv({ strict: false, logger: false });

/** Places of `minContains: 0` that a reader of draft-07 would come upon. */
function countsInSight(value: unknown, path = "#"): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const here = Reflect.get(value, "minContains") === 0 ? [path] : [];
  const inside = Object.entries(value).filter(([key]) => key !== "dependentSchemas");
  return [...here, ...inside.flatMap(([key, member]) => countsInSight(member, `${path}/${key}`))];
}

/** Names of what a call may be asked for in its query. */
function queryOf(document: OpenApiDocument, path = ""): readonly string[] {
  const { parameters = [] } = document.paths[path]?.["get"] ?? {};
  return parameters.filter(({ in: place }) => place === "query").map(({ name }) => name);
}

describe.each(formatEditions)("the OpenAPI document of %s", (format) => {
  const document = openApiOf(format);

  test("bears the edition as its version", () => {
    expect(`${factsOf(format).id}@${document.info.version}`).toBe(format);
  });

  test("takes and refuses the bodies that validateMessage does; answers are held to advice as well", () => {
    const differing = fixturesOf(format).flatMap(({ name, message, body }) => {
      const schema = document.components.schemas[componentOf(message)];
      if (schema === undefined) return [`there is no ${message}`];
      const verdict = validateMessage(format, message, body, { strict: message !== "submit.request" });
      return ajv.validate(schema, body) === verdict.ok ? [] : [`${message}: ${name}`];
    });
    expect(differing).toEqual([]);
  });

  test("turns no rule round for a reader of draft-07, who takes every body that is accepted", () => {
    const schema = document.components.schemas[componentOf("submit.request")];
    const accepted = fixturesOf(format).filter(
      ({ message, breaks }) => message === "submit.request" && breaks === undefined,
    );
    expect(accepted.length).toBeGreaterThan(0);
    const refused = accepted.filter(({ body }) => !older.validate(schema ?? false, body));
    expect(refused.map(({ name }) => name)).toEqual([]);
    expect(countsInSight(schema)).toEqual([]);
  });

  test("pairs each example of a submit with an answer of the same name", () => {
    const submit = document.paths[factsOf(format).operations.submit?.path ?? ""]?.["post"];
    const asked = Object.keys(submit?.requestBody?.content["application/json"]?.examples ?? {});
    const answered = submit?.responses["200"]?.content?.["application/json"]?.examples ?? {};
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((name) => !(name in answered))).toEqual([]);
  });

  test("offers a form in addition to JSON where the format takes one", () => {
    const submit = document.paths[factsOf(format).operations.submit?.path ?? ""]?.["post"];
    const types = Object.keys(submit?.requestBody?.content ?? {});
    const form = factsOf(format).form === undefined ? [] : ["multipart/form-data"];
    expect(types).toEqual(["application/json", ...form]);
  });

  test("has every call of the format but a lookup that is its poll", () => {
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const { operations, furtherCalls = [], uploads = [] } = factsOf(format);
    const forms = uploads.map(({ path }) => ({ method: "POST", path }));
    const known = [...Object.values(operations), ...furtherCalls, ...forms].map(
      ({ method, path }) => `${method} ${path.replace(/\?.*/, "")}`,
    );
    expect(described.toSorted()).toEqual([...new Set(known)].toSorted());
  });

  test("a list and a content path say what they may be asked for", () => {
    const { operations, listQuery, contentTypes } = factsOf(format);
    const listed = operations.list === undefined ? [] : (listQuery?.value.map(({ name }) => name) ?? []);
    expect(queryOf(document, operations.list?.path)).toEqual(listed);
    expect(queryOf(document, operations.content?.path)).toEqual(contentTypes === undefined ? [] : ["variant"]);
  });

  test("shows every refusal of a submit that the facts know, with its status", () => {
    const submit = document.paths[factsOf(format).operations.submit?.path ?? ""]?.["post"];
    const shown = Object.entries(submit?.responses ?? {}).flatMap(([status, { content }]) =>
      status === "200"
        ? []
        : Object.keys(content?.["application/json"]?.examples ?? {}).map((key) => `${status} ${key}`),
    );
    const elsewhere = ["unknown_task", "cannot_cancel", "unknown_path"];
    const known = factsOf(format)
      .errors.filter(({ occasion }) => !elsewhere.includes(occasion))
      .map(({ httpStatus, occasion }) => `${httpStatus} ${occasion}`);
    expect(shown.toSorted()).toEqual([...new Set(known)].toSorted());
  });

  test("has a call back where the format calls back", () => {
    const { callbacks } = document.paths[factsOf(format).operations.submit?.path ?? ""]?.["post"] ?? {};
    const field = factsOf(format).webhook?.value.requestField;
    expect(Object.keys(callbacks?.["taskChanged"] ?? {})).toEqual(
      field === undefined ? [] : [`{$request.body#/${field.replaceAll(".", "/")}}`],
    );
    expect(Object.keys(document.webhooks ?? {})).toEqual(field === undefined ? [] : ["taskChanged"]);
  });
});
