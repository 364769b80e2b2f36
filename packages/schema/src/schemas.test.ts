import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import storyboard from "../storyboard.schema.json" with { type: "json" };
import type { FormatFacts } from "./facts/facts.ts";
import { editionsOf, factsOf, formatIds } from "./formats.ts";
import { collectRules } from "./rules/collect-rules.ts";
import type { Provenance } from "./facts/provenance.ts";
import { expandReferences, type MessageSchema, writtenSchema } from "./schemas.ts";
import { hasMessage } from "./validate-message.ts";
import { messageNames } from "./validation/verdict.ts";

const ANNOTATIONS = [
  "x-provenance",
  "x-level",
  "x-rule",
  "x-closed",
  "x-since",
  "x-until",
  "errorMessage",
  "patternErrorMessage",
];

const messages = formatIds.flatMap((format) =>
  messageNames
    .filter((message) => hasMessage(format, message))
    .map((message) => ({ format, message, schema: writtenSchema(format, message) })),
);

/** Properties that a body may have; what is inside a named rule only tests them. */
function propertiesOf(schema: MessageSchema, path = "#"): readonly (readonly [string, MessageSchema])[] {
  if (schema["x-rule"] !== undefined) return [];
  const own = Object.entries(schema.properties ?? {}).map(([name, value]) => [`${path}/${name}`, value] as const);
  const inner = [
    ...own,
    ...(schema.items === undefined ? [] : [[`${path}[]`, schema.items] as const]),
    ...(schema.oneOf ?? []).map((branch, index) => [`${path}/${index}`, branch] as const),
  ];
  return [...own, ...inner.flatMap(([at, value]) => propertiesOf(value, at))];
}

/** What is documented is in a seed, or on a page of the vendor whose page decides for the format. */
function hasSource({ grade, source = "" }: Provenance, { document }: FormatFacts): boolean {
  const vendor = /^[^:]+: /.exec(document)?.[0] ?? "seed ";
  if (grade === "documented") return /^seed \d{3}$/.test(source) || (vendor !== "seed " && source.startsWith(vendor));
  return grade === "public" || grade === "observed" ? source.length > 0 : source === "";
}

describe.each(messages)("$format $message", ({ format, schema }) => {
  const expanded = expandReferences(schema);

  test("is valid JSON Schema 2020-12 in the compiler's strict mode", () => {
    const ajv = new Ajv2020({
      strict: true,
      strictTypes: false,
      strictRequired: false,
      discriminator: true,
      keywords: ANNOTATIONS,
    });
    expect(schema.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
    expect(ajv.validateSchema(schema)).toBe(true);
    expect(() => ajv.compile(schema)).not.toThrow();
  });

  test("describes every property and says where it comes from", () => {
    const silent = propertiesOf(expanded).filter(
      ([, property]) => !property.description?.endsWith(".") || property["x-provenance"] === undefined,
    );
    expect(silent.map(([path]) => path)).toEqual([]);
  });

  test("gives each rule a source that fits its grade, and words", () => {
    const poor = collectRules(expanded).filter(
      ({ provenance, description }) => !hasSource(provenance, factsOf(format)) || description === "",
    );
    expect(poor).toEqual([]);
  });

  test("speaks of editions that there are", () => {
    const known = new Set(editionsOf(format).map(({ id }) => id));
    const named = collectRules(expanded).flatMap(({ since, until }) => [since, until]);
    expect(named.filter((edition) => edition !== undefined && !known.has(edition))).toEqual([]);
  });

  test("refuses only what the document states", () => {
    const overreaching = collectRules(expanded).filter(
      ({ level, provenance }) =>
        level === "reject" && provenance.grade !== "documented" && provenance.grade !== "observed",
    );
    expect(overreaching).toEqual([]);
  });
});

describe("the storyboard's schema", () => {
  test("is valid JSON Schema 2020-12", () => {
    // The last ones are for editors.
    const ajv = new Ajv2020({
      strict: true,
      strictTypes: false,
      strictRequired: false,
      keywords: [...ANNOTATIONS, "x-example", "doNotSuggest"],
    });
    expect(ajv.validateSchema(storyboard)).toBe(true);
    expect(() => ajv.compile(storyboard)).not.toThrow();
  });

  test("describes every key for editors", () => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the file is what the type describes
    const schema = storyboard as unknown as MessageSchema;
    const expanded = [schema, ...Object.values(schema.$defs ?? {})].map((definition) =>
      expandReferences({ ...definition, $defs: schema.$defs ?? {} }),
    );
    const silent = expanded.flatMap((definition) =>
      propertiesOf(definition).filter(([, property]) => property.description === undefined),
    );
    expect(silent.map(([path]) => path)).toEqual([]);
  });
});
