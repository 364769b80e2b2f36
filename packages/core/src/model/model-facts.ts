import { type FormatFacts, type ModelFacts, modelFactsOf, type Role, type RoleFacts } from "@shotlist/schema";

/** What a role takes with a model. An unlisted model is read as the first listed one that offers the role. */
export function roleFactsOf(role: Role, model: string, facts: Pick<FormatFacts, "models">): RoleFacts | undefined {
  const listed = modelFactsOf(model, facts);
  if (listed !== undefined) return listed.roles[role];
  return facts.models.find(({ roles }) => roles[role] !== undefined)?.roles[role];
}

/** The ratios that a model renders for a shot: some offer fewer with a first frame, others fewer without one. */
export function ratiosOf(model: ModelFacts, references: readonly { readonly role: Role }[]): ModelFacts["ratios"] {
  const hasFrame = references.some(({ role }) => role === "first_frame");
  const fewer = hasFrame ? model.frameRatios : references.length === 0 ? model.textRatios : undefined;
  return fewer ?? model.ratios;
}

/** The most that any model of a format offers, for one that the catalogue does not list, such as an endpoint id. */
export function anyModelOf(id: string, { models }: Pick<FormatFacts, "models">): ModelFacts {
  const merged = models.reduce((all, model) => ({ ...all, ...model, roles: mostOf(all.roles, model.roles) }));
  return { ...merged, id };
}

const allRoles: readonly Role[] = [
  "first_frame",
  "last_frame",
  "reference_image",
  "reference_video",
  "reference_audio",
];

function mostOf(some: ModelFacts["roles"], others: ModelFacts["roles"]): ModelFacts["roles"] {
  const roles: { [role in Role]?: RoleFacts } = { ...some, ...others };
  for (const role of allRoles) {
    const [one, other] = [some[role], others[role]];
    if (one === undefined || other === undefined) continue;
    roles[role] = { ...(one.max > other.max ? one : other), forms: [...new Set([...one.forms, ...other.forms])] };
  }
  return roles;
}
