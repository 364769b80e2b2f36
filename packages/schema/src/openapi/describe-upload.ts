import type { UploadFact } from "../facts/upload-fact.ts";
import type { JsonObject } from "../json/json.ts";
import type { OpenApiExample, OpenApiOperation, OpenApiResponse, OpenApiSchema } from "./open-api-document.ts";

/** The call that takes a local file and answers with its address. `errors`: how every call may be refused. */
export function describeUpload(upload: UploadFact, errors: OpenApiOperation["responses"]): OpenApiOperation {
  const { kinds, field, provenance } = upload;
  const [kind = "file"] = kinds.length === 1 ? kinds : [];
  return {
    operationId: `upload${kind.charAt(0).toUpperCase()}${kind.slice(1)}`,
    summary: `Upload ${kind === "file" ? "a file" : kind === "video" ? "a video" : "an image"}`,
    tags: ["video tasks"],
    description: descriptionOf(upload),
    requestBody: {
      required: true,
      content: {
        "multipart/form-data": {
          schema: {
            type: "object",
            required: [field],
            properties: { [field]: { type: "string", format: "binary" } },
          },
        },
      },
    },
    responses: {
      "200": { description: "The address of the file", content: { "application/json": { schema: answerOf(upload) } } },
      ...errors,
      ...refusalsOf(upload),
    },
    "x-provenance": provenance,
  };
}

function descriptionOf({ mediaTypes, maxBytes }: UploadFact): string {
  const types = mediaTypes === undefined ? "Media types are not documented" : `Takes ${mediaTypes.join(", ")}`;
  return maxBytes === undefined ? `${types}.` : `${types}, of at most ${maxBytes} bytes.`;
}

function answerOf({ urlAt, idAt }: UploadFact): OpenApiSchema {
  const [first, ...others] = [schemaAt(urlAt), schemaAt(idAt)];
  return others.reduce((all, one) => joined(all, one), first ?? {});
}

/** An object that holds a text at the end of the steps. */
function schemaAt([step = "", ...below]: readonly string[]): OpenApiSchema {
  const inner: OpenApiSchema = below.length === 0 ? { type: "string" } : schemaAt(below);
  return { type: "object", required: [step], properties: { [step]: inner } };
}

/** One object with the properties of two, which may lie below the same one. */
function joined(one: OpenApiSchema, other: OpenApiSchema): OpenApiSchema {
  if (one["type"] !== "object" || other["type"] !== "object") return other;
  const [left, right] = [propertiesOf(one), propertiesOf(other)];
  const properties = Object.fromEntries(
    [...new Set([...Object.keys(left), ...Object.keys(right)])].map((name) => {
      const [own, its] = [left[name], right[name]];
      return [name, own === undefined || its === undefined ? (own ?? its ?? {}) : joined(own, its)];
    }),
  );
  return { type: "object", required: Object.keys(properties), properties };
}

function propertiesOf(schema: OpenApiSchema): { readonly [name: string]: OpenApiSchema } {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- made above
  return schema["properties"] as unknown as { readonly [name: string]: OpenApiSchema };
}

/** The documented words with which a file is refused, by status. */
function refusalsOf({ refusals }: UploadFact): { readonly [status: string]: OpenApiResponse } {
  const named = Object.entries(refusals).map(([name, refusal]) => ({ name, ...refusal }));
  return Object.fromEntries(
    [...Map.groupBy(named, ({ httpStatus }) => httpStatus)].map(([status, ofStatus]) => {
      const examples = Object.fromEntries(
        ofStatus.map(({ name, body, provenance }): readonly [string, OpenApiExample] => [
          name,
          { summary: summaries[name] ?? name, value: body, "x-provenance": provenance },
        ]),
      );
      const properties = Object.fromEntries(ofStatus.flatMap(({ body }) => typesOf(body)));
      return [
        String(status),
        {
          description: "The file is refused",
          content: { "application/json": { schema: { type: "object", properties }, examples } },
        },
      ];
    }),
  );
}

const summaries: Readonly<Record<string, string>> = { mediaType: "media type", tooLarge: "too large" };

function typesOf(body: JsonObject): readonly (readonly [string, JsonObject])[] {
  return Object.entries(body).map(([name, value]) => [name, { type: typeof value }]);
}
