import type { Output } from "../world/world.ts";

/** Columns that a table may take: what a terminal has. A pipe gets whole cells, for whoever searches in them. */
export function tableWidth({ isTTY, columns }: Pick<Output, "isTTY" | "columns">): number {
  return isTTY ? columns : Infinity;
}
