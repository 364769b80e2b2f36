import type { FormatFacts, ModelFacts } from "@shotlist/schema";

/** What the catalogue says of a model, by its id or an alias; nothing where the model is not listed. */
export function modelOf({ models }: Pick<FormatFacts, "models">, name: unknown): ModelFacts | undefined {
  return (
    models.find(({ id }) => id === name) ?? models.find(({ aliases = [] }) => aliases.some((alias) => alias === name))
  );
}
