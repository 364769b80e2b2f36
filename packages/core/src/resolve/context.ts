import type { Report } from "../diagnostics/collector.ts";
import type { Scope } from "../expression/scope.ts";
import type { Template } from "../expression/template.ts";
import { type Cell, labelOf } from "./matrix.ts";

/** What reading a value needs: what it may look up, and where to report. */
export interface ReadContext {
  readonly scope: Scope;
  readonly templates: (text: string) => Template;
  readonly report: Report;
  /** The matrix cell; absent where the value is the same in every cell. */
  readonly cell?: Cell;
  /** How many cells the shot has: what shows in all of them is not the cell's doing. */
  readonly cellCount?: number;
}

/** A value as written. A literal one came out of a matrix or a table: it never holds expressions. */
export interface Written<Node> {
  readonly node: Node;
  readonly literal: boolean;
}

/** The part of a remark that names the cell. */
export function cellOf({ cell, cellCount = 1 }: Pick<ReadContext, "cell" | "cellCount">): {
  readonly cell?: string;
  readonly cellCount?: number;
} {
  return cell === undefined || cell.identity.length === 0 ? {} : { cell: labelOf(cell), cellCount };
}
