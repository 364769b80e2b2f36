import { compile } from "json-schema-to-typescript";
import { mapSchemas } from "../src/rules/map-schemas.ts";
import type { MessageSchema } from "../src/rules/message-schema.ts";
import { compileValidators } from "./compile-validators.ts";
import { withoutChoices } from "./editor-choices.ts";

/** Writes validators and types of the storyboard language: file name → text. */
export async function generateStoryboard(published: MessageSchema): Promise<ReadonlyMap<string, string>> {
  const written = withoutChoices(published);
  const { $defs = {} } = written;
  const schemas = {
    storyboard: written,
    included: { $ref: "storyboard#/$defs/included" },
    shot: { $ref: "#/$defs/shot", $defs: resolvedDefinitions($defs) },
  };
  const { code, declarations } = compileValidators(schemas, { keepPhrases: true });
  return new Map([
    ["validators.js", code],
    ["validators.d.ts", declarations],
    ["types.ts", await storyboardTypes(written)],
  ]);
}

const LOOKUP = "|\\$\\{\\{";

/** What a field may hold once its lookups are done: no branch and no pattern for an expression. */
function resolvedDefinitions(definitions: NonNullable<MessageSchema["$defs"]>): NonNullable<MessageSchema["$defs"]> {
  return Object.fromEntries(
    Object.entries(definitions).map(([name, definition]) => [name, mapSchemas(definition, withoutLookups)]),
  );
}

function withoutLookups(schema: MessageSchema): MessageSchema {
  return {
    ...schema,
    ...(schema.pattern?.endsWith(LOOKUP) && { pattern: schema.pattern.slice(0, -LOOKUP.length) }),
    ...(schema.anyOf !== undefined && { anyOf: schema.anyOf.filter(({ $ref }) => $ref !== "#/$defs/expression") }),
  };
}

async function storyboardTypes(written: MessageSchema): Promise<string> {
  const shaped = mapSchemas(written, ({ not, allOf: _allOf, errorMessage: _message, ...schema }) =>
    not === undefined ? schema : { ...schema, tsType: "never" },
  );
  const { anyOf: _anyOf, ...root } = shaped;
  const definitions = Object.fromEntries(
    Object.entries(written.$defs ?? {}).map(([name, definition]) => [
      name,
      mapSchemas(definition, ({ not, allOf: _allOf, ...schema }) =>
        not === undefined ? schema : { ...schema, tsType: "never" },
      ),
    ]),
  );
  const text = await compile({ ...root, $defs: definitions, title: "Storyboard" } as object, "Storyboard", {
    bannerComment: "",
    ignoreMinAndMaxItems: true,
    unreachableDefinitions: true,
    style: { printWidth: 120 },
  });
  // The compiler's own footnotes say nothing to a reader of the types, and few of its names are worth importing.
  return text
    .replaceAll(/ \*\n \* This interface was referenced by [^*]*\* via the `definition` "\w+"\.\n/g, "")
    .replaceAll(/^export (type|interface) (\w+)/gm, (line, kind: string, name: string) =>
      EXPORTED.has(name) ? line : `${kind} ${name}`,
    )
    .trim()
    .concat("\n");
}

const EXPORTED = new Set([
  "Defaults",
  "IncludedFile",
  "Matrix",
  "Price",
  "Provider",
  "References",
  "Shot",
  "Storyboard",
]);
