import type { LocatedScalar } from "../text/located.ts";

/** What a cell of a matrix may hold under one name. */
export type CellValue = string | number | boolean;

/** A scalar that is not null. */
export interface CellNode extends LocatedScalar {
  readonly value: CellValue;
  /** How earlier releases read the same place, or the same file with other line ends: what they paid for is still looked up. */
  readonly former?: readonly CellValue[];
}

export function isCellValue(value: unknown): value is CellValue {
  return (
    typeof value === "string" || typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value))
  );
}
