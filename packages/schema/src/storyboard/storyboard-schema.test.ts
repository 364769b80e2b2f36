import { expect, test } from "vitest";
import { formatIds } from "../formats.ts";
import { builtInProviders } from "../providers.ts";
import storyboardSchema from "../../storyboard.schema.json" with { type: "json" };

interface Property {
  readonly $ref?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  /** For pages: in an editor, the provider says which values are offered. */
  readonly "x-example"?: unknown;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly not?: unknown;
  readonly doNotSuggest?: unknown;
  readonly type?: unknown;
  readonly properties?: { readonly [name: string]: Property };
}

const { ownChoices: _own, sharedChoices: _shared, ...spoken } = storyboardSchema.$defs;
const definitions: { readonly [name: string]: Property } = spoken;

/** A property as an editor shows it: what it says itself, over what it refers to. */
function shown({ $ref, ...own }: Property): Property {
  return $ref === undefined ? own : { ...definitions[$ref.replace("#/$defs/", "")], ...own };
}

const maps = Object.entries<Property>({ storyboard: storyboardSchema, ...definitions }).flatMap(([name, map]) => [
  [name, map] as const,
  ...Object.entries(map.properties ?? {}).map(([inner, property]) => [`${name}.${inner}`, property] as const),
]);
const properties = maps.flatMap(([map, { properties: inner = {} }]) =>
  Object.entries(inner).map(([name, property]) => [`${map}.${name}`, shown(property)] as const),
);

test("every key of the language explains itself in an editor", () => {
  expect(properties.length).toBeGreaterThan(80);
  expect(
    properties.filter(([, { description = "" }]) => !/^[A-Z].*\.$/.test(description)).map(([name]) => name),
  ).toEqual([]);
});

test("every key shows an example, or the one value it has", () => {
  const bare = properties.filter(
    ([, property]) =>
      (property.examples ?? property["x-example"] ?? property.const) === undefined && property.not === undefined,
  );
  expect(bare.map(([name]) => name)).toEqual([]);
});

test("editors are offered every built-in provider and format", () => {
  const { providerNames, formatNames } = storyboardSchema.$defs;
  expect(providerNames.examples).toEqual(builtInProviders.map(({ name }) => name));
  expect(formatNames.examples.toSorted()).toEqual(formatIds.toSorted());
});

test("keys that nobody may write are not offered", () => {
  const refused = properties.filter(([, property]) => property.not !== undefined);
  expect(refused.map(([name]) => name)).toEqual(["provider.apiKey", "provider.key", "provider.token"]);
  expect(refused.filter(([, property]) => property.doNotSuggest !== true)).toEqual([]);
});
