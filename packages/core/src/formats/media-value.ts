import type { JsonValue } from "../plan/json.ts";

/**
 * Whether a bound medium is the bytes themselves, rather than an address. A placeholder for a file stands for bytes; one for
 * a dependency's clip or frame for an address, since which of the two it will be is known only at submit.
 */
export function isBytes(value: JsonValue): boolean {
  if (typeof value === "string") return !/^(?:https?|asset):\/\//i.test(value);
  return typeof value === "object" && value !== null && "asset" in value;
}
