import { isNull, type Located, type LocatedMap, type LocatedScalar } from "../text/located.ts";
import type { Span } from "../text/source.ts";
import type { Template } from "../expression/template.ts";
import { hasExpression } from "../expression/template.ts";
import type { ReadContext, Written } from "./context.ts";
import { type Cell, nodeIn } from "./matrix.ts";
import { type ShotFieldName, shotFieldNames, shotFields } from "../model/shot.ts";
import { fieldPlace, type Places } from "./places.ts";

/** Keys of a storyboard that say how a shot is rendered, not what is asked for. */
const aboutRendering = ["provider", "takes", "needs"] as const;

/** A field of a shot that a matrix name or a default may set. */
export type FieldName = ShotFieldName | "firstFrame" | "lastFrame" | (typeof aboutRendering)[number];

export const fieldNames: readonly FieldName[] = [
  ...shotFieldNames.flatMap((name): readonly FieldName[] => shotFields[name].keys ?? [name]),
  ...aboutRendering,
];

const knownNames: ReadonlySet<string> = new Set(fieldNames);

export function isFieldName(name: string): name is FieldName {
  return knownNames.has(name);
}

/** A field as it holds for a shot: its own, or a default's. */
interface Field {
  readonly node: Located;
  readonly key: Span;
  /** Its place, with its path such as `shots[3].prompt`. */
  readonly place: Places[string];
  /** Its value differs between cells. */
  readonly perCell: boolean;
  /** Its value differs between the takes of a cell. */
  readonly perTake: boolean;
}

export type Fields = ReadonlyMap<FieldName, Field>;

/** The fields of one map, at their place in the file. */
export function fieldsIn(node: LocatedMap, path: string, templates: (text: string) => Template): Fields {
  const fields = new Map<FieldName, Field>();
  for (const [name, { key, value }] of node.entries) {
    if (!isFieldName(name) || isNull(value)) continue;
    const roots = rootsWithin(value, templates);
    const perTake = roots.has("take");
    fields.set(name, {
      node: value,
      key,
      place: fieldPlace(value, `${path}.${name}`),
      perCell: perTake || roots.has("matrix"),
      perTake,
    });
  }
  return fields;
}

/** A shot's fields over the defaults. A field set to null takes the default away, a length in one unit that in the other. */
export function overDefaults(node: LocatedMap, own: Fields, defaults: Fields): Fields {
  if (defaults.size === 0) return own;
  const fields = new Map(own);
  const hasLength = own.has("duration") || own.has("frames");
  for (const [name, field] of defaults) {
    if (node.entries.has(name) || (hasLength && (name === "duration" || name === "frames"))) continue;
    fields.set(name, field);
  }
  return fields;
}

const noRoots: ReadonlySet<string> = new Set();

function rootsWithin(node: Located, templates: (text: string) => Template): ReadonlySet<string> {
  switch (node.kind) {
    case "scalar":
      return typeof node.value === "string" && hasExpression(node.value) ? templates(node.value).roots : noRoots;
    case "list":
      return node.items.length === 0 ? noRoots : union(node.items, templates);
    case "map":
      return union(
        [...node.entries.values()].map(({ value }) => value),
        templates,
      );
    default:
      return node satisfies never;
  }
}

function union(nodes: readonly Located[], templates: (text: string) => Template): ReadonlySet<string> {
  return new Set(nodes.flatMap((node) => [...rootsWithin(node, templates)]));
}

/** Reads the fields of one shot, cell after cell; what no cell changes is read once. */
export interface FieldReader {
  readonly at: (cell: Cell) => CellReader;
}

export interface CellReader {
  readonly cell: Cell;
  /** The written value of a field: the cell's, else the shot's. */
  readonly written: (name: FieldName) => Written<Located> | undefined;
  readonly read: <Value>(
    name: FieldName,
    reader: (written: Written<Located>, context: ReadContext) => Value | undefined,
  ) => Value | undefined;
}

export interface FieldReaderOptions {
  readonly fields: Fields;
  /** The context outside any cell. */
  readonly context: ReadContext;
  readonly contextOf: (cell: Cell) => ReadContext;
}

export function createFieldReader({ fields, context, contextOf }: FieldReaderOptions): FieldReader {
  const known = new Map<FieldName, unknown>();
  return {
    at: (cell) => {
      let cellContext: ReadContext | undefined;
      const inCell = (): ReadContext => (cellContext ??= contextOf(cell));
      const written = (name: FieldName): Written<Located> | undefined => {
        const fromCell: LocatedScalar | undefined = nodeIn(cell, name);
        if (fromCell !== undefined) return { node: fromCell, literal: true };
        const field = fields.get(name);
        return field === undefined ? undefined : { node: field.node, literal: false };
      };
      return {
        cell,
        written,
        read: (name, reader) => {
          const value = written(name);
          if (value === undefined) return undefined;
          if (value.literal || fields.get(name)?.perCell === true) return reader(value, inCell());
          if (!known.has(name)) known.set(name, reader(value, context));
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a field has one reader, which stored this
          return known.get(name) as ReturnType<typeof reader>;
        },
      };
    },
  };
}
