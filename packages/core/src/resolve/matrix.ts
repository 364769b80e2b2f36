import type { Report } from "../diagnostics/collector.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import { hasExpression } from "../expression/template.ts";
import { setOwn } from "../model/set-own.ts";
import { childOf, type Located, type LocatedMap, type LocatedScalar } from "../text/located.ts";
import type { CellNode, CellValue } from "../read/cell-value.ts";

/** One cell of a matrix. A matrix may have very many, so what cells have in common they share. */
export interface Cell {
  /** By name, in alphabetical order. */
  readonly values: { readonly [name: string]: CellValue };
  /** A choice of each axis, then the entries of `include` that extend the cell; a later one wins. */
  readonly parts: readonly Nodes[];
  /** The names that distinguish the cell from its siblings, in alphabetical order, and so are in a take's id. */
  readonly identity: readonly string[];
}

/** More cells than this are refused, before any is made. */
const maximumCells = 250_000;

const singleCell: Cell = { values: {}, parts: [], identity: [] };

const reserved = new Set(["include", "exclude", "rows"]);

type Nodes = ReadonlyMap<string, CellNode>;

/** Where a cell's value of a name was written. */
export function nodeIn({ parts }: Pick<Cell, "parts">, name: string): CellNode | undefined {
  return parts.findLast((part) => part.has(name))?.get(name);
}

/** `lang=de, ratio=9:16`. */
export function labelOf({ identity, values }: Cell): string {
  return identity.map((name) => `${name}=${String(values[name])}`).join(", ");
}

/** Readers of what a matrix refers to. */
export interface MatrixReaders {
  readonly report: Report;
  /** Reads a table of rows; reports and answers `undefined` when it cannot. */
  readonly readRows: (node: LocatedScalar) => readonly Nodes[] | undefined;
  /** The values of an axis that is looked up as a whole; reports and answers `undefined` when it cannot. */
  readonly readAxis: (node: LocatedScalar) => readonly CellNode[] | undefined;
}

/** Expands a matrix into its cells: axes multiply, `exclude` removes, `include` extends or adds. */
export function expandMatrix(matrix: Located | undefined, readers: MatrixReaders): readonly Cell[] {
  if (matrix === undefined) return [singleCell];
  if (matrix.kind !== "map") {
    readers.report({
      code: "wrong-type",
      at: matrix,
      message: "A matrix must be a map of names to lists",
      help: "Write `matrix: { lang: [en, zh] }`.",
    });
    return [];
  }
  const axes = readAxes(matrix, readers);
  if (axes === undefined) return [];
  const product = multiply(axes);
  const kept = exclude(product, matrix, axes, readers.report);
  const extended = include(kept, matrix, axes, readers.report);
  if (extended.length > 0) return toCells(extended);
  if (matrix.entries.size === 0) return [singleCell];
  readers.report({
    code: "matrix-empty",
    at: matrix,
    message: "This matrix has no cells left",
    help: "Give every axis a value, or exclude fewer cells.",
  });
  return [];
}

/** Choices of one axis: a choice sets one name, or all the columns of a row. */
interface Axis {
  readonly names: ReadonlySet<string>;
  readonly identity: readonly string[];
  readonly choices: readonly Nodes[];
}

function readAxes(matrix: LocatedMap, { report, readRows, readAxis }: MatrixReaders): readonly Axis[] | undefined {
  const axes: Axis[] = [];
  for (const [name, { key, value }] of matrix.entries) {
    if (reserved.has(name)) continue;
    const values = value.kind === "list" ? value.items : isLookup(value) ? readAxis(value) : [value];
    if (values === undefined) return undefined;
    const choices = values.filter((item): item is CellNode => isCellNode(item, report));
    if (choices.length === 0 && value.kind === "list") {
      report({
        code: "matrix-empty",
        at: key,
        message: `The axis "${name}" has no values`,
        help: "Give it a value, or remove it.",
      });
      return undefined;
    }
    axes.push({
      names: new Set([name]),
      identity: [name],
      choices: distinct(choices).map((node) => new Map([[name, node]])),
    });
  }
  const rowsNode = childOf(matrix, "rows");
  if (rowsNode !== undefined) {
    const rows = rowsNode.kind === "scalar" ? readRows(rowsNode) : undefined;
    if (rows === undefined) return undefined;
    const names = new Set(rows.flatMap((row) => [...row.keys()]));
    axes.push({ names, identity: names.has("id") ? ["id"] : [...names], choices: rows });
  }
  const cells = axes.reduce((total, axis) => total * axis.choices.length, 1);
  if (cells <= maximumCells) return axes;
  report({
    code: "matrix-too-large",
    at: matrix,
    message: `This matrix has ${cells.toLocaleString("en")} cells; the limit is ${maximumCells.toLocaleString("en")}`,
    help: "Split the storyboard, each with its own `name`.",
  });
  return undefined;
}

function isLookup(node: Located): node is LocatedScalar {
  return node.kind === "scalar" && typeof node.value === "string" && hasExpression(node.value);
}

function isCellNode(node: Located, report: Report): node is CellNode {
  if (node.kind === "scalar" && node.value !== null) {
    if (isLookup(node) && /\.ya?ml$/iu.test(node.source.file)) {
      report({
        code: "expression-in-value",
        at: node,
        message: "An expression in a matrix value is not evaluated",
        help: "Write the expression in the field, and use the matrix value there.",
      });
    }
    return true;
  }
  report({
    code: "wrong-type",
    at: node,
    message: "A matrix value must be a text, a number, true or false",
    help: "Write values that belong together under `include:` or in `rows:`.",
  });
  return false;
}

/** The same value twice on an axis would be one cell under two places. */
function distinct(nodes: readonly CellNode[]): readonly CellNode[] {
  return [...new Map(nodes.map((node) => [`${typeof node.value} ${String(node.value)}`, node])).values()];
}

/** What becomes a cell. */
type CellParts = Pick<Cell, "parts" | "identity">;

function multiply(axes: readonly Axis[]): readonly CellParts[] {
  if (axes.length === 0) return [];
  const identity = axes.flatMap((axis) => axis.identity).toSorted();
  let products: readonly (readonly Nodes[])[] = [[]];
  for (const { choices } of axes) {
    products = products.flatMap((parts) => choices.map((choice) => [...parts, choice]));
  }
  return products.map((parts) => ({ parts, identity }));
}

function exclude(
  cells: readonly CellParts[],
  matrix: LocatedMap,
  axes: readonly Axis[],
  report: Report,
): readonly CellParts[] {
  const patterns = readPatterns(childOf(matrix, "exclude"), "exclude", report);
  for (const pattern of patterns) reportUnknownNames(pattern, axes, report);
  if (patterns.length === 0) return cells;
  return cells.filter((cell) => !patterns.some((pattern) => matches(cell, pattern)));
}

/** As in common CI systems: an entry extends the cells whose axes it agrees with, or else is a cell of its own. */
function include(
  cells: readonly CellParts[],
  matrix: LocatedMap,
  axes: readonly Axis[],
  report: Report,
): readonly CellParts[] {
  const axisNames = new Set(axes.flatMap(({ names }) => [...names]));
  const added: CellParts[] = [];
  let result = cells;
  for (const pattern of readPatterns(childOf(matrix, "include"), "include", report)) {
    const onAxes = new Map([...pattern].filter(([name]) => axisNames.has(name)));
    if (cells.some((cell) => matches(cell, onAxes))) {
      result = result.map((cell) => (matches(cell, onAxes) ? { ...cell, parts: [...cell.parts, pattern] } : cell));
    } else {
      added.push({ parts: [pattern], identity: [...pattern.keys()].toSorted() });
    }
  }
  return [...result, ...added];
}

function readPatterns(node: Located | undefined, what: string, report: Report): readonly Nodes[] {
  if (node === undefined) return [];
  const items = node.kind === "list" ? node.items : [node];
  return items.flatMap((item) => {
    if (item.kind === "map") {
      const entries = [...item.entries].map(([name, { value }]) => [name, value] as const);
      return [new Map(entries.filter((entry): entry is readonly [string, CellNode] => isCellNode(entry[1], report)))];
    }
    const help = `Write \`${what}: [{ lang: zh, ratio: "16:9" }]\`.`;
    report({ code: "wrong-type", at: item, message: `\`${what}\` must be a list of maps of matrix values`, help });
    return [];
  });
}

function reportUnknownNames(pattern: Nodes, axes: readonly Axis[], report: Report): void {
  const known = new Set(axes.flatMap(({ names }) => [...names]));
  for (const [name, node] of pattern) {
    if (known.has(name)) continue;
    const message = `This matrix has no axis "${name}"`;
    report({ code: "matrix-unknown-key", at: node, message, help: didYouMean(name, known, "axes") });
  }
}

function matches(cell: CellParts, pattern: Nodes): boolean {
  for (const [name, { value }] of pattern) if (nodeIn(cell, name)?.value !== value) return false;
  return true;
}

function toCells(cells: readonly CellParts[]): readonly Cell[] {
  const parts = new Set(cells.flatMap((cell) => cell.parts));
  const names = [...new Set([...parts].flatMap((part) => [...part.keys()]))].toSorted();
  return cells.map((cell) => toCell(cell, names));
}

function toCell({ parts, identity }: CellParts, names: readonly string[]): Cell {
  const values: Record<string, CellValue> = {};
  for (const name of names) {
    const node = nodeIn({ parts }, name);
    if (node !== undefined) setOwn(values, name, node.value);
  }
  const isComplete = identity.every((name) => Object.hasOwn(values, name));
  // A row of a table may leave a column empty.
  return { values, parts, identity: isComplete ? identity : identity.filter((name) => Object.hasOwn(values, name)) };
}
