import { valueAt } from "@shotlist/schema/own";
import type { Places } from "@shotlist/schema/contracts";

/** A found value with its pointer. */
export interface Found {
  readonly value: unknown;
  readonly path: string;
}

/** The first place that holds something other than null. */
export function findAt(body: unknown, places: Places | undefined): Found | undefined {
  for (const path of places ?? []) {
    const value = valueAt(body, path) ?? undefined;
    if (value !== undefined) return { value, path };
  }
  return undefined;
}

/** The first text that is not empty at these places. */
export function textAt(body: unknown, places: Places | undefined): string | undefined {
  for (const place of places ?? []) {
    const value = valueAt(body, place);
    if (typeof value === "string" && value !== "") return value;
  }
  return undefined;
}

/** A number, or a text of digits with or without a percent sign. */
export function numberAt(body: unknown, places: Places | undefined): number | undefined {
  const value = findAt(body, places)?.value;
  if (typeof value === "number") return value;
  return typeof value === "string" && /^\d+(?:\.\d+)?%?$/.test(value) ? Number.parseFloat(value) : undefined;
}
