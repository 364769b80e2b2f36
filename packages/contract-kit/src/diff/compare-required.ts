import type { JsonValue } from "@shotlist/schema";
import type { ContractChange, Effect } from "./change.ts";
import { listOf, objectOf, resolved } from "./json.ts";
import { type Place, type Keyword, told, join } from "./place.ts";

export function compareRequired({ was, is, place }: Keyword): readonly ContractChange[] {
  const [before, after] = [was, is].map(({ required }) => listOf(required).map(String));
  const [old, current] = [before ?? [], after ?? []];
  const say = (name: string, effect: Effect): ContractChange => {
    const found = told({ ...place, path: join(place.path, name) }, effect, "required", effect === "narrowed");
    const [left, right] = [was, is].map(({ properties }) => objectOf(properties)[name]);
    return isNeverWritten(left ?? right ?? {}, right ?? left ?? {}, place) ? unfelt(found) : found;
  };
  return [
    ...current.filter((name) => !old.includes(name)).map((name) => say(name, "narrowed")),
    ...old.filter((name) => !current.includes(name)).map((name) => say(name, "widened")),
  ];
}

/** In a request nobody writes what is `readOnly`, in an answer nobody reads what is `writeOnly`. */
export function isNeverWritten(left: JsonValue, right: JsonValue, { direction, roots }: Place): boolean {
  const mark = direction === "sent" ? "readOnly" : direction === "received" ? "writeOnly" : undefined;
  if (mark === undefined) return false;
  const [was, is] = [objectOf(resolved(left, roots.before)), objectOf(resolved(right, roots.after))];
  return was[mark] === true && is[mark] === true;
}

export function unfelt(found: ContractChange): ContractChange {
  return found.label === "breaking" ? { ...found, label: "compatible" } : found;
}
