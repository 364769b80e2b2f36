import type { JsonValue } from "@shotlist/schema";
import { schemaPairs } from "./schema-pairs.ts";

export type DocumentPair = readonly [before: JsonValue, after: JsonValue];

type Json = Readonly<Record<string, JsonValue>>;

const text = { type: "string" } as const;
const ok: Json = { "200": { description: "ok" } };

/** A document of one operation. */
function document(
  operation: Json | undefined,
  { path = "/things", ...rest }: Json & { readonly path?: string } = {},
): JsonValue {
  return {
    openapi: "3.1.0",
    info: { title: "Things", version: "1.0.0" },
    paths: operation === undefined ? {} : { [path]: { post: { responses: ok, ...operation } } },
    ...rest,
  };
}

const json = (schema: JsonValue): Json => ({ "application/json": { schema } });
const asked = (schema: JsonValue, rest: Json = {}): Json => ({ requestBody: { ...rest, content: json(schema) } });
const answered = (content: JsonValue, rest: Json = {}): Json => ({
  responses: { "200": { description: "ok", content, ...rest } },
});
const query = (parameter: Json): Json => ({ parameters: [{ name: "q", in: "query", schema: text, ...parameter }] });
const inside = (schema: JsonValue, rest: Json = {}): JsonValue => ({
  type: "object",
  properties: { a: schema },
  ...rest,
});

/** Where a change of a schema is put, by the beginning of the rule's id. */
const places: readonly (readonly [prefix: string, place: (schema: JsonValue) => Json])[] = [
  ["request-parameter-property-", (schema) => query({ schema: inside(schema) })],
  ["request-parameter-", (schema) => query({ schema })],
  ["request-header-property-", (schema) => query({ in: "header", schema })],
  ["request-read-only-property-", (schema) => asked(inside({ ...Object(schema), readOnly: true }))],
  ["request-body-", (schema) => asked(schema)],
  ["request-property-", (schema) => asked(inside(schema))],
  ["response-write-only-property-", (schema) => answered(json(inside({ ...Object(schema), writeOnly: true })))],
  ["response-body-", (schema) => answered(json(schema))],
  ["response-mediatype-", (schema) => answered(json(schema))],
  ["response-property-", (schema) => answered(json(inside(schema)))],
  ["response-header-", (schema) => answered(json(text), { headers: { "X-A": { schema } } })],
];

const pair = (before: Json | undefined, after: Json | undefined): DocumentPair => [document(before), document(after)];
const required = { required: ["a"] };
const marks = ["readOnly", "writeOnly"] as const;
const scheme = { type: "apiKey", in: "header", name: "x-key" } as const;
const oauth = (scopes: Json, url = "https://example.com/a"): JsonValue => ({
  type: "oauth2",
  flows: { authorizationCode: { authorizationUrl: url, tokenUrl: "https://example.com/t", scopes } },
});
const secured = (securitySchemes: Json): JsonValue => document({}, { components: { securitySchemes } });
const both = { key: scheme, other: { ...scheme, name: "x-other" } };
const safe = (operation: Json, rest: Json = {}): JsonValue =>
  document(operation, { components: { securitySchemes: { ...both, oauth: oauth({ a: "a", b: "b" }) } }, ...rest });
const hook: Json = { done: { post: { responses: ok } } };
const types = (...names: readonly string[]): Json =>
  answered(Object.fromEntries(names.map((name) => [name, { schema: text }])));
const header = (rest: Json | undefined): Json =>
  answered(json(text), rest === undefined ? {} : { headers: { "X-A": { schema: text, ...rest } } });
const sunset = (date: string): Json => ({ deprecated: true, "x-sunset": date });

/** Rules about more than a schema, each with a pair of documents. */
const written: Readonly<Record<string, DocumentPair>> = {
  "endpoint-added": pair(undefined, {}),
  "api-removed-without-deprecation": pair({}, undefined),
  "api-removed-with-deprecation": pair(sunset("2020-01-01"), undefined),
  "api-removed-before-sunset": pair(sunset("2099-01-01"), undefined),
  "api-path-removed-without-deprecation": pair({}, undefined),
  "api-path-removed-with-deprecation": pair(sunset("2020-01-01"), undefined),
  "api-path-removed-before-sunset": pair(sunset("2099-01-01"), undefined),
  "api-path-sunset-parse": pair(sunset("soon"), undefined),
  "api-deprecated-sunset-missing": pair({}, { deprecated: true }),
  "api-deprecated-sunset-parse": pair({}, sunset("soon")),
  "api-sunset-date-too-small": pair({}, sunset("2020-01-01")),
  "api-sunset-date-changed-too-small": pair(sunset("2099-01-01"), sunset("2020-01-01")),
  "sunset-deleted": pair(sunset("2099-01-01"), { deprecated: true }),
  "endpoint-deprecated": pair({}, { deprecated: true }),
  "endpoint-deprecated-with-sunset": pair({}, sunset("2099-01-01")),
  "endpoint-reactivated": pair({ deprecated: true }, {}),
  "api-invalid-stability-level": pair({}, { "x-stability-level": "wild" }),
  "api-stability-decreased": pair({ "x-stability-level": "stable" }, { "x-stability-level": "alpha" }),
  "api-stability-increased": pair({ "x-stability-level": "alpha" }, { "x-stability-level": "stable" }),
  "api-version-decreased": [document({}), document({}, { info: { title: "Things", version: "0.9.0" } })],
  "api-version-not-bumped": pair({}, { summary: "Makes a thing" }),
  "api-major-version-not-bumped": [document({}), document({}, { info: { title: "Things", version: "1.1.0" } })],
  "api-operation-id-added": pair({}, { operationId: "make" }),
  "api-operation-id-removed": pair({ operationId: "make" }, {}),
  "api-tag-added": pair({}, { tags: ["a"] }),
  "api-tag-removed": pair({ tags: ["a"] }, {}),
  "api-schema-removed": [document({}, { components: { schemas: { A: text } } }), document({})],
  "api-security-component-added": [secured({ key: scheme }), secured(both)],
  "api-security-component-removed": [secured(both), secured({ key: scheme })],
  "api-security-component-type-changed": [
    secured({ key: scheme }),
    secured({ key: { type: "http", scheme: "basic" } }),
  ],
  "api-security-component-oauth-url-changed": [
    secured({ o: oauth({}) }),
    secured({ o: oauth({}, "https://example.com/b") }),
  ],
  "api-security-component-oauth-token-url-changed": [
    secured({ o: oauth({}) }),
    secured({ o: { ...Object(oauth({})), flows: {} } }),
  ],
  "api-security-component-oauth-scope-added": [secured({ o: oauth({}) }), secured({ o: oauth({ a: "a" }) })],
  "api-security-component-oauth-scope-removed": [secured({ o: oauth({ a: "a" }) }), secured({ o: oauth({}) })],
  "api-security-component-oauth-scope-changed": [secured({ o: oauth({ a: "a" }) }), secured({ o: oauth({ a: "b" }) })],
  "api-security-added": [safe({ security: [{ key: [] }] }), safe({ security: [{ key: [] }, { other: [] }] })],
  "api-security-removed": [safe({ security: [{ key: [] }, { other: [] }] }), safe({ security: [{ key: [] }] })],
  "api-security-scope-added": [safe({ security: [{ oauth: ["a"] }] }), safe({ security: [{ oauth: ["a", "b"] }] })],
  "api-security-scope-removed": [safe({ security: [{ oauth: ["a", "b"] }] }), safe({ security: [{ oauth: ["a"] }] })],
  "api-global-security-added": [
    safe({}, { security: [{ key: [] }] }),
    safe({}, { security: [{ key: [] }, { other: [] }] }),
  ],
  "api-global-security-removed": [
    safe({}, { security: [{ key: [] }, { other: [] }] }),
    safe({}, { security: [{ key: [] }] }),
  ],
  "api-global-security-scope-added": [
    safe({}, { security: [{ oauth: ["a"] }] }),
    safe({}, { security: [{ oauth: ["a", "b"] }] }),
  ],
  "api-global-security-scope-removed": [
    safe({}, { security: [{ oauth: ["a", "b"] }] }),
    safe({}, { security: [{ oauth: ["a"] }] }),
  ],
  "new-optional-request-parameter": pair({}, query({})),
  "new-required-request-parameter": pair({}, query({ required: true })),
  "new-optional-request-default-parameter-to-existing-path": pair({}, query({ schema: { ...text, default: "a" } })),
  "new-required-request-default-parameter-to-existing-path": pair(
    {},
    query({ required: true, schema: { ...text, default: "a" } }),
  ),
  "new-request-path-parameter": [
    document({}, { path: "/things" }),
    document({ parameters: [{ name: "id", in: "path", required: true, schema: text }] }, { path: "/things/{id}" }),
  ],
  "new-required-request-header-property": pair({}, query({ in: "header", required: true })),
  "request-header-property-became-required": pair(query({ in: "header" }), query({ in: "header", required: true })),
  "request-parameter-removed": pair(query({}), {}),
  "request-parameter-removed-with-deprecation": pair(query(sunset("2020-01-01")), {}),
  "request-parameter-removed-before-sunset": pair(query(sunset("2099-01-01")), {}),
  "request-parameter-sunset-parse": pair(query(sunset("soon")), {}),
  "request-parameter-sunset-deleted": pair(query(sunset("2099-01-01")), query({ deprecated: true })),
  "request-parameter-sunset-date-changed-too-small": pair(query(sunset("2099-01-01")), query(sunset("2020-01-01"))),
  "request-parameter-became-required": pair(query({}), query({ required: true })),
  "request-parameter-became-optional": pair(query({ required: true }), query({})),
  "request-body-added-optional": pair({}, asked(text)),
  "request-body-added-required": pair({}, asked(text, { required: true })),
  "request-body-removed": pair(asked(text), {}),
  "request-body-became-required": pair(asked(text), asked(text, { required: true })),
  "request-body-became-optional": pair(asked(text, { required: true }), asked(text)),
  "request-body-media-type-added": pair(
    { requestBody: { content: json(text) } },
    { requestBody: { content: { ...json(text), "text/plain": { schema: text } } } },
  ),
  "request-body-media-type-removed": pair(
    { requestBody: { content: { ...json(text), "text/plain": { schema: text } } } },
    { requestBody: { content: json(text) } },
  ),
  "request-body-media-type-schema-added": pair({ requestBody: { content: { "application/json": {} } } }, asked(text)),
  "request-body-media-type-schema-removed": pair(asked(text), { requestBody: { content: { "application/json": {} } } }),
  "response-body-media-type-schema-added": pair(answered({ "application/json": {} }), answered(json(text))),
  "response-body-media-type-schema-removed": pair(answered(json(text)), answered({ "application/json": {} })),
  "new-optional-request-property": pair(
    asked(inside(text)),
    asked({ ...Object(inside(text)), properties: { a: text, b: text } }),
  ),
  "new-required-request-property": pair(asked({ type: "object" }), asked(inside(text, required))),
  "new-required-request-property-with-default": pair(
    asked({ type: "object" }),
    asked(inside({ ...text, default: "a" }, required)),
  ),
  "request-property-removed": pair(asked(inside(text)), asked({ type: "object", properties: {} })),
  "request-property-became-required": pair(asked(inside(text)), asked(inside(text, required))),
  "request-property-became-required-with-default": pair(
    asked(inside({ ...text, default: "a" })),
    asked(inside({ ...text, default: "a" }, required)),
  ),
  "request-property-became-optional": pair(asked(inside(text, required)), asked(inside(text))),
  "response-required-property-removed": pair(
    answered(json(inside(text, required))),
    answered(json({ type: "object", properties: {} })),
  ),
  "response-optional-property-removed": pair(
    answered(json(inside(text))),
    answered(json({ type: "object", properties: {} })),
  ),
  "response-required-property-added": pair(answered(json({ type: "object" })), answered(json(inside(text, required)))),
  "response-optional-property-added": pair(answered(json({ type: "object" })), answered(json(inside(text)))),
  "response-property-became-optional": pair(answered(json(inside(text, required))), answered(json(inside(text)))),
  "response-property-became-required": pair(answered(json(inside(text))), answered(json(inside(text, required)))),
  "response-optional-write-only-property-added": pair(
    answered(json({ type: "object" })),
    answered(json(inside({ ...text, writeOnly: true }))),
  ),
  "response-optional-write-only-property-removed": pair(
    answered(json(inside({ ...text, writeOnly: true }))),
    answered(json({ type: "object" })),
  ),
  "response-required-write-only-property-added": pair(
    answered(json({ type: "object" })),
    answered(json(inside({ ...text, writeOnly: true }, required))),
  ),
  "response-required-write-only-property-removed": pair(
    answered(json(inside({ ...text, writeOnly: true }, required))),
    answered(json({ type: "object" })),
  ),
  "response-write-only-property-became-optional": pair(
    answered(json(inside({ ...text, writeOnly: true }, required))),
    answered(json(inside({ ...text, writeOnly: true }))),
  ),
  "response-write-only-property-became-required": pair(
    answered(json(inside({ ...text, writeOnly: true }))),
    answered(json(inside({ ...text, writeOnly: true }, required))),
  ),
  "response-success-status-added": pair({}, { responses: { ...ok, "202": { description: "later" } } }),
  "response-success-status-removed": pair({ responses: { ...ok, "202": { description: "later" } } }, {}),
  "response-non-success-status-added": pair({}, { responses: { ...ok, "409": { description: "no" } } }),
  "response-non-success-status-removed": pair({ responses: { ...ok, "409": { description: "no" } } }, {}),
  "response-media-type-added": pair(types("application/json"), types("application/json", "text/plain")),
  "response-media-type-removed": pair(types("application/json", "text/plain"), types("application/json")),
  "response-media-type-name-changed": pair(types("application/json;a=1"), types("application/json;a=2")),
  "response-media-type-name-generalized": pair(types("application/problem+json"), types("application/json")),
  "response-media-type-name-specialized": pair(types("application/json"), types("application/problem+json")),
  "response-header-added": pair(header(undefined), header({})),
  "optional-response-header-removed": pair(header({}), header(undefined)),
  "required-response-header-removed": pair(header({ required: true }), header(undefined)),
  "response-header-became-optional": pair(header({ required: true }), header({})),
  "webhook-added": [document({}), document({}, { webhooks: hook })],
  "webhook-removed": [document({}, { webhooks: hook }), document({})],
  ...Object.fromEntries(
    (["request", "response"] as const).flatMap((direction) =>
      (["optional", "required"] as const).flatMap((kind) =>
        marks.flatMap((mark) => {
          const rest = kind === "required" ? required : {};
          const put = (schema: JsonValue): Json =>
            direction === "request" ? asked(inside(schema, rest)) : answered(json(inside(schema, rest)));
          const name = mark === "readOnly" ? "read-only" : "write-only";
          const [plain, marked] = [put(text), put({ ...text, [mark]: true })];
          return [
            [`${direction}-${kind}-property-became-${name}`, pair(plain, marked)],
            [`${direction}-${kind}-property-became-not-${name}`, pair(marked, plain)],
          ];
        }),
      ),
    ),
  ),
};

/** The pair of documents that shows a rule of oasdiff; undefined for one that has none here. */
export function pairFor(rule: string): DocumentPair | undefined {
  const own = written[rule];
  if (own !== undefined) return own;
  const place = places.find(([prefix]) => rule.startsWith(prefix));
  const change = place === undefined ? undefined : schemaPairs[rule.slice(place[0].length)];
  if (place === undefined || change === undefined) return undefined;
  return pair(place[1](change[0]), place[1](change[1]));
}
