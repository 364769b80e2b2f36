import type { JsonValue } from "../json/json.ts";
import type { Provenance } from "../facts/provenance.ts";
import type { MessageName } from "../validation/verdict.ts";

/** A JSON Schema (2020-12) inside an OpenAPI document. */
export type OpenApiSchema = { readonly [keyword: string]: JsonValue };

/** An OpenAPI 3.1 document, as far as a format fills one in. */
export interface OpenApiDocument {
  readonly openapi: "3.1.0";
  readonly info: {
    readonly title: string;
    readonly version: string;
    readonly description: string;
    readonly license: { readonly name: string; readonly identifier: string };
  };
  readonly servers: readonly { readonly url: string; readonly "x-provenance": Provenance }[];
  readonly security: readonly { readonly [scheme: string]: readonly string[] }[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: { readonly [path: string]: { readonly [method: string]: OpenApiOperation } };
  readonly webhooks?: { readonly [name: string]: { readonly post: OpenApiOperation } };
  readonly components: {
    readonly securitySchemes: {
      readonly [name: string]: { readonly type: "http"; readonly scheme: "bearer"; readonly description: string };
    };
    readonly schemas: { readonly [name: string]: OpenApiSchema };
  };
}

/** One call of a format. */
export interface OpenApiOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly security?: readonly [];
  readonly parameters?: readonly OpenApiParameter[];
  readonly requestBody?: OpenApiBody & { readonly required: true };
  readonly responses: { readonly [status: string]: OpenApiResponse };
  readonly callbacks?: {
    readonly [name: string]: { readonly [expression: string]: { readonly post: OpenApiOperation } };
  };
  readonly "x-provenance"?: Provenance;
}

export interface OpenApiParameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly required: boolean;
  readonly description: string;
  readonly schema: OpenApiSchema;
}

interface OpenApiBody {
  readonly content: { readonly [contentType: string]: OpenApiMedia };
}

export interface OpenApiResponse extends Partial<OpenApiBody> {
  readonly description: string;
}

export interface OpenApiMedia {
  readonly schema: OpenApiSchema;
  readonly examples?: { readonly [name: string]: OpenApiExample };
}

export interface OpenApiExample {
  readonly summary: string;
  readonly value: JsonValue;
  readonly "x-provenance": Provenance;
}

/** The name of a message among the components, such as `SubmitRequest`. */
export function componentOf(message: MessageName): string {
  return message
    .split(".")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

/** A reference to a message among the components. */
export function referenceTo(message: MessageName): OpenApiSchema {
  return { $ref: `#/components/schemas/${componentOf(message)}` };
}
