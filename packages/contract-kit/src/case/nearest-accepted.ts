import { validateMessage } from "@shotlist/schema";
import type { FormatRef, JsonValue } from "@shotlist/schema";

/** Bodies of a rule with many bounds would otherwise give as many cases as they have fields. */
const mostBodies = 2;

/**
 * Bodies that the schema accepts without a remark and that differ from a refused one by a single entry or property
 * less: ten references too many become nine, a frame next to references goes away.
 */
export function nearestAccepted(format: FormatRef, refused: JsonValue): readonly JsonValue[] {
  const found = new Map<string, JsonValue>();
  for (const candidate of withOneLess(refused)) {
    const verdict = validateMessage(format, "submit.request", candidate);
    if (verdict.ok && verdict.advice.length === 0) found.set(JSON.stringify(candidate), candidate);
    if (found.size === mostBodies) break;
  }
  return [...found.values()];
}

function* withOneLess(value: JsonValue): Generator<JsonValue> {
  if (isList(value)) {
    for (const [index, entry] of value.entries()) {
      yield value.toSpliced(index, 1);
      for (const less of withOneLess(entry)) yield value.with(index, less);
    }
  } else if (typeof value === "object" && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      const { [key]: _, ...rest } = value;
      yield rest;
      for (const less of withOneLess(member)) yield { ...value, [key]: less };
    }
  }
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
