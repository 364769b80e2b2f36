import { isJsonObject, type JsonObject, type JsonValue } from "@shotlist/schema";
import type { ContractChange } from "./change.ts";
import { isSameBehind, keysOf, listOf, objectOf } from "./json.ts";
import type { Roots } from "./json.ts";

/** Schemes by which a client may prove who it is. One that no operation asks for promises nothing. */
export function compareSecuritySchemes(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  roots: Roots,
): readonly ContractChange[] {
  const [was, is] = [objectOf(before), objectOf(after)];
  const used = new Set([...schemesAskedFor(roots.before), ...schemesAskedFor(roots.after)]);
  return keysOf(was, is).flatMap((name): readonly ContractChange[] => {
    if (isSameBehind(was[name], is[name], roots)) return [];
    const words = was[name] === undefined ? "added" : is[name] === undefined ? "removed" : "differs";
    // What is new is asked for by a `security` that is new, and said there.
    const label = !used.has(name) ? "annotation" : words === "added" ? "compatible" : "breaking";
    return [{ label, where: "components", path: "", change: `security scheme ${name} ${words}` }];
  });
}

/** Ways to be let in, of which a client takes one: each a set of schemes with the scopes that it needs. */
export function compareSecurity(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  where: string,
): readonly ContractChange[] {
  const at = (label: ContractChange["label"], change: string): ContractChange => ({ label, where, path: "", change });
  const [was, is] = [waysOf(before), waysOf(after)];
  const closed = was.filter((way) => !is.some((other) => asksForNoMore(other, way)));
  const opened = is.filter((way) => !was.some((other) => asksForNoMore(other, way)));
  // An operation without `security` takes that of the document, with an empty one it takes none.
  if ((before === undefined) !== (after === undefined) && where !== "document") {
    return [at("breaking", `security ${before === undefined ? "added" : "removed"}`)];
  }
  return [
    ...closed.map((way) => at("breaking", `no longer accepts requests with ${nameOf(way)}`)),
    ...opened.map((way) => at("compatible", `accepts requests with ${nameOf(way)}`)),
  ];
}

/** Nothing asked for is one way in, without a key. */
function waysOf(security: JsonValue | undefined): readonly JsonObject[] {
  const ways = listOf(security).filter(isJsonObject);
  return ways.length === 0 ? [{}] : ways;
}

/** Whether whoever is let in by `way` is let in by `other`. */
function asksForNoMore(other: JsonObject, way: JsonObject): boolean {
  return Object.entries(other).every(([scheme, scopes]) => {
    const held = listOf(way[scheme]);
    return scheme in way && listOf(scopes).every((scope) => held.includes(scope));
  });
}

function nameOf(way: JsonObject): string {
  return Object.keys(way).length === 0 ? "no key" : JSON.stringify(way);
}

/** Names of schemes in any `security` of a document, wherever it is. */
function schemesAskedFor(value: JsonValue): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((entry: JsonValue) => schemesAskedFor(entry));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === "security" && Array.isArray(member)
      ? member.flatMap((way: JsonValue) => Object.keys(objectOf(way)))
      : schemesAskedFor(member),
  );
}
