import type { JsonObject } from "@shotlist/schema";
import type { Report } from "../diagnostics/collector.ts";
import type { Scope } from "../expression/scope.ts";
import { createTemplates, hasExpression } from "../expression/template.ts";
import type { FileSource } from "../files/file-source.ts";
import type { Money } from "../model/plan.ts";
import type { Providers } from "../model/provider.ts";
import type { Target } from "../model/realm.ts";
import { childOf, type Located, type LocatedMap, type LocatedScalar, mapToJson } from "../text/located.ts";
import type { StoryboardDocument } from "../read/read-storyboard.ts";
import type { ReadContext } from "./context.ts";
import { type Cell, expandMatrix } from "./matrix.ts";
import { keyVariables, resolveProviders } from "./providers.ts";
import { readMoney } from "./read-money.ts";
import { type CellNode, isCellValue } from "../read/cell-value.ts";
import { readText } from "./read-typed.ts";
import { readScalar } from "./read-value.ts";
import { readTable } from "../table/read-table.ts";
import type { Row, Table } from "../table/table.ts";
import { fieldsIn, type Fields, overDefaults } from "./shot-fields.ts";
import { reportUnusedColumns } from "./unused-columns.ts";

/** A shot with the fields that hold for it and the cells it is rendered in. */
export interface ResolvedShotEntry {
  readonly id: string;
  readonly node: LocatedMap;
  readonly fields: Fields;
  readonly cells: readonly Cell[];
}

/** A storyboard whose shots know their fields and cells; what plans are compiled from. */
export interface ResolvedStoryboard {
  readonly file: string;
  readonly name: string;
  readonly root: LocatedMap;
  readonly shots: readonly ResolvedShotEntry[];
  readonly providers: Providers;
  /** The provider of every shot that names none. */
  readonly provider: LocatedScalar | undefined;
  /** Names under `providers`, those that could not be resolved included. */
  readonly writtenProviders: ReadonlySet<string>;
  readonly context: ReadContext;
  readonly files: FileSource;
  readonly assetsBaseUrl: string | undefined;
  readonly outputDir: Located | undefined;
  readonly outputFile: LocatedScalar | undefined;
  readonly budget: Money | undefined;
  /** The value of `cut:`. */
  readonly cut: Located | undefined;
}

/** What a storyboard may use besides its text, and who hears about its mistakes. */
export interface ResolveInputs {
  readonly files: FileSource;
  readonly env: { readonly [name: string]: string | undefined };
  readonly mayReadEnv: (name: string) => boolean;
  readonly target: Target | undefined;
  readonly report: Report;
}

export function resolveStoryboard({ file, root }: StoryboardDocument, inputs: ResolveInputs): ResolvedStoryboard {
  const { files, target, report } = inputs;
  const templates = createTemplates();
  const name = nameOf(root, file);
  const scope = scopeOf(root, name, inputs);
  const context: ReadContext = { scope, templates, report };
  const tables = new Map<Located, Table>();
  const readRows = (node: LocatedScalar): readonly Row[] | undefined => {
    const table = tables.get(node) ?? readTable(node, { file, files, report });
    if (table !== undefined) tables.set(node, table);
    return table?.rows;
  };
  const ofMatrix = { report, readRows, readAxis: (node: LocatedScalar) => readAxis(node, context) };
  const matrix = expandMatrix(childOf(root, "matrix"), ofMatrix);
  const writtenDefaults = childOf(root, "defaults");
  const defaults: Fields =
    writtenDefaults?.kind === "map" ? fieldsIn(writtenDefaults, "defaults", templates) : new Map();
  const shots = shotNodes(root, report).map(({ id, node, path }) => ({
    id,
    node,
    fields: overDefaults(node, fieldsIn(node, path, templates), defaults),
    cells: node.entries.has("matrix") ? expandMatrix(childOf(node, "matrix"), ofMatrix) : matrix,
  }));
  if (shots.length === 0) reportNoShots(root, report);
  for (const shot of shots) reportOverridden(shot, report);
  reportUnusedColumns({ root, shots, tables, templates, report });
  for (const key of ["vars", "text"]) reportExpressions(childOf(root, key), report);
  const provider = childOf(root, "provider");
  const writtenProviders = childOf(root, "providers");
  const output = childOf(root, "output");
  const outputFile = childOf(output, "file");
  return {
    file,
    name,
    root,
    shots,
    providers: resolveProviders(writtenProviders, { context, target }),
    writtenProviders: new Set(writtenProviders?.kind === "map" ? writtenProviders.entries.keys() : []),
    provider: provider?.kind === "scalar" ? provider : undefined,
    context: { ...context, scope: { ...scope, shots: new Set(shots.map(({ id }) => id)) } },
    files,
    assetsBaseUrl: textAt(childOf(childOf(root, "assets"), "baseUrl"), context)?.replace(/\/+$/u, ""),
    outputDir: childOf(output, "dir"),
    outputFile: outputFile?.kind === "scalar" ? outputFile : undefined,
    budget: readMoney(childOf(root, "budget"), context),
    cut: childOf(root, "cut"),
  };
}

/** The name is the storyboard's identity in the ledger; without one it is the file's. */
function nameOf(root: LocatedMap, file: string): string {
  const name = childOf(root, "name");
  if (name?.kind === "scalar") return String(name.value);
  const base = file.replaceAll("\\", "/").split("/").at(-1) ?? file;
  return base.replace(/\.ya?ml$/iu, "");
}

function scopeOf(
  root: LocatedMap,
  name: string,
  { env, mayReadEnv }: Pick<ResolveInputs, "env" | "mayReadEnv">,
): Scope {
  const listed = childOf(root, "env");
  const names = listed?.kind === "list" ? listed.items : [];
  const listedNames = names.flatMap((item) =>
    item.kind === "scalar" && typeof item.value === "string" ? [item.value] : [],
  );
  return {
    vars: objectAt(root, "vars"),
    text: objectAt(root, "text"),
    env: new Map(listedNames.filter(mayReadEnv).map((variable) => [variable, env[variable]])),
    withheldEnv: new Set(listedNames.filter((variable) => !mayReadEnv(variable))),
    secrets: keyVariables(childOf(root, "providers")),
    storyboard: { name },
  };
}

function objectAt(root: LocatedMap, key: string): JsonObject {
  const node = childOf(root, key);
  return node?.kind === "map" ? mapToJson(node) : {};
}

function textAt(node: Located | undefined, context: ReadContext): string | undefined {
  return node === undefined ? undefined : readText({ node, literal: false }, context);
}

/** A field that every cell sets has no effect where it is written. */
function reportOverridden({ node, fields, cells }: ResolvedShotEntry, report: Report): void {
  if (!cells.some(({ parts }) => parts.length > 0)) return;
  for (const [name, { perCell, place, node: at }] of fields) {
    if (perCell || !place.path.startsWith("shots[") || !cells.every(({ values }) => Object.hasOwn(values, name)))
      continue;
    if (cells.length === 0 || node.entries.get(name) === undefined) continue;
    const message = `The matrix sets \`${name}\` in every cell, so this has no effect`;
    report({ code: "matrix-overrides", at, message, help: "Remove it here, or give the shot its own `matrix`." });
  }
}

/** Values are never evaluated, wherever they are looked up: an expression among them is probably meant otherwise. */
function reportExpressions(node: Located | undefined, report: Report): void {
  if (node === undefined) return;
  if (node.kind === "map") for (const { value } of node.entries.values()) reportExpressions(value, report);
  else if (node.kind === "list") for (const item of node.items) reportExpressions(item, report);
  else if (typeof node.value === "string" && hasExpression(node.value)) {
    const message = "An expression in a value is not evaluated";
    report({ code: "expression-in-value", at: node, message, help: "Write the expression where the value is used." });
  }
}

function reportNoShots(root: LocatedMap, report: Report): void {
  if ((childOf(root, "shots")?.kind ?? "list") !== "list") return;
  const at = root.entries.get("shots")?.key ?? [...root.entries.values()][0]?.key ?? root;
  const help = "Add `shots:` with at least an `id` and a `prompt`.";
  report({ code: "missing-field", at, message: "This storyboard has no shots", help });
}

/** The values of an axis such as `lang: ${{ vars.languages }}`, which all have the place of the axis. */
function readAxis(node: LocatedScalar, context: ReadContext): readonly CellNode[] | undefined {
  const value = readScalar({ node, literal: false }, context);
  if (value === undefined) return undefined;
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.flatMap((item) => (isCellValue(item) ? [{ ...node, value: item }] : []));
}

interface ShotNode {
  readonly id: string;
  readonly node: LocatedMap;
  readonly path: string;
}

/** The shots with their path in their file. The second of two with one id is reported and left out. */
function shotNodes(root: LocatedMap, report: Report): readonly ShotNode[] {
  const shots = childOf(root, "shots");
  if (shots?.kind !== "list") return [];
  const known = new Map<string, string>();
  const counts = new Map<string, number>();
  return shots.items.flatMap((node) => {
    const index = counts.get(node.source.file) ?? 0;
    counts.set(node.source.file, index + 1);
    const idNode = childOf(node, "id");
    if (node.kind !== "map" || idNode?.kind !== "scalar") return [];
    const id = String(idNode.value);
    const earlier = known.get(id.toLowerCase());
    if (earlier !== undefined) {
      const message =
        earlier === id ? `The shot "${id}" already exists` : `The shots "${earlier}" and "${id}" differ only in case`;
      report({ code: "duplicate-id", at: idNode, message, help: "Give this shot another id." });
      return [];
    }
    known.set(id.toLowerCase(), id);
    return [{ id, node, path: `shots[${index}]` }];
  });
}
