import { fileURLToPath, pathToFileURL } from "node:url";
import { join } from "node:path";
import type { FormatContract } from "../src/contract/contract.ts";
import { createEditions } from "../src/editions/create-editions.ts";
import { holdsIn } from "../src/editions/holds-in.ts";
import { schemaInEdition } from "../src/rules/schema-in-edition.ts";
import type { FormatFacts } from "../src/facts/facts.ts";
import type { Fixture } from "../src/fixtures/fixture.ts";
import { buildOpenApi } from "../src/openapi/build-open-api.ts";
import type { MessageSchema } from "../src/rules/message-schema.ts";
import type { MessageName } from "../src/validation/verdict.ts";

const formats = fileURLToPath(new URL("../src/formats", import.meta.url));

/** The texts of a format's OpenAPI documents by file name, one for each edition, the newest without its name; read from its folder: what is generated elsewhere may be stale by now. */
export async function generateOpenApi(
  format: string,
  schemas: ReadonlyMap<MessageName, MessageSchema>,
): Promise<ReadonlyMap<string, string>> {
  const read = async (path: string): Promise<unknown> => import(pathToFileURL(join(formats, format, path)).href);
  // oxlint-disable typescript/no-unsafe-type-assertion -- the compiler checks these files where they are registered
  const { facts } = (await read("facts.ts")) as { readonly facts: FormatFacts };
  const { fixtures } = (await read("fixtures/index.ts")) as { readonly fixtures: readonly Fixture[] };
  const { contract } = (await read("cases/index.ts")) as { readonly contract: FormatContract };
  // oxlint-enable typescript/no-unsafe-type-assertion
  const newest = facts.editions.at(-1)?.id;
  const documents = [...createEditions(facts)].flatMap(([ref, inEdition]) => {
    const edition = ref.split("@")[1];
    if (edition !== undefined && edition === newest) return [];
    const named = edition ?? newest;
    const source = {
      facts: inEdition,
      schemas: new Map([...schemas].map(([message, schema]) => [message, schemaInEdition(schema, named)] as const)),
      fixtures: fixtures.filter((fixture) => holdsIn(fixture, named)),
      places: contract.places,
    };
    return [[`${ref}.json`, `${JSON.stringify(buildOpenApi(source), undefined, 2)}\n`] as const];
  });
  return new Map(documents);
}
