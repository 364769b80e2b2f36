import type { Report } from "../diagnostics/collector.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import { hasExpression } from "../expression/template.ts";
import { childOf, type Located, type LocatedMap, type LocatedScalar } from "../read/located.ts";

/** One cell of a matrix. Names are in alphabetical order. */
export interface Cell {
  readonly values: { readonly [name: string]: CellValue };
  /** Where each value was written. */
  readonly nodes: ReadonlyMap<string, CellNode>;
  /** The names that tell the cell from its siblings, and so stand in a take's id. */
  readonly identity: readonly string[];
  /** `lang=de, ratio=9:16`. */
  readonly label: string;
}

/** More cells than this are refused, before any is made. */
const maximumCells = 250_000;

export type CellValue = string | number | boolean;

const singleCell: Cell = { values: {}, nodes: new Map(), identity: [], label: "" };

const reserved = new Set(["include", "exclude", "rows"]);

/** A scalar that is not null. */
export interface CellNode extends LocatedScalar {
  readonly value: CellValue;
}

type Nodes = ReadonlyMap<string, CellNode>;

export interface MatrixSurroundings {
  readonly report: Report;
  /** Reads a table of rows; reports and answers `undefined` when it cannot. */
  readonly readRows: (node: LocatedScalar) => readonly Nodes[] | undefined;
  /** The values of an axis that is looked up as a whole; reports and answers `undefined` when it cannot. */
  readonly readAxis: (node: LocatedScalar) => readonly CellNode[] | undefined;
}

/** Expands a matrix into its cells: axes multiply, `exclude` removes, `include` extends or adds. */
export function expandMatrix(matrix: Located | undefined, surroundings: MatrixSurroundings): readonly Cell[] {
  if (matrix === undefined || (matrix.kind === "scalar" && matrix.value === false)) return [singleCell];
  if (matrix.kind !== "map") {
    surroundings.report({
      code: "wrong-type",
      at: matrix,
      message: "A matrix is a map of names to lists",
      help: "Write `matrix: { lang: [en, zh] }`.",
    });
    return [];
  }
  const axes = readAxes(matrix, surroundings);
  if (axes === undefined) return [];
  const product = multiply(axes);
  const kept = exclude(product, matrix, axes, surroundings.report);
  const extended = include(kept, matrix, axes, surroundings.report);
  if (extended.length > 0) return extended.map((nodes) => toCell(nodes.nodes, nodes.identity));
  if (matrix.entries.size === 0) return [singleCell];
  surroundings.report({
    code: "matrix-empty",
    at: matrix,
    message: "This matrix has no cell left",
    help: "Give every axis a value, or exclude less.",
  });
  return [];
}

/** Choices of one axis: a choice sets one name, or all the columns of a row. */
interface Axis {
  readonly names: ReadonlySet<string>;
  readonly identity: readonly string[];
  readonly choices: readonly Nodes[];
}

function readAxes(matrix: LocatedMap, { report, readRows, readAxis }: MatrixSurroundings): readonly Axis[] | undefined {
  const axes: Axis[] = [];
  for (const [name, { key, value }] of matrix.entries) {
    if (reserved.has(name)) continue;
    const values = value.kind === "list" ? value.items : isLookup(value) ? readAxis(value) : [value];
    if (values === undefined) return undefined;
    const choices = values.filter((item): item is CellNode => isCellValue(item, report));
    if (choices.length === 0 && value.kind === "list") {
      report({
        code: "matrix-empty",
        at: key,
        message: `The axis "${name}" has no value`,
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
    message: `This matrix has ${cells.toLocaleString("en")} cells; a storyboard may have ${maximumCells.toLocaleString("en")}`,
    help: "Split the storyboard, each with its own `name`.",
  });
  return undefined;
}

function isLookup(node: Located): node is LocatedScalar {
  return node.kind === "scalar" && typeof node.value === "string" && hasExpression(node.value);
}

function isCellValue(node: Located, report: Report): node is CellNode {
  if (node.kind === "scalar" && node.value !== null) {
    if (isLookup(node) && /\.ya?ml$/iu.test(node.source.file)) {
      report({
        code: "expression-in-value",
        at: node,
        message: "An expression in a matrix value is not evaluated",
        help: "Write it in the field, and look the matrix value up there.",
      });
    }
    return true;
  }
  report({
    code: "wrong-type",
    at: node,
    message: "A matrix value is a text, a number, or true or false",
    help: "For values that belong together write them under `include:` or in `rows:`.",
  });
  return false;
}

/** The same value twice on an axis would be one cell under two places. */
function distinct(nodes: readonly CellNode[]): readonly CellNode[] {
  return [...new Map(nodes.map((node) => [`${typeof node.value} ${String(node.value)}`, node])).values()];
}

interface Draft {
  readonly nodes: Map<string, CellNode>;
  readonly identity: readonly string[];
}

function multiply(axes: readonly Axis[]): readonly Draft[] {
  if (axes.length === 0) return [];
  let drafts: Draft[] = [{ nodes: new Map(), identity: [] }];
  for (const { choices, identity } of axes) {
    drafts = drafts.flatMap((draft) =>
      choices.map((choice) => ({
        nodes: new Map([...draft.nodes, ...choice]),
        identity: [...draft.identity, ...identity],
      })),
    );
  }
  return drafts;
}

function exclude(
  drafts: readonly Draft[],
  matrix: LocatedMap,
  axes: readonly Axis[],
  report: Report,
): readonly Draft[] {
  const patterns = readPatterns(childOf(matrix, "exclude"), "exclude", report);
  for (const pattern of patterns) reportUnknownNames(pattern, axes, report);
  if (patterns.length === 0) return drafts;
  return drafts.filter(({ nodes }) => !patterns.some((pattern) => matches(nodes, pattern)));
}

/** As in common CI systems: an entry extends the cells whose axes it agrees with, or else is a cell of its own. */
function include(
  drafts: readonly Draft[],
  matrix: LocatedMap,
  axes: readonly Axis[],
  report: Report,
): readonly Draft[] {
  const result = [...drafts];
  const axisNames = new Set(axes.flatMap(({ names }) => [...names]));
  for (const pattern of readPatterns(childOf(matrix, "include"), "include", report)) {
    const onAxes = new Map([...pattern].filter(([name]) => axisNames.has(name)));
    const extended = drafts.filter(({ nodes }) => matches(nodes, onAxes));
    for (const { nodes } of extended) for (const [name, node] of pattern) nodes.set(name, node);
    if (extended.length === 0) result.push({ nodes: new Map(pattern), identity: [...pattern.keys()] });
  }
  return result;
}

function readPatterns(node: Located | undefined, what: string, report: Report): readonly Nodes[] {
  if (node === undefined) return [];
  const items = node.kind === "list" ? node.items : [node];
  return items.flatMap((item) => {
    if (item.kind === "map") {
      const entries = [...item.entries].map(([name, { value }]) => [name, value] as const);
      return [new Map(entries.filter((entry): entry is readonly [string, CellNode] => isCellValue(entry[1], report)))];
    }
    const help = `Write \`${what}: [{ lang: zh, ratio: "16:9" }]\`.`;
    report({ code: "wrong-type", at: item, message: `\`${what}\` holds maps of matrix values`, help });
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

function matches(nodes: Nodes, pattern: Nodes): boolean {
  for (const [name, { value }] of pattern) if (nodes.get(name)?.value !== value) return false;
  return true;
}

function toCell(nodes: Nodes, identity: readonly string[]): Cell {
  const sorted = [...nodes].toSorted(([left], [right]) => (left < right ? -1 : 1));
  const names = identity.filter((name) => nodes.has(name)).toSorted();
  return {
    values: Object.fromEntries(sorted.map(([name, { value }]) => [name, value])),
    nodes: new Map(sorted),
    identity: names,
    label: names.map((name) => `${name}=${String(nodes.get(name)?.value)}`).join(", "),
  };
}
