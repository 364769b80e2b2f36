import type { FurtherCall, FurtherCallName } from "../facts/facts.ts";
import type { OpenApiMedia, OpenApiOperation, OpenApiParameter, OpenApiSchema } from "./open-api-document.ts";

const text: OpenApiSchema = { type: "string" };
const file: OpenApiSchema = { type: "string", format: "binary" };
const prompt: OpenApiSchema = { type: "string", minLength: 1 };

interface Described {
  readonly summary: string;
  /** Whose id is in the path. */
  readonly id?: string;
  /** What a JSON body says; absent where there is none. */
  readonly json?: OpenApiSchema;
  readonly form?: OpenApiSchema;
}

/** As loose as the source: what a call takes beyond this is not refused. */
const calls: Readonly<Record<FurtherCallName, Described>> = {
  remix: { summary: "Make a clip from another one", id: "Id of the task", json: object({ prompt }, ["prompt"]) },
  edit: {
    summary: "Change a clip",
    json: object({ prompt, video: object({ id: text }) }, ["prompt", "video"]),
    form: object({ prompt, video: file }, ["prompt"]),
  },
  extend: {
    summary: "Continue a clip",
    json: object({ prompt, seconds: text, video: object({ id: text }) }, ["prompt", "video"]),
    form: object({ prompt, seconds: text, video: file }, ["prompt"]),
  },
  createCharacter: { summary: "Make a character from a clip", form: object({ name: text, video: file }, ["name"]) },
  getCharacter: { summary: "Get a character", id: "Id of the character" },
};

interface Answers {
  /** What is answered to a call that makes a clip. */
  readonly created: OpenApiMedia;
  readonly errors: OpenApiOperation["responses"];
}

/** One call beyond the operations that every format may have. */
export function describeFurtherCall(
  { name, path, provenance }: FurtherCall,
  { created, errors }: Answers,
): OpenApiOperation {
  const { summary, id, json, form } = calls[name];
  const isAboutCharacter = name === "createCharacter" || name === "getCharacter";
  const parameters: readonly OpenApiParameter[] =
    id === undefined || !path.includes("{id}")
      ? []
      : [{ name: "id", in: "path", required: true, description: id, schema: text }];
  const content = {
    ...(json === undefined ? {} : { "application/json": { schema: json } }),
    ...(form === undefined ? {} : { "multipart/form-data": { schema: form } }),
  };
  const media = isAboutCharacter ? { schema: object({ id: text, name: text }, ["id"]) } : { schema: created.schema };
  return {
    operationId: name,
    summary,
    tags: ["video tasks"],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(Object.keys(content).length === 0 ? {} : { requestBody: { required: true, content } }),
    responses: {
      "200": {
        description: isAboutCharacter ? "The character" : "The task was created",
        content: { "application/json": media },
      },
      ...errors,
    },
    "x-provenance": provenance,
  };
}

function object(
  properties: { readonly [name: string]: OpenApiSchema },
  required: readonly string[] = [],
): OpenApiSchema {
  return { type: "object", ...(required.length === 0 ? {} : { required }), properties };
}
