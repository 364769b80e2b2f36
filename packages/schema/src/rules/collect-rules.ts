import { type EditionBounds, holdsIn } from "../editions/holds-in.ts";
import { boundsOf } from "./schema-in-edition.ts";
import { type Level, levelOf, type Provenance } from "../facts/provenance.ts";
import type { LocatedRule } from "../validation/verdict.ts";
import { describeKeyword, SIMPLE_KEYWORDS } from "./describe-keyword.ts";
import type { MessageSchema } from "./message-schema.ts";

/** Keywords whose errors speak of inner tries; they may only be used where an `x-rule` names the whole. */
const NEEDS_NAME = ["not", "if", "contains", "anyOf"] as const;

/** Where a rule is, and what holds for all below it. */
interface RulePlace {
  readonly path: string;
  readonly label: string;
  readonly provenance: Provenance;
  readonly level?: Level | undefined;
  readonly bounds?: EditionBounds;
}

/**
 * Lists every rule that a schema states, references expanded. Ids are made of the place and the keyword
 * (`duration.minimum`, `content[image_url].role.enum`, `model.required`) or come from `x-rule`.
 */
export function collectRules(root: MessageSchema): readonly LocatedRule[] {
  if (root["x-provenance"] === undefined) throw new Error("a message schema needs an x-provenance at its root");
  const found: LocatedRule[] = [];

  function add(at: string, id: string, description: string, where: RulePlace, composite = false): void {
    const level = where.level ?? levelOf(where.provenance);
    found.push({ id, level, provenance: where.provenance, description, at, composite, ...where.bounds });
  }

  function visit(schema: MessageSchema, outer: RulePlace): void {
    const provenance = schema["x-provenance"] ?? outer.provenance;
    // A nearer source starts afresh: advice about a whole object is not advice about a documented field in it.
    const level = schema["x-level"] ?? (schema["x-provenance"] === undefined ? outer.level : undefined);
    const bounds = { ...outer.bounds, ...boundsOf(schema) };
    const here: RulePlace = { path: outer.path, label: outer.label, provenance, level, bounds };
    const named = schema["x-rule"];
    if (named !== undefined) {
      add(here.path, named.id, named.description, here, true);
      return;
    }
    const nameless = NEEDS_NAME.find((keyword) => schema[keyword] !== undefined);
    if (nameless !== undefined) throw new Error(`${here.path}/${nameless} needs an x-rule`);

    for (const keyword of SIMPLE_KEYWORDS) {
      if (schema[keyword] === undefined) continue;
      add(`${here.path}/${keyword}`, join(here.label, keyword), describeKeyword(here.label, keyword, schema), here);
    }
    for (const key of schema.required ?? []) {
      const property = join(here.label, key);
      add(`${here.path}/required/${key}`, `${property}.required`, `${property} is required`, here);
    }
    if (schema.additionalProperties === false) {
      const closed = schema["x-closed"];
      if (closed === undefined) throw new Error(`${here.path}/additionalProperties needs an x-closed`);
      const id = join(here.label, "additionalProperties");
      add(`${here.path}/additionalProperties`, id, closed.description, {
        ...here,
        provenance: closed.provenance,
        level: undefined,
      });
    }
    if (typeof schema.additionalProperties === "object") {
      visit(schema.additionalProperties, {
        ...here,
        path: `${here.path}/additionalProperties`,
        label: `${here.label}.*`,
      });
    }
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      visit(property, { ...here, path: `${here.path}/properties/${name}`, label: join(here.label, name) });
    }
    if (schema.items !== undefined) {
      visit(schema.items, { ...here, path: `${here.path}/items`, label: `${here.label}[]` });
    }
    for (const [index, branch] of (schema.allOf ?? []).entries()) {
      visit(branch, { ...here, path: `${here.path}/allOf/${index}` });
    }
    if (schema.oneOf !== undefined) visitBranches(schema, schema.oneOf, here);
  }

  function visitBranches(schema: MessageSchema, branches: readonly MessageSchema[], here: RulePlace): void {
    const tag = schema.discriminator?.propertyName;
    if (tag === undefined) throw new Error(`${here.path}/oneOf needs an x-rule or a discriminator`);
    const values: string[] = [];
    for (const [index, branch] of branches.entries()) {
      const value = branch.properties?.[tag]?.const;
      if (typeof value !== "string") throw new Error(`${here.path}/oneOf/${index} gives no const to ${tag}`);
      values.push(value);
      visit(withoutTag(branch, tag), {
        ...here,
        path: `${here.path}/oneOf/${index}`,
        label: `${here.label.replace(/\[\]$/, "")}[${value}]`,
      });
    }
    const label = join(here.label, tag);
    add(`${here.path}/discriminator`, `${label}.discriminator`, `${label} must be one of ${values.join(", ")}`, here);
  }

  visit(root, { path: "#", label: "", provenance: root["x-provenance"] });
  assertDistinct(found);
  return found;
}

/** The discriminator already speaks for the tag of a branch. */
function withoutTag(branch: MessageSchema, tag: string): MessageSchema {
  const { [tag]: _, ...properties } = branch.properties ?? {};
  return { ...branch, properties };
}

function join(label: string, name: string): string {
  return label === "" ? name : `${label}.${name}`;
}

function assertDistinct(rules: readonly LocatedRule[]): void {
  const seen = new Map<string, readonly LocatedRule[]>();
  for (const rule of rules) {
    const { id, at } = rule;
    const others = seen.get(id) ?? [];
    if (others.some((other) => overlap(rule, other))) {
      throw new Error(`rule ${id} occurs twice, the second time at ${at}; name one of them with x-rule`);
    }
    seen.set(id, [...others, rule]);
  }
}

/** Whether two rules hold in an edition together: where two spans of time overlap, one begins within the other. */
function overlap(left: EditionBounds, right: EditionBounds): boolean {
  return holdsIn(left, right.since ?? "") || holdsIn(right, left.since ?? "");
}
