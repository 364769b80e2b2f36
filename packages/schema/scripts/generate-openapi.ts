import { fileURLToPath, pathToFileURL } from "node:url";
import { join } from "node:path";
import type { FormatContract } from "../src/contract/contract.ts";
import type { FormatFacts } from "../src/facts.ts";
import type { Fixture } from "../src/fixtures/fixture.ts";
import { buildOpenApi } from "../src/openapi/build-open-api.ts";
import type { MessageSchema } from "../src/rules/message-schema.ts";
import type { MessageName } from "../src/validation.ts";

const formats = fileURLToPath(new URL("../src/formats", import.meta.url));

/** The text of a format's OpenAPI document, read from its folder: what is generated elsewhere may be stale by now. */
export async function generateOpenApi(
  format: string,
  schemas: ReadonlyMap<MessageName, MessageSchema>,
): Promise<string> {
  const read = async (path: string): Promise<unknown> => import(pathToFileURL(join(formats, format, path)).href);
  // oxlint-disable typescript/no-unsafe-type-assertion -- the compiler checks these files where they are registered
  const { facts } = (await read("facts.ts")) as { readonly facts: FormatFacts };
  const { fixtures } = (await read("fixtures/index.ts")) as { readonly fixtures: readonly Fixture[] };
  const { contract } = (await read("cases/index.ts")) as { readonly contract: FormatContract };
  // oxlint-enable typescript/no-unsafe-type-assertion
  return `${JSON.stringify(buildOpenApi({ facts, schemas, fixtures, places: contract.places }), undefined, 2)}\n`;
}
