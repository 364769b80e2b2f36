import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";

const compiled = new Map<string, ValidateFunction>();

/**
 * Checks what a command printed against the published schema of its `--json` or `--events`, with every key that the schema does
 * not list as an error: nothing reaches users that the schema does not say. Throws an `Error` that names the place.
 */
export function checkJson(argv: readonly string[], stdout: string): void {
  if (stdout === "" || argv.includes("--help")) return;
  const lines = stdout.trimEnd().split("\n");
  if (argv.includes("--json"))
    for (const text of argv.includes("--watch") ? lines : [stdout]) check(schemaOf(argv), text);
  else if (argv.includes("--events")) for (const line of lines) check("render-event", line);
}

/** The name of the schema: the words of the command with dashes. */
function schemaOf([first = "", second = ""]: readonly string[]): string {
  return first === "contract" || first === "ledger" ? `${first}-${second}` : first;
}

function check(name: string, text: string): void {
  const validate = compiled.get(name) ?? compile(name);
  compiled.set(name, validate);
  const document: unknown = JSON.parse(text);
  if (validate(document)) return;
  const errors = (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
  throw new Error(`${name}.schema.json does not describe what was printed: ${errors.join("; ")}`);
}

function compile(name: string): ValidateFunction {
  const file = fileURLToPath(import.meta.resolve(`@shotlist/schema/json/${name}.schema.json`));
  const schema: object = JSON.parse(readFileSync(file, "utf8"), (_, value: unknown) => closed(value));
  return new Ajv2020({ strict: false, validateFormats: false, allErrors: false }).compile(schema);
}

/** An object with listed keys has no others. */
function closed(value: unknown): unknown {
  const isListed = typeof value === "object" && value !== null && "properties" in value;
  return isListed ? { additionalProperties: false, ...value } : value;
}
