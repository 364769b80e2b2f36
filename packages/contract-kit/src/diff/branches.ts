import type { JsonObject, JsonValue } from "@shotlist/schema";
import { isSame, listOf, objectOf, referenceOf, resolved } from "./json.ts";
import { shortened } from "./shortened.ts";

/** Whether no value fits two branches: all give one required property their own constant. */
export function areApart({ oneOf, discriminator }: JsonObject, root: JsonValue): boolean {
  const branches = listOf(oneOf).map((branch) => objectOf(resolved(branch, root)));
  const names = Object.keys(objectOf(branches[0]?.["properties"]));
  return names.some((name) => {
    const values = branches.map(({ properties, required }) => {
      const isRequired = listOf(required).includes(name) || objectOf(discriminator)["propertyName"] === name;
      return isRequired ? objectOf(objectOf(properties)[name])["const"] : undefined;
    });
    return values.every((value) => typeof value === "string") && new Set(values).size === values.length;
  });
}

/** Branches of two versions that are the same, or go by the same name; the others alone. */
export function paired(
  before: readonly JsonValue[],
  after: readonly JsonValue[],
): readonly (readonly [JsonValue | undefined, JsonValue | undefined])[] {
  const left = [...before];
  const pairs: (readonly [JsonValue | undefined, JsonValue | undefined])[] = [];
  for (const branch of after) {
    const tag = tagOf(branch);
    const same = left.findIndex((other) => isSame(other, branch));
    const place = same === -1 && tag !== undefined ? left.findIndex((other) => tagOf(other) === tag) : same;
    pairs.push([place === -1 ? undefined : left.splice(place, 1)[0], branch]);
  }
  return [...left.map((branch) => [branch, undefined] as const), ...pairs];
}

/** What a branch goes by: its rule, its reference, or the constant that distinguishes it. */
export function tagOf(branch: JsonValue): string | undefined {
  const { "x-rule": rule, properties } = objectOf(branch);
  const id = objectOf(rule)["id"];
  if (typeof id === "string") return id;
  if (referenceOf(branch) !== "") return referenceOf(branch);
  const constant = Object.entries(objectOf(properties)).find(([, schema]) => "const" in objectOf(schema));
  return constant === undefined ? undefined : `${constant[0]} ${JSON.stringify(objectOf(constant[1])["const"])}`;
}

/** What a branch is called in a report. */
export function nameOf(branch: JsonValue): string {
  return tagOf(branch) ?? shortened(branch);
}
