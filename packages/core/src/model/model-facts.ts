import type { FormatFacts, ModelFacts, Role, RoleFacts } from "@shotlist/schema";

/** What the catalogue says of a model, by its id or an alias; nothing where the model is not listed. */
export function modelFactsOf(model: string, facts: Pick<FormatFacts, "models">): ModelFacts | undefined {
  return (
    facts.models.find(({ id }) => id === model) ?? facts.models.find(({ aliases }) => aliases?.includes(model) === true)
  );
}

/** What a role takes with a model. An unlisted model is read as the first listed one that offers the role. */
export function roleFactsOf(role: Role, model: string, facts: Pick<FormatFacts, "models">): RoleFacts | undefined {
  const listed = modelFactsOf(model, facts);
  if (listed !== undefined) return listed.roles[role];
  return facts.models.find(({ roles }) => roles[role] !== undefined)?.roles[role];
}
