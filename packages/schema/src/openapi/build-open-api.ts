import { present } from "../json/present.ts";
import type { AnswerPlaces } from "../contract/contract.ts";
import type { FormatFacts, Operation, OperationName } from "../facts/facts.ts";
import type { Fixture } from "../fixtures/fixture.ts";
import type { JsonValue } from "../json/json.ts";
import type { MessageSchema } from "../rules/message-schema.ts";
import type { MessageName } from "../validation/verdict.ts";
import { describeUpload } from "./describe-upload.ts";
import { describingSchema, refusingSchema } from "./component-schema.ts";
import { errorResponses } from "./error-responses.ts";
import { describeFurtherCall } from "./further-calls.ts";
import {
  componentOf,
  referenceTo,
  type OpenApiDocument,
  type OpenApiExample,
  type OpenApiMedia,
  type OpenApiOperation,
  type OpenApiParameter,
  type OpenApiResponse,
  type OpenApiSchema,
} from "./open-api-document.ts";

/** Everything that a format's document is made of. */
export interface OpenApiSource {
  readonly facts: FormatFacts;
  readonly schemas: ReadonlyMap<MessageName, MessageSchema>;
  readonly fixtures: readonly Fixture[];
  readonly places: AnswerPlaces;
}

const summaries: Readonly<Record<OperationName, string>> = {
  submit: "Create a video task",
  poll: "Get a task",
  list: "List tasks",
  cancel: "Cancel or delete a task",
  models: "List models",
  content: "Download the clip of a task",
  lookup: "Find a task by your own id",
};

/** The OpenAPI 3.1 document of a format. */
export function buildOpenApi(source: OpenApiSource): OpenApiDocument {
  const { facts } = source;
  const paths: Record<string, Record<string, OpenApiOperation>> = {};
  for (const [name, operation] of operationsOf(facts)) {
    const [path = ""] = operation.path.split("?");
    const method = operation.method.toLowerCase();
    // A call that shares its path with another, as a lookup does with the poll, is that other call.
    if (paths[path]?.[method] !== undefined) continue;
    paths[path] = { ...paths[path], [method]: describeOperation(name, operation, source) };
  }
  const created = mediaOf("submit.response", source);
  for (const call of facts.furtherCalls ?? []) {
    const described = describeFurtherCall(call, {
      created,
      errors: errorResponses(facts.errors, { operation: "submit", path: call.path, places: source.places }),
    });
    paths[call.path] = { ...paths[call.path], [call.method.toLowerCase()]: described };
  }
  for (const upload of facts.uploads ?? []) {
    const errors = errorResponses(facts.errors, { operation: "models", path: upload.path, places: source.places });
    paths[upload.path] = { ...paths[upload.path], post: describeUpload(upload, errors) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: `${facts.title}: video tasks`,
      version: facts.edition ?? "1",
      description: describeDocument(facts),
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: facts.baseUrl.value, "x-provenance": facts.baseUrl.provenance }],
    security: [{ apiKey: [] }],
    tags: [{ name: "video tasks", description: "Tasks that render clips, and related calls" }],
    paths,
    ...webhooksOf(source),
    components: {
      securitySchemes: { apiKey: { type: "http", scheme: "bearer", description: "The vendor's API key" } },
      schemas: Object.fromEntries(
        [...source.schemas].map(([message, schema]) => [
          componentOf(message),
          message === "submit.request" ? refusingSchema(schema) : describingSchema(schema),
        ]),
      ),
    },
  };
}

function operationsOf(facts: FormatFacts): readonly (readonly [OperationName, Operation])[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a format's operations
  return Object.entries(facts.operations) as readonly (readonly [OperationName, Operation])[];
}

function describeDocument({ document }: FormatFacts): string {
  return [
    `Generated from the schemas and facts of this format; its deciding document is ${document}.`,
    "`x-provenance` names the source of a statement. It applies to everything below without its own source.",
    "A submit's body is invalid only if that document refuses it; `x-advice` lists further advice.",
  ].join(" ");
}

function describeOperation(name: OperationName, operation: Operation, source: OpenApiSource): OpenApiOperation {
  const { facts, schemas, places } = source;
  const [path = "", query] = operation.path.split("?");
  const parameters = [
    ...(path.includes("{id}") ? [taskIdParameter(facts)] : []),
    ...queryParameters(query),
    ...(name === "content" ? variantParameter(facts) : []),
    ...(name === "list" ? listParameters(facts) : []),
  ];
  const media = schemas.has("submit.request") ? mediaOf("submit.request", source) : undefined;
  return {
    operationId: name,
    summary: summaries[name],
    tags: ["video tasks"],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(name === "submit" && media !== undefined
      ? { requestBody: { required: true, content: { "application/json": media, ...formOf(source) } } }
      : {}),
    responses: { "200": answerTo(name, source), ...errorResponses(facts.errors, { operation: name, path, places }) },
    ...(name === "submit" ? callbacksOf(source) : {}),
    "x-provenance": operation.provenance,
  };
}

function taskIdParameter({ lookup }: FormatFacts): OpenApiParameter {
  const own = lookup?.value.by === "clientId" ? `, or the ${lookup.value.field} of the submit` : "";
  return { name: "id", in: "path", required: true, description: `Id of the task${own}`, schema: { type: "string" } };
}

/** What a documented path always asks for, such as one kind of model. */
function queryParameters(query = ""): readonly OpenApiParameter[] {
  return [...new URLSearchParams(query)].map(([name, value]) => ({
    name,
    in: "query",
    required: true,
    description: `Always ${value}`,
    schema: { type: "string", enum: [value] },
  }));
}

function answerTo(name: OperationName, source: OpenApiSource): OpenApiResponse {
  const { places } = source;
  switch (name) {
    case "submit":
      return {
        description: "The task was created",
        content: { "application/json": pairedWithRequests(mediaOf("submit.response", source), source) },
      };
    case "poll":
    case "lookup":
      return {
        description: "The task",
        content: { "application/json": mediaOf("task.response", source) },
      };
    case "list":
      return json("A page of tasks", listAt(places.listedTasks, referenceTo("task.response")));
    case "models": {
      const model: OpenApiSchema = { type: "object", required: ["id"], properties: { id: { type: "string" } } };
      return json("The models that this key may use", listAt(places.listedModels, model));
    }
    case "cancel":
      return { description: "The task was cancelled or deleted" };
    case "content":
      return {
        description: "The clip",
        content: Object.fromEntries(
          Object.values(source.facts.contentTypes?.value ?? { video: "video/mp4" }).map((type) => [
            type,
            { schema: { type: "string", format: "binary" } },
          ]),
        ),
      };
    default:
      return name satisfies never;
  }
}

function json(description: string, schema: OpenApiSchema): OpenApiResponse {
  return { description, content: { "application/json": { schema } } };
}

/** An object that holds a list at the first of these pointers. */
function listAt([place]: readonly string[] = [], entry: OpenApiSchema): OpenApiSchema {
  if (place === undefined) return { type: "object" };
  return place
    .split("/")
    .slice(1)
    .reduceRight<OpenApiSchema>(
      (below, name) => ({ type: "object", required: [name], properties: { [name]: below } }),
      { type: "array", items: entry },
    );
}

function mediaOf(message: MessageName, { fixtures }: OpenApiSource): OpenApiMedia {
  const examples: Record<string, OpenApiExample> = {};
  for (const { name, body, provenance, ...fixture } of fixtures) {
    // What meets advice is accepted, and still no example to follow.
    if (fixture.message !== message || fixture.breaks !== undefined || fixture.expectsAdvice !== undefined) continue;
    examples[exampleKey(name)] = { summary: name, value: body, "x-provenance": provenance };
  }
  const schema = referenceTo(message);
  return Object.keys(examples).length === 0 ? { schema } : { schema, examples };
}

/** Tools pair a request with its answer by the name of the example: each accepted submit has one under its own. */
function pairedWithRequests(media: OpenApiMedia, source: OpenApiSource): OpenApiMedia {
  const requests = source.schemas.has("submit.request") ? (mediaOf("submit.request", source).examples ?? {}) : {};
  const [answer] = Object.values(media.examples ?? {});
  if (answer === undefined) return media;
  const paired = Object.entries(requests).map(([key, { summary }]) => [
    key,
    { ...answer, summary: `${summary}: accepted` },
  ]);
  return { ...media, examples: { ...media.examples, ...Object.fromEntries(paired) } };
}

/** The form that says what the JSON body says, where the format takes one: a file may come as it is. */
function formOf({ facts, schemas }: OpenApiSource): Readonly<Record<string, OpenApiMedia>> {
  const submit = schemas.get("submit.request");
  if (facts.form === undefined || submit === undefined) return {};
  const { properties, ...rest } = refusingSchema(submit);
  const binary = { type: "string", format: "binary" } as const;
  const fields = Object.entries(objectOf(properties)).map(([name, property]): [string, JsonValue] =>
    name in (facts.form?.value.files ?? {}) ? [name, { anyOf: [binary, property] }] : [name, property],
  );
  return { "multipart/form-data": { schema: { ...rest, properties: Object.fromEntries(fields) } } };
}

function objectOf(value: JsonValue | undefined): { readonly [key: string]: JsonValue } {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a JSON value that is not a list
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as OpenApiSchema) : {};
}

/** What else than the clip the content path returns. */
function variantParameter({ contentTypes }: FormatFacts): readonly OpenApiParameter[] {
  if (contentTypes === undefined) return [];
  const schema = { type: "string", enum: Object.keys(contentTypes.value) };
  return [
    { name: "variant", in: "query", required: false, description: "File to download; the clip by default", schema },
  ];
}

/** What the list may be asked for. */
function listParameters({ listQuery }: FormatFacts): readonly OpenApiParameter[] {
  return (listQuery?.value ?? []).map(({ name, description, integer, words }) => ({
    name,
    in: "query",
    required: false,
    description,
    schema:
      integer === undefined
        ? { type: "string", ...present({ enum: words }) }
        : { type: "integer", minimum: integer.min, maximum: integer.max },
  }));
}

function exampleKey(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^\da-z]+/g, "-")
    .replaceAll(/^-|-$/g, "");
}

function callbacksOf(source: OpenApiSource): Pick<OpenApiOperation, "callbacks"> {
  const { webhook } = source.facts;
  if (webhook === undefined || !source.schemas.has("webhook.request")) return {};
  const pointer = webhook.value.requestField.split(".").join("/");
  return { callbacks: { taskChanged: { [`{$request.body#/${pointer}}`]: { post: calledBack(source, webhook) } } } };
}

/** The same for tools that know no call backs. */
function webhooksOf(source: OpenApiSource): Pick<OpenApiDocument, "webhooks"> {
  const { webhook } = source.facts;
  if (webhook === undefined || !source.schemas.has("webhook.request")) return {};
  return { webhooks: { taskChanged: { post: { ...calledBack(source, webhook), operationId: "taskChangedWebhook" } } } };
}

function calledBack(source: OpenApiSource, webhook: NonNullable<FormatFacts["webhook"]>): OpenApiOperation {
  return {
    operationId: "taskChanged",
    summary: webhook.value.onEveryStatus ? "The task's status changed" : "The task ended",
    tags: ["video tasks"],
    security: [],
    requestBody: { required: true, content: { "application/json": mediaOf("webhook.request", source) } },
    responses: { "200": { description: "Received" }, "4XX": { description: "Rejected by the receiver" } },
    "x-provenance": webhook.provenance,
  };
}
