import { valueAt } from "../json/pointer.ts";
import type { LocatedRule, MessageError } from "./verdict.ts";
import type { KeywordError } from "./compiled.ts";

/** A broken rule with the rule itself, which knows its editions. */
export interface BrokenRule {
  readonly rule: LocatedRule;
  readonly error: MessageError;
}

/** Turns what a validator found into broken rules: one error per rule and place. */
export function explainErrors(
  errors: readonly KeywordError[],
  { rules, body }: { readonly rules: readonly LocatedRule[]; readonly body: unknown },
): readonly BrokenRule[] {
  const simple = new Map(rules.filter((rule) => !rule.composite).map((rule) => [rule.at, rule]));
  const composites = rules.filter((rule) => rule.composite);
  const explained: BrokenRule[] = [];
  const grouped = new Map<LocatedRule, KeywordError[]>();

  for (const error of errors) {
    if (isMissingTag(error, body)) continue;
    const composite = composites.find(({ at }) => error.schemaPath.startsWith(`${at}/`));
    if (composite !== undefined) {
      const group = grouped.get(composite);
      if (group === undefined) grouped.set(composite, [error]);
      else group.push(error);
      continue;
    }
    const rule = simple.get(simpleKey(error));
    if (rule === undefined) throw new Error(`no rule is known at ${simpleKey(error)}`);
    explained.push(toBrokenRule(rule, simplePath(error), body));
  }
  // `not` and `contains` say odd things of a value that has the wrong type to begin with.
  const mistyped = new Set(errors.filter(({ keyword }) => keyword === "type").map(({ instancePath }) => instancePath));
  for (const [rule, found] of grouped) {
    const meant = found.filter(({ keyword, instancePath }) => keyword === "type" || !mistyped.has(instancePath));
    for (const path of compositePaths(rule, meant)) explained.push(toBrokenRule(rule, path, body));
  }
  return explained;
}

/** A missing tag is already reported by `required`. */
function isMissingTag({ keyword, instancePath, params }: KeywordError, body: unknown): boolean {
  return keyword === "discriminator" && valueAt(body, `${instancePath}/${escape(params["tag"])}`) === undefined;
}

function simpleKey({ schemaPath, keyword, params }: KeywordError): string {
  return keyword === "required" ? `${schemaPath}/${String(params["missingProperty"])}` : schemaPath;
}

/** A missing, unknown or telling property is pointed at itself rather than at the object around it. */
function simplePath({ instancePath, keyword, params }: KeywordError): string {
  if (keyword === "required") return `${instancePath}/${escape(params["missingProperty"])}`;
  if (keyword === "additionalProperties") return `${instancePath}/${escape(params["additionalProperty"])}`;
  if (keyword === "discriminator") return `${instancePath}/${escape(params["tag"])}`;
  return instancePath;
}

/** Where a named rule broke: the one place that its inner errors agree on, else the place of the rule itself. */
function compositePaths({ at }: LocatedRule, errors: readonly KeywordError[]): ReadonlySet<string> {
  const isOwn = (error: KeywordError): boolean => !error.schemaPath.slice(at.length + 1).includes("/");
  const own = new Set(errors.filter(isOwn).map((error) => error.instancePath));
  const inner = new Set(errors.filter((error) => !isOwn(error)).map((error) => error.instancePath));
  if (own.size === 0 || (own.size === 1 && inner.size === 1)) return inner.size === 0 ? own : inner;
  return own;
}

function toBrokenRule(rule: LocatedRule, path: string, body: unknown): BrokenRule {
  const { id, level, description, provenance } = rule;
  const message = rule.composite ? description : `${description}${seen(id, path, body)}`;
  return { rule, error: { path, rule: id, level, message, provenance } };
}

/** Names the value that broke a rule where it is short and cannot be a secret: addresses and prompts stay out. */
function seen(rule: string, path: string, body: unknown): string {
  if (!/\.(type|enum|minimum|maximum|multipleOf|const|discriminator)$/.test(rule)) return "";
  const value = valueAt(body, path);
  if (value === undefined) return "";
  if (typeof value === "string") return value.length <= 24 && /^[\w.:\-+ ]*$/.test(value) ? `, not "${value}"` : "";
  if (typeof value === "number" || typeof value === "boolean" || value === null) return `, not ${value}`;
  return Array.isArray(value) ? ", not a list" : ", not an object";
}

function escape(name: unknown): string {
  return String(name).replaceAll("~", "~0").replaceAll("/", "~1");
}
