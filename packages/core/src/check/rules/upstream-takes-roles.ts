import { factsOf, formatIds, type ModelFacts, type Role } from "@shotlist/schema";
import { roleWords } from "./role-words.ts";
import { fine, type Finding, type Rule } from "./rule.ts";

/**
 * A relay may document what the model behind it does not do: such a request is accepted, billed, and answered with a clip that
 * pays no heed to the medium.
 */
export const upstreamTakesRoles: Rule = ({ asked: { references }, model, provider }) => {
  if (references.length === 0 || model.aliases === undefined) return fine;
  const upstream = model.aliases
    .map((id) => documentedModels.get(id))
    .find((found) => found !== undefined && found.id !== model.id);
  if (upstream === undefined) return fine;
  const findings: Finding[] = [];
  const seen = new Set<Role>();
  for (const [index, { role }] of references.entries()) {
    if (seen.has(role) || model.roles[role] === undefined || upstream.roles[role] !== undefined) continue;
    seen.add(role);
    const message = `${provider} documents ${roleWords[role]} with ${model.id}, but the model behind it, ${upstream.id}, does not accept them`;
    const instead = role === "reference_image" ? { instead: "give the image as `firstFrame`" } : {};
    findings.push({ code: "role-upstream", field: `reference ${index}`, message, ...instead });
  }
  return findings;
};

/** Every model by the id under which some format's document lists it. */
const documentedModels: ReadonlyMap<string, ModelFacts> = new Map(
  formatIds.flatMap((format) => factsOf(format).models.map((model) => [model.id, model] as const)),
);
