import { Ajv2020 } from "ajv/dist/2020.js";
import standaloneModule from "ajv/dist/standalone/index.js";
import { mapSchemas } from "../src/rules/map-schemas.ts";
import type { MessageSchema } from "../src/rules/message-schema.ts";

// The package is CommonJS: under nodenext its types put the default export one level deeper than it is at run time.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const standalone = standaloneModule as unknown as (
  ajv: Ajv2020,
  names: { readonly [exported: string]: string },
) => string;

const ANNOTATIONS = ["x-provenance", "x-level", "x-rule", "x-closed", "errorMessage", "patternErrorMessage"];
const PROSE = new Set([...ANNOTATIONS, "$schema", "title", "description", "default", "examples"]);

/** Compiles schemas, keyed by the name to export each validator under, into the text of one module. */
export function compileValidators(
  schemas: { readonly [name: string]: MessageSchema },
  { runtime, compiled }: { readonly runtime: string; readonly compiled: string },
): string {
  const ajv = new Ajv2020({
    allErrors: true,
    discriminator: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    code: { source: true, esm: true, lines: true },
    messages: false,
  });
  for (const [name, schema] of Object.entries(schemas)) ajv.addSchema({ ...withoutProse(schema), $id: name }, name);
  const names = Object.fromEntries(Object.keys(schemas).map((name) => [name, name]));
  const source = standalone(ajv, names)
    .replace(/^"use strict";\n?/, "")
    .replaceAll(/require\("ajv\/dist\/runtime\/ucs2length"\)\.default/g, "codePointLength")
    .replaceAll(/require\("ajv\/dist\/runtime\/equal"\)\.default/g, "jsonEqual")
    .replaceAll(/^export const (\w+) = (validate\d+);/gm, "export const $1: CompiledValidator = $2 as never;");
  if (source.includes("require(")) throw new Error("a compiled validator still asks for a module at run time");
  const helpers = ["codePointLength", "jsonEqual"].filter((name) => source.includes(name));
  return [
    "// @ts-nocheck -- written by the schema compiler",
    ...(helpers.length === 0 ? [] : [`import { ${helpers.join(", ")} } from "${runtime}";`]),
    `import type { CompiledValidator } from "${compiled}";`,
    source,
  ].join("\n");
}

/** What does not decide a verdict would only make the compiled text longer. */
function withoutProse(schema: MessageSchema): object {
  return mapSchemas(schema, (inner) =>
    Object.fromEntries(Object.entries(inner).filter(([keyword]) => !PROSE.has(keyword))),
  );
}
