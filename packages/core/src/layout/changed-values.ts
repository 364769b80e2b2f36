import type { Located } from "../text/located.ts";

/**
 * The scalars of a tree that another tree has otherwise, as they are in the first. `undefined` where the two differ in more than
 * scalars: in their keys, the order of their keys, or the length of a list. Nothing else of a file reaches a plan, so two trees
 * without a difference compile into the same digests.
 */
export function changedValues(before: Located, after: Located | undefined): readonly Located[] | undefined {
  if (after === undefined || before.kind !== after.kind) return undefined;
  if (before.kind === "scalar" && after.kind === "scalar") return before.value === after.value ? [] : [before];
  const pairs = pairsOf(before, after);
  if (pairs === undefined) return undefined;
  const changed: Located[] = [];
  for (const [left, right] of pairs) {
    const within = changedValues(left, right);
    if (within === undefined) return undefined;
    changed.push(...within);
  }
  return changed;
}

function pairsOf(before: Located, after: Located): readonly (readonly [Located, Located | undefined])[] | undefined {
  if (before.kind === "list" && after.kind === "list") {
    if (before.items.length !== after.items.length) return undefined;
    return before.items.map((item, index) => [item, after.items[index]]);
  }
  if (before.kind !== "map" || after.kind !== "map") return undefined;
  const keys = [...after.entries.keys()];
  const entries = [...before.entries];
  if (entries.length !== keys.length || entries.some(([key], index) => key !== keys[index])) return undefined;
  return entries.map(([key, { value }]) => [value, after.entries.get(key)?.value]);
}
