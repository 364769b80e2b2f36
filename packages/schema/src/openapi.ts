import { contractOf } from "./contracts.ts";
import { writtenFixturesOf } from "./fixtures.ts";
import { factsOf, type FormatRef } from "./formats.ts";
import { buildOpenApi } from "./openapi/build-open-api.ts";
import type { OpenApiDocument } from "./openapi/open-api-document.ts";
import { messageSchema } from "./schemas.ts";
import { hasMessage } from "./validate-message.ts";
import { messageNames } from "./validation/verdict.ts";

export type * from "./openapi/open-api-document.ts";

/** The OpenAPI 3.1 document of a format: its calls, messages, errors and call backs, with examples and sources. */
export function openApiOf(format: FormatRef): OpenApiDocument {
  const messages = messageNames.filter((message) => hasMessage(format, message));
  return buildOpenApi({
    facts: factsOf(format),
    schemas: new Map(messages.map((message) => [message, messageSchema(format, message)])),
    fixtures: writtenFixturesOf(format),
    places: contractOf(format).places,
  });
}
