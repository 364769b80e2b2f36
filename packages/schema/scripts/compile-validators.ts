import { Ajv2020 } from "ajv/dist/2020.js";
import standaloneModule from "ajv/dist/standalone/index.js";
import type { MessageSchema } from "../src/rules/message-schema.ts";
import { strictness, withoutWords } from "../src/rules/compiler-input.ts";
import { validatorHelpers } from "./validator-helpers.ts";

// The package is CommonJS: under nodenext its types put the default export one level deeper than it is at run time.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const standalone = standaloneModule as unknown as (
  ajv: Ajv2020,
  names: { readonly [exported: string]: string },
) => string;

const PHRASES = ["errorMessage", "patternErrorMessage"];

/** A module of compiled validators. */
interface CompiledModule {
  /** JavaScript that nothing needs to process any further. */
  readonly code: string;
  readonly declarations: string;
}

/** Compiles schemas, keyed by the name to export each validator under, into one module. */
export function compileValidators(
  schemas: { readonly [name: string]: MessageSchema },
  { keepPhrases = false, firstOnly = false }: { readonly keepPhrases?: boolean; readonly firstOnly?: boolean } = {},
): CompiledModule {
  const ajv = new Ajv2020({
    allErrors: !firstOnly,
    // Whoever wants one fault alone wants little code: what is referred to is compiled once.
    inlineRefs: !firstOnly,
    ...strictness,
    messages: false,
    verbose: keepPhrases,
    keywords: keepPhrases ? PHRASES : [],
    code: { source: true, esm: true, lines: true },
  });
  const dropped = keepPhrases ? [] : PHRASES;
  for (const [name, schema] of Object.entries(schemas)) {
    ajv.addSchema({ ...withoutWords(schema, dropped), $id: name }, name);
  }
  const names = Object.keys(schemas);
  const code = shorten(standalone(ajv, Object.fromEntries(names.map((name) => [name, name]))));
  if (code.includes("require(")) throw new Error("a compiled validator still asks for a module at run time");
  const helpers = Object.entries(validatorHelpers).filter(([name]) => code.includes(name));
  const declarations = names.map((name) => `export declare const ${name}: CompiledValidator;\n`);
  return {
    code: helpers
      .map(([, text]) => text)
      .join("")
      .concat(code),
    declarations: 'import type { CompiledValidator } from "../../validation/compiled.js";\n'.concat(...declarations),
  };
}

/** Puts our helpers for the compiler's own and writes its longest idioms short: the text is parsed at every start. */
function shorten(source: string): string {
  // What is found below `if` and `not` is counted and never read; but a validator that calls others takes the count from the list.
  const callsOthers = source.includes("vErrors.concat");
  const addError = (_idiom: string, _name: string, error: string): string =>
    error === "{}" && !callsOthers ? "errors++;" : `vErrors = addError(vErrors, ${error});errors++;`;
  return source
    .replace(/^"use strict";\n?/, "")
    .replaceAll('require("ajv/dist/runtime/ucs2length").default', "codePointLength")
    .replaceAll('require("ajv/dist/runtime/equal").default', "jsonEqual")
    .replaceAll(/\/\*# sourceURL="\w+" \*\/;\n/g, "")
    .replaceAll(ADD_ERROR, addError)
    .replaceAll(FORGET_ERRORS, "vErrors = forgetErrors(vErrors, $1);");
}

const ADD_ERROR =
  /const (err\d+) = (\{[^\n]*\});\nif\(vErrors === null\)\{\nvErrors = \[\1\];\n\}\nelse \{\nvErrors\.push\(\1\);\n\}\nerrors\+\+;/g;
const FORGET_ERRORS =
  /if\(vErrors !== null\)\{\nif\((_errs\d+)\)\{\nvErrors\.length = \1;\n\}\nelse \{\nvErrors = null;\n\}\n\}/g;
