import type { Report } from "../diagnostics/collector.ts";
import { didYouMean, isSameWord } from "../diagnostics/suggest.ts";
import { anyMatrixName } from "../expression/expression.ts";
import { hasExpression, type Template } from "../expression/template.ts";
import { childOf, type Located, type LocatedMap } from "../text/located.ts";
import type { Table } from "../table/table.ts";
import { fieldNames, type Fields, isFieldName } from "./shot-fields.ts";

export interface ColumnUse {
  readonly root: LocatedMap;
  readonly shots: readonly { readonly node: LocatedMap; readonly fields: Fields }[];
  /** Tables by the value of `rows` that names them. */
  readonly tables: ReadonlyMap<Located, Table>;
  readonly templates: (text: string) => Template;
  readonly report: Report;
}

/**
 * A column that no shot looks up and that sets no field has no effect. Where it is a field's name in another spelling, the
 * clips would be paid for without what it says: that is an error.
 */
export function reportUnusedColumns({ root, shots, tables, templates, report }: ColumnUse): void {
  if (tables.size === 0) return;
  const ofStoryboard = childOf(root, "matrix");
  const matrixOf = (node: LocatedMap): Located | undefined =>
    node.entries.has("matrix") ? childOf(node, "matrix") : ofStoryboard;
  const everywhere = [...namesWithin(childOf(root, "output"), templates)];
  const users = Map.groupBy(shots, ({ node }) => matrixOf(node));
  const shared = sharedNames([...users.keys()].map((matrix) => namesOf(matrix, tables)));
  for (const [matrix, ofMatrix] of users) {
    const table = tables.get(childOf(matrix, "rows") ?? root);
    if (matrix === undefined || table === undefined) continue;
    const inFields = ofMatrix.flatMap(({ fields }) =>
      [...fields.values()].flatMap(({ node }) => [...namesWithin(node, templates)]),
    );
    const used = new Set([...everywhere, ...inFields, ...namesOf(matrix, new Map())]);
    if (used.has(anyMatrixName)) continue;
    for (const [name, at] of table.columns) {
      if (name !== "" && name !== "id" && !isFieldName(name) && !used.has(name) && !shared.has(name))
        reportUnused(name, at, report);
    }
  }
}

/** Shots are joined by the names that their cells have in common: those that more than one matrix gives. */
function sharedNames(namesOfMatrices: readonly (readonly string[])[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const names of namesOfMatrices) {
    for (const name of new Set(names)) (seen.has(name) ? shared : seen).add(name);
  }
  return shared;
}

function reportUnused(name: string, at: Parameters<Report>[0]["at"], report: Report): void {
  const field = fieldNames.find((known) => isSameWord(known, name));
  if (field !== undefined) {
    const help = `Rename the column to \`${field}\`, or use it in a shot: \`\${{ matrix.${name} }}\`.`;
    report({ code: "matrix-rows", at, message: `Found the column "${name}", expected "${field}"`, help });
    return;
  }
  const near = didYouMean(name, ["id", ...fieldNames], "fields");
  const help = near.startsWith("Did") ? near : "Use it in a shot, or remove it. Call it `id` if it only names takes.";
  report({ code: "column-unused", at, message: `No shot uses the column "${name}", and no field has this name`, help });
}

/** Every name that a matrix gives a cell, those of `include` and `exclude` as well. */
function namesOf(matrix: Located | undefined, tables: ReadonlyMap<Located, Table>): readonly string[] {
  if (matrix?.kind !== "map") return [];
  const own = [...matrix.entries.keys()].filter((name) => !["include", "exclude", "rows"].includes(name));
  const patterns = ["include", "exclude"].flatMap((key) => {
    const list = childOf(matrix, key);
    const items = list?.kind === "list" ? list.items : list === undefined ? [] : [list];
    return items.flatMap((item) => (item.kind === "map" ? [...item.entries.keys()] : []));
  });
  const rows = childOf(matrix, "rows");
  const columns = rows === undefined ? undefined : tables.get(rows)?.columns.keys();
  return [...own, ...patterns, ...(columns ?? [])];
}

function* namesWithin(node: Located | undefined, templates: (text: string) => Template): Generator<string> {
  if (node === undefined) return;
  if (node.kind === "list") for (const item of node.items) yield* namesWithin(item, templates);
  else if (node.kind === "map") for (const { value } of node.entries.values()) yield* namesWithin(value, templates);
  else if (typeof node.value === "string" && hasExpression(node.value)) yield* templates(node.value).matrixNames;
}
