import { compile } from "json-schema-to-typescript";
import { expandReferences } from "../src/rules/expand-references.ts";
import { mapSchemas } from "../src/rules/map-schemas.ts";
import type { MessageSchema } from "../src/rules/message-schema.ts";
import type { StoryboardPhrases } from "../src/storyboard/explain-storyboard-errors.ts";
import { compileValidators } from "./compile-validators.ts";

/** Writes validators, phrases and types of the storyboard language: file name → text. */
export async function generateStoryboard(written: MessageSchema): Promise<ReadonlyMap<string, string>> {
  const { $defs = {} } = written;
  const schemas = {
    storyboard: expandReferences(written),
    included: expandReferences({ $ref: "#/$defs/included", $defs }),
    shot: expandReferences({ $ref: "#/$defs/shot", $defs: resolvedDefinitions($defs) }),
  };
  const validators = compileValidators(schemas, {
    runtime: "../../validation/validator-runtime.ts",
    compiled: "../../validation/compiled.ts",
  });
  return new Map([
    ["validators.ts", validators],
    ...Object.entries(schemas).map(([name, schema]) => [`${name}-phrases.ts`, phrasesModule(schema)] as const),
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

function phrasesModule(schema: MessageSchema): string {
  return [
    'import type { StoryboardPhrases } from "../../storyboard/explain-storyboard-errors.ts";',
    `\nexport const phrases: StoryboardPhrases = ${JSON.stringify(collectPhrases(schema), null, 2)};\n`,
  ].join("\n");
}

function collectPhrases(root: MessageSchema): StoryboardPhrases {
  const whole: Record<string, string> = {};
  const patterns: Record<string, string> = {};
  const keys: Record<string, readonly string[]> = {};

  function visit(schema: MessageSchema, path: string): void {
    if (schema.errorMessage !== undefined) whole[path] = schema.errorMessage;
    if (schema.patternErrorMessage !== undefined) {
      patterns[`${path}/pattern`] = schema.patternErrorMessage;
      patterns[`${path}/type`] = schema.patternErrorMessage;
    }
    if (schema.additionalProperties === false) {
      const allowed = Object.entries(schema.properties ?? {}).filter(([, { not }]) => not === undefined);
      keys[`${path}/additionalProperties`] = allowed.map(([name]) => name);
    }
    for (const [name, property] of Object.entries(schema.properties ?? {}))
      visit(property, `${path}/properties/${name}`);
    for (const keyword of ["allOf", "anyOf"] as const) {
      for (const [index, branch] of (schema[keyword] ?? []).entries()) visit(branch, `${path}/${keyword}/${index}`);
    }
    if (schema.items !== undefined) visit(schema.items, `${path}/items`);
    if (typeof schema.additionalProperties === "object") {
      visit(schema.additionalProperties, `${path}/additionalProperties`);
    }
  }

  visit(root, "#");
  return { whole, patterns, keys };
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
  // The compiler's own footnotes say nothing to a reader of the types.
  return `${text.replaceAll(/ \*\n \* This interface was referenced by [^*]*\* via the `definition` "\w+"\.\n/g, "").trim()}\n`;
}
