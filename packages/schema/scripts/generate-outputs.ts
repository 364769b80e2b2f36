import { definitions } from "./outputs/definitions.ts";
import { documents, lines } from "./outputs/documents.ts";
import { brokenPromises, promisesOf } from "./outputs/promises.ts";
import type { Shape } from "./outputs/shapes.ts";

/** Where what was promised is recorded, relative to the package. */
export const promisesFile = "scripts/outputs/promises.txt";

/**
 * Writes the schemas of what the commands print with `--json`, and what they promise: path relative to the package → text. Throws where a schema does
 * not keep what `promised`, the recorded text, says.
 */
export function generateOutputs(promised: string): ReadonlyMap<string, string> {
  const schemas = new Map<string, Shape>();
  for (const [name, document] of Object.entries(documents)) {
    const title = `What \`shotlist ${name.replace("-", " ")} --json\` prints`;
    schemas.set(name, toSchema(title, { anyOf: [document, { $ref: "#/$defs/failure" }] }));
  }
  for (const [name, line] of Object.entries(lines)) {
    schemas.set(name, toSchema(`One line of \`shotlist ${name.replace("-", " --")}s\``, line));
  }
  const promises = [...schemas].flatMap(([name, schema]) => promisesOf(name, schema));
  const broken = brokenPromises(promised.split("\n").filter(Boolean), promises);
  if (broken.length > 0) throw new Error(brokenMessage(broken));
  const files = [...schemas].map(
    ([name, schema]) => [`json/${name}.schema.json`, `${JSON.stringify(schema, null, 2)}\n`] as const,
  );
  return new Map([...files, [promisesFile, `${promises.toSorted().join("\n")}\n`]]);
}

function brokenMessage(broken: readonly string[]): string {
  return [
    "What the commands print no longer keeps what was promised to its readers:",
    ...broken.map((line) => `  ${line}`),
    `Keep the old keys. Before the first release, or in a major one, delete the lines from packages/schema/${promisesFile}.`,
  ].join("\n");
}

function toSchema(title: string, shape: Shape): Shape {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title,
    description: "Later releases may add keys and words, and remove none.",
    ...shape,
    $defs: definitionsIn(shape),
  };
}

/** The definitions that a schema uses, directly or through others. */
function definitionsIn(shape: Shape): { readonly [name: string]: Shape } {
  const found = new Map<string, Shape>();
  const visit = (value: unknown): void => {
    for (const [, name = ""] of JSON.stringify(value).matchAll(/"#\/\$defs\/(\w+)"/gu)) {
      const definition = definitions[name];
      if (definition === undefined) throw new Error(`There is no definition ${name}`);
      if (found.has(name)) continue;
      found.set(name, definition);
      visit(definition);
    }
  };
  visit(shape);
  return Object.fromEntries([...found].toSorted(([left], [right]) => left.localeCompare(right)));
}
