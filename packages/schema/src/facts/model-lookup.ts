import type { ModelFacts } from "./model-facts.ts";

/** What the catalogue says of a model, by its id or an alias; nothing where the model is not listed. */
export function modelFactsOf(
  model: unknown,
  { models }: { readonly models: readonly ModelFacts[] },
): ModelFacts | undefined {
  return (
    models.find(({ id }) => id === model) ?? models.find(({ aliases = [] }) => aliases.some((alias) => alias === model))
  );
}
