import { type FormatRef, type MessageName, rulesOf } from "@shotlist/schema";
import { type MessageSchema } from "@shotlist/schema/schemas";
import { code, table } from "./markdown.ts";
import type { Sources } from "./sources.ts";

/** Rules that no single row of a table of fields shows: those that several words of the schema state together. */
export function ruleTable(format: FormatRef, message: MessageName, root: MessageSchema, sources: Sources): string {
  const named = new Set(namesIn(root));
  const rows = rulesOf(format, message)
    .filter(({ id }) => named.has(id) || id.endsWith("additionalProperties"))
    .map(({ id, level, description, provenance }) => [
      code(id),
      description,
      level,
      sources.mark(provenance, `the rule ${code(id)}`),
    ]);
  return table(["rule", "says", "level", "source"], rows);
}

/** Every name that a schema gives to a rule, however deep. */
function namesIn(schema: unknown): readonly string[] {
  if (Array.isArray(schema)) return schema.flatMap(namesIn);
  if (typeof schema !== "object" || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) => (key === "x-rule" ? [nameOf(value)] : namesIn(value)));
}

function nameOf(rule: unknown): string {
  if (typeof rule !== "object" || rule === null || !("id" in rule)) throw new Error("an x-rule needs an id");
  return String(rule.id);
}
