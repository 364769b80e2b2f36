import type { JsonObject, JsonValue } from "@shotlist/schema";
import { compareSchemas } from "./compare-schemas.ts";
import { compareSecurity, compareSecuritySchemes } from "./compare-security.ts";
import { labelOf, reversed } from "./change.ts";
import type { ChangeLabel, ContractChange, Direction } from "./change.ts";
import { isSameBehind, keysOf, listOf, objectOf, resolved } from "./json.ts";
import type { Roots } from "./json.ts";

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;
/** Members that say something and promise nothing. */
const wordsOnly: ReadonlySet<string> = new Set(
  "operationId summary description tags externalDocs deprecated info jsonSchemaDialect example examples".split(" "),
);
/** Members that are compared piece by piece. */
const compared: ReadonlySet<string> = new Set(
  "paths components parameters requestBody responses callbacks webhooks content schema required in name headers security".split(
    " ",
  ),
);

/** Every difference between two OpenAPI documents, from the side of a client of the older one. */
export function compareOpenApi(before: JsonObject, after: JsonObject): readonly ContractChange[] {
  const roots = { before, after };
  const [old, current] = [objectOf(before["components"]), objectOf(after["components"])];
  return [
    ...compareMembers(before, after, { where: "document", roots }),
    ...compareSecuritySchemes(old["securitySchemes"], current["securitySchemes"], roots),
    ...compareSecurity(before["security"], after["security"], "document"),
    ...comparePaths(before, after),
    ...compareCallbacks(wrapped(before["webhooks"]), wrapped(after["webhooks"]), {
      where: "webhooks",
      direction: "sent",
      roots,
    }),
  ];
}

/** Members that are not looked into: words are words, and any other change cannot be shown to be compatible. */
function compareMembers(
  before: JsonObject,
  after: JsonObject,
  at: Pick<At, "where" | "roots">,
): readonly ContractChange[] {
  return keysOf(before, after)
    .filter((name) => !compared.has(name) && !methods.some((method) => method === name) && name !== "openapi")
    .flatMap((name) => unlessSame(name, before[name], after[name], at));
}

function unlessSame(
  name: string,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  { where, roots }: Pick<At, "where" | "roots">,
): readonly ContractChange[] {
  if (isSameBehind(before, after, roots)) return [];
  return [changed(where, wordsOnly.has(name) || name.startsWith("x-") ? "annotation" : "breaking", `${name} differs`)];
}

/** Webhooks are call backs of the whole document, under no expression of their own. */
function wrapped(webhooks: JsonValue | undefined): JsonValue {
  return Object.fromEntries(Object.entries(objectOf(webhooks)).map(([name, item]) => [name, { "": item }]));
}

function changed(where: string, label: ChangeLabel, change: string): ContractChange {
  return { label, where, path: "", change };
}

/** The same path may name its parameters otherwise. */
function byShape(paths: JsonValue | undefined): JsonObject {
  return Object.fromEntries(
    Object.entries(objectOf(paths)).map(([path, item]) => [path.replaceAll(/\{[^}]*\}/g, "{}"), item]),
  );
}

function comparePaths(before: JsonObject, after: JsonObject): readonly ContractChange[] {
  const roots = { before, after };
  const [old, current] = [byShape(before["paths"]), byShape(after["paths"])];
  return keysOf(old, current).flatMap((path) => {
    const [was, is] = [resolve(old[path], before) ?? {}, resolve(current[path], after) ?? {}];
    return [
      ...compareMembers(was, is, { where: path, roots }),
      ...methods.flatMap((method) => {
        const where = `${method.toUpperCase()} ${path}`;
        const at = { where, direction: "sent", roots } as const;
        return compareOperations(withShared(was, method), withShared(is, method), at);
      }),
    ];
  });
}

/** An operation with the parameters that its path states for all. */
function withShared(item: JsonObject, method: string): JsonObject | undefined {
  const operation = item[method];
  if (operation === undefined) return undefined;
  const own = objectOf(operation);
  return { ...own, parameters: [...listOf(item["parameters"]), ...listOf(own["parameters"])] };
}

interface At {
  readonly where: string;
  /** Which way the request goes: the answer goes the other. */
  readonly direction: Direction;
  readonly roots: Roots;
}

function compareOperations(was: JsonObject | undefined, is: JsonObject | undefined, at: At): readonly ContractChange[] {
  if (was === undefined && is === undefined) return [];
  if (is === undefined) return [changed(at.where, "breaking", "operation removed")];
  if (was === undefined) return [changed(at.where, "compatible", "operation added")];
  return [
    ...compareMembers(was, is, at),
    ...compareParameters(was, is, at),
    ...compareSecurity(was["security"], is["security"], at.where),
    ...compareRequestBodies(was["requestBody"], is["requestBody"], at),
    ...compareResponses(was["responses"], is["responses"], at),
    ...compareCallbacks(was["callbacks"], is["callbacks"], at),
  ];
}

function resolve(value: JsonValue | undefined, root: JsonValue): JsonObject | undefined {
  return value === undefined ? undefined : objectOf(resolved(value, root));
}

/** Parameters by where they are and their name; those of the path by their place in it. */
function parametersOf(operation: JsonObject, root: JsonValue): JsonObject {
  let places = 0;
  return Object.fromEntries(
    listOf(operation["parameters"]).map((value) => {
      const parameter = resolve(value, root) ?? {};
      const { in: kind, name } = parameter;
      return [
        kind === "path"
          ? `path ${(places += 1)}`
          : [kind, name]
              .map((word) => JSON.stringify(word))
              .join(" ")
              .replaceAll('"', ""),
        parameter,
      ];
    }),
  );
}

function compareParameters(
  was: JsonObject,
  is: JsonObject,
  { where, direction, roots }: At,
): readonly ContractChange[] {
  const [before, after] = [parametersOf(was, roots.before), parametersOf(is, roots.after)];
  return keysOf(before, after).flatMap((name) => {
    const here = `${where} parameter ${name}`;
    if (after[name] === undefined) return [changed(here, "breaking", "parameter removed")];
    const [old, current] = [objectOf(before[name]), objectOf(after[name])];
    const isRequired = current["required"] === true;
    if (before[name] === undefined) {
      return [changed(here, isRequired ? "breaking" : "compatible", `${isRequired ? "required " : ""}parameter added`)];
    }
    return [
      ...compareRequiredness(old, current, here),
      ...compareMembers(old, current, { where: here, roots }),
      ...compareContent(old["content"], current["content"], { where: here, direction, roots }),
      ...compareSchemas(
        { schema: old["schema"], root: roots.before },
        { schema: current["schema"], root: roots.after },
        { where: here, direction },
      ),
    ];
  });
}

function compareRequiredness(was: JsonObject, is: JsonObject, where: string): readonly ContractChange[] {
  const [before, after] = [was["required"] === true, is["required"] === true];
  if (before === after) return [];
  return [changed(where, after ? "breaking" : "compatible", after ? "required" : "no longer required")];
}

function compareRequestBodies(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  at: At,
): readonly ContractChange[] {
  const where = `${at.where} request`;
  const [was, is] = [resolve(before, at.roots.before), resolve(after, at.roots.after)];
  if (was === undefined && is === undefined) return [];
  if (is === undefined) return [changed(where, "breaking", "body removed")];
  if (was === undefined) return [changed(where, is["required"] === true ? "breaking" : "compatible", "body added")];
  return [
    ...compareRequiredness(was, is, where),
    ...compareMembers(was, is, { ...at, where }),
    ...compareContent(was["content"], is["content"], { ...at, where }),
  ];
}

function compareContent(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  at: At,
): readonly ContractChange[] {
  const [was, is] = [objectOf(before), objectOf(after)];
  return keysOf(was, is).flatMap((type) => {
    const [old, current] = [was[type], is[type]];
    // Another form may be asked for, but has to be understood where it is answered.
    if (old === undefined) return [changed(at.where, labelOf("widened", at.direction), `${type} added`)];
    if (current === undefined) return [changed(at.where, "breaking", `${type} removed`)];
    return [
      ...compareMembers(objectOf(old), objectOf(current), at),
      ...compareSchemas(
        { schema: objectOf(old)["schema"], root: at.roots.before },
        { schema: objectOf(current)["schema"], root: at.roots.after },
        at,
      ),
    ];
  });
}

function compareResponses(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  at: At,
): readonly ContractChange[] {
  const [was, is] = [objectOf(before), objectOf(after)];
  const direction = reversed(at.direction);
  return keysOf(was, is).flatMap((status) => {
    const where = `${at.where} ${status}`;
    const [old, current] = [resolve(was[status], at.roots.before), resolve(is[status], at.roots.after)];
    // Every client has to live with errors of any kind, and can do without one.
    const label = /^[45]/.test(status) ? "compatible" : "breaking";
    if (current === undefined) return [changed(where, label, "answer removed")];
    if (old === undefined) return [changed(where, label, "answer added")];
    return [
      ...compareMembers(old, current, { ...at, where }),
      ...compareHeaders(old["headers"], current["headers"], { ...at, where, direction }),
      ...compareContent(old["content"], current["content"], { ...at, where, direction }),
    ];
  });
}

/** Headers of an answer: a client does without one that is new, and may miss one that is gone. */
function compareHeaders(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  at: At,
): readonly ContractChange[] {
  const [was, is] = [objectOf(before), objectOf(after)];
  return keysOf(was, is).flatMap((name) => {
    const where = `${at.where} header ${name}`;
    const [old, current] = [resolve(was[name], at.roots.before), resolve(is[name], at.roots.after)];
    if (old === undefined) return [changed(where, "compatible", "header added")];
    if (current === undefined) return [changed(where, "breaking", "header removed")];
    const [wasSure, isSure] = [old["required"] === true, current["required"] === true];
    return [
      ...(wasSure === isSure
        ? []
        : [changed(where, isSure ? "compatible" : "breaking", isSure ? "required" : "no longer required")]),
      ...compareMembers(old, current, { ...at, where }),
      ...compareSchemas(
        { schema: old["schema"], root: at.roots.before },
        { schema: current["schema"], root: at.roots.after },
        { where, direction: at.direction },
      ),
    ];
  });
}

function compareCallbacks(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  at: At,
): readonly ContractChange[] {
  const [was, is] = [objectOf(before), objectOf(after)];
  return keysOf(was, is).flatMap((name) => {
    const where = `${at.where} call back ${name}`;
    const [old, current] = [resolve(was[name], at.roots.before), resolve(is[name], at.roots.after)];
    if (current === undefined) return [changed(where, "breaking", "call back removed")];
    if (old === undefined) return [changed(where, "compatible", "call back added")];
    return keysOf(old, current).flatMap((expression) =>
      methods.flatMap((method) => {
        const [left, right] = [
          resolve(old[expression], at.roots.before) ?? {},
          resolve(current[expression], at.roots.after) ?? {},
        ];
        const reversedAt = { ...at, where, direction: reversed(at.direction) };
        return compareOperations(withShared(left, method), withShared(right, method), reversedAt);
      }),
    );
  });
}
