import { describe, expect, test } from "vitest";
import { contractOf } from "./contracts.ts";
import { writtenFixturesOf } from "./fixtures.ts";
import { factsOf, formatEditions, type FormatId, formatIds, formatOf, type FormatRef } from "./formats.ts";
import type { Provenance } from "./facts/provenance.ts";
import { collectRules } from "./rules/collect-rules.ts";
import { expandReferences, type MessageSchema, writtenSchema } from "./schemas.ts";
import { hasMessage } from "./validate-message.ts";
import { messageNames } from "./validation/verdict.ts";

interface Statement {
  readonly about: string;
  readonly provenance: Provenance;
}

function isSourced(value: object): value is { readonly provenance: Provenance } {
  return "provenance" in value;
}

function inFacts(value: unknown, about: string): readonly Statement[] {
  if (typeof value !== "object" || value === null) return [];
  const own = isSourced(value) ? [{ about, provenance: value.provenance }] : [];
  return [...own, ...Object.entries(value).flatMap(([name, inner]) => inFacts(inner, `${about}.${name}`))];
}

function inProperties(schema: MessageSchema, about: string): readonly Statement[] {
  const provenance = schema["x-provenance"];
  return [
    ...(provenance === undefined ? [] : [{ about, provenance }]),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => inProperties(inner, `${about}.${name}`)),
    ...(schema.items === undefined ? [] : inProperties(schema.items, `${about}[]`)),
    ...(schema.oneOf ?? []).flatMap((inner, index) => inProperties(inner, `${about}/${index}`)),
  ];
}

function inSchemas(format: FormatId): readonly Statement[] {
  return messageNames
    .filter((message) => hasMessage(format, message))
    .flatMap((message) => {
      const schema = expandReferences(writtenSchema(format, message));
      const rules = collectRules(schema).map(({ id, provenance }) => ({ about: `${message}: ${id}`, provenance }));
      return [...inProperties(schema, message), ...rules];
    });
}

const editionsIn = (format: FormatId): readonly FormatRef[] =>
  formatEditions.filter((edition) => formatOf(edition) === format);

function statementsOf(format: FormatId): readonly Statement[] {
  const fixtures = editionsIn(format)
    .flatMap(writtenFixturesOf)
    .map(({ name, provenance }) => ({ about: name, provenance }));
  const cases = contractOf(format).cases.map(({ id, provenance }) => ({ about: id, provenance }));
  const facts = editionsIn(format).flatMap((edition) => inFacts(factsOf(edition), edition));
  return [...facts, ...inSchemas(format), ...fixtures, ...cases];
}

/** Parts of the facts that are not a statement about the vendor, or that state theirs further down. */
const unsourced = new Set([
  "id",
  "order",
  "title",
  "document",
  "sources",
  "apiKeyEnv",
  "openModels",
  "edition",
  "sites",
]);

/** Whether a value carries a source, or consists only of values that do. */
function carriesSource(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  // What a cell is about is not a statement; its verdicts carry their own sources.
  const said = Object.entries(value).filter(([name]) => !["field", "sample", "refusedFor"].includes(name));
  return isSourced(value) || said.every(([, inner]) => carriesSource(inner));
}

describe.each(formatIds)("what is said about %s", (format) => {
  const { sources } = factsOf(format);
  const statements = statementsOf(format);

  test("names a source that is listed, or is called an assumption", () => {
    const astray = statements.filter(({ provenance: { grade, source } }) =>
      grade === "assumed" ? source !== undefined : source === undefined || !Object.hasOwn(sources, source),
    );
    expect(astray).toEqual([]);
  });

  test("needs every source that is listed", () => {
    const named = new Set(statements.map(({ provenance }) => provenance.source));
    expect(Object.keys(sources).filter((source) => !named.has(source))).toEqual([]);
  });

  test("says where each source is to be found, and of when it is", () => {
    for (const [source, { place, asOf }] of Object.entries(sources)) {
      const words = source.startsWith("seed ") ? /^the vendor's .*page|^https:/ : /^https:|\.rs$/;
      expect({ source, place, asOf }).toEqual({
        source,
        place: expect.stringMatching(words),
        asOf: expect.stringMatching(/^20\d\d(-[01]\d(-[0-3]\d)?)?$/),
      });
    }
  });

  test("gives every fact a source", () => {
    const silent = Object.entries(factsOf(format)).filter(
      ([name, fact]) => !unsourced.has(name) && !carriesSource(fact),
    );
    expect(silent.map(([name]) => name)).toEqual([]);
  });

  test("calls documented what the vendor says itself, and nothing else", () => {
    const { document, editions } = factsOf(format);
    const vendor = /^[^:]+: /.exec(document)?.[0];
    const foreign = statements.filter(
      ({ provenance: { grade, source = "" } }) =>
        grade === "documented" && !/^seed \d{3}$/.test(source) && (vendor === undefined || !source.startsWith(vendor)),
    );
    expect(foreign).toEqual([]);
    // A later edition's document is one public source among others for the editions before it.
    if (editions.length > 1) return;
    const timid = statements.filter(
      ({ provenance: { grade, source = "" } }) =>
        grade === "public" && (source === document || (vendor !== undefined && source.startsWith(vendor))),
    );
    expect(timid).toEqual([]);
  });

  test("has no price that is only assumed, and no answer that proves nothing was made", () => {
    const { prices, notCreated } = factsOf(format);
    expect([...prices, ...notCreated].filter(({ provenance }) => provenance.grade === "assumed")).toEqual([]);
  });

  test("takes failures for free only where that is said", () => {
    const { value, provenance } = factsOf(format).failuresAreFree;
    expect(value && provenance.grade === "assumed").toBe(false);
    const isOwn = !provenance.source?.startsWith("Ark: ") || factsOf(format).document.startsWith("Ark: ");
    expect(value && !isOwn).toBe(false);
  });
});
