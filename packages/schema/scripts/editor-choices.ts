import { factsAt, builtInProviders } from "../src/providers.ts";
import type { JsonValue } from "../src/json/json.ts";
import { mapSchemas } from "../src/rules/map-schemas.ts";
import type { MessageSchema } from "../src/rules/message-schema.ts";

// What an editor offers where the answer follows from the facts: providers, formats, and the models of the provider that is chosen
// elsewhere. Nothing here refuses anything, so validators do without it.

const own = "ownChoices";
const shared = "sharedChoices";
const references: ReadonlySet<string | undefined> = new Set(
  [own, shared, "providerNames", "formatNames"].map((name) => `#/$defs/${name}`),
);

type Schema = { readonly [keyword: string]: JsonValue };

/** The schema of storyboards with the choices that follow from the facts, which are its last definitions. */
export function withChoices(text: string): string {
  const start = text.indexOf(`"${own}":`);
  if (start === -1) throw new Error(`storyboard.schema.json has no $defs.${own}`);
  const names = builtInProviders.map(({ name }) => name);
  const definitions = {
    [own]: { allOf: names.map((name) => ({ if: { not: chooses(name) }, else: ref(name) })) },
    [shared]: {
      allOf: names.map((name) => ({ if: { not: sharedBy(name) }, else: inAllShots(name) })),
    },
    providerNames: { examples: names },
    formatNames: { examples: [...new Set(builtInProviders.map(({ format }) => format))] },
    ...Object.fromEntries(builtInProviders.map((provider) => [modelsOf(provider.name), modelChoices(provider)])),
  };
  const lines = Object.entries(definitions).map(([name, schema]) => `    "${name}": ${JSON.stringify(schema)}`);
  return `${text.slice(0, start)}${lines.join(",\n").trimStart()}\n  }\n}\n`;
}

/** The schema as validators need it: what is only offered is left out. */
export function withoutChoices({ $defs = {}, ...root }: MessageSchema): MessageSchema {
  const kept = Object.entries($defs).filter(
    ([name]) => !references.has(`#/$defs/${name}`) && !name.startsWith("models-"),
  );
  const definitions = kept.map(([name, schema]) => [name, mapSchemas(schema, withoutOffers)]);
  return { ...mapSchemas(root, withoutOffers), $defs: Object.fromEntries(definitions) };
}

function withoutOffers({ allOf, ...schema }: MessageSchema): MessageSchema {
  if (references.has(schema.$ref)) return {};
  const others = allOf?.filter((one) => Object.keys(one).length > 0) ?? [];
  return { ...schema, ...(others.length === 0 ? {} : { allOf: others }) };
}

const modelsOf = (provider: string): string => `models-${provider}`;
const ref = (provider: string): Schema => ({ $ref: `#/$defs/${modelsOf(provider)}` });

function modelChoices({ name, format }: (typeof builtInProviders)[number]): Schema {
  const examples = factsAt(name, format).models.map(({ id }) => id);
  return { properties: { model: { description: "Model of the provider.", examples } } };
}

/** A shot, or the defaults, with a provider of its own. Of a `const`, the YAML language server takes the beginning for the whole. */
const chooses = (provider: string): Schema => ({
  required: ["provider"],
  properties: { provider: { pattern: `^${provider}$` } },
});

/** A storyboard in which shots without a provider of their own have this one. */
const sharedBy = (provider: string): Schema => ({
  anyOf: [
    { required: ["defaults"], properties: { defaults: chooses(provider) } },
    { ...chooses(provider), not: { required: ["defaults"], properties: { defaults: { required: ["provider"] } } } },
  ],
});

const inAllShots = (provider: string): Schema => {
  const unlessChosen = { if: { required: ["provider"] }, else: ref(provider) };
  const axis = { properties: { model: { items: { $ref: `#/$defs/${modelsOf(provider)}/properties/model` } } } };
  return {
    properties: {
      defaults: unlessChosen,
      shots: { items: { allOf: [unlessChosen, { properties: { matrix: axis } }] } },
      matrix: axis,
    },
  };
};
