import type { FormatFacts, JsonValue } from "@shotlist/schema";
import type { Reference } from "../model/plan.ts";
import { mediaFormOf } from "./media-form.ts";

/** Whether a bound medium is the bytes themselves, rather than an address; a placeholder is what the facts will have it be. */
export function isBytes(
  value: JsonValue,
  { reference, model, facts }: { reference: Reference; model: string; facts: Pick<FormatFacts, "models"> },
): boolean {
  if (typeof value === "string") return !/^(?:https?|asset):\/\//i.test(value);
  const form = mediaFormOf(reference, { model, facts });
  return form === "data" || form === "base64";
}
