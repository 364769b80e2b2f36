import { setOwn } from "../model/set-own.ts";
import type { CellNode, CellValue } from "../read/cell-value.ts";
import type { Cell } from "./matrix.ts";

type Nodes = Cell["parts"][number];

/** A cell as earlier releases read it, once for each reading that differs; none for most cells. */
export function formerCells(cell: Cell): readonly Cell[] {
  const readings = Math.max(0, ...cell.parts.map(readingsOf));
  return Array.from({ length: readings }, (_, reading) => {
    const parts = cell.parts.map((part) => new Map([...part].map(([name, node]) => [name, asFormer(node, reading)])));
    const values: Record<string, CellValue> = {};
    for (const name of Object.keys(cell.values)) {
      const node = parts.findLast((part) => part.has(name))?.get(name);
      if (node !== undefined) setOwn(values, name, node.value);
    }
    return { values, parts, identity: cell.identity };
  });
}

export function hasFormerReading(cell: Cell): boolean {
  return cell.parts.some((part) => readingsOf(part) > 0);
}

function readingsOf(part: Nodes): number {
  let readings = 0;
  for (const { former } of part.values()) if (former !== undefined) readings = Math.max(readings, former.length);
  return readings;
}

function asFormer(node: CellNode, reading: number): CellNode {
  const { former } = node;
  const value = former?.[Math.min(reading, former.length - 1)];
  return value === undefined ? node : { ...node, value };
}
