import { changesBetween, type FieldChange, type JoinedTake } from "@shotlist/batch-runner";

/** How a take differs from the base. */
export interface TakeDifference {
  readonly kind: "added" | "changed" | "removed";
  readonly storyboard: string;
  readonly id: string;
  /** As it is now; of a take that is gone, as it was. */
  readonly entry: JoinedTake;
  readonly before?: JoinedTake;
  readonly changes: readonly FieldChange[];
}

/** What differs between two sets of takes, in the order of the newer one; takes that are gone come last. */
export function comparePlans(base: readonly JoinedTake[], now: readonly JoinedTake[]): readonly TakeDifference[] {
  const before = new Map(base.map((entry) => [nameOf(entry), entry]));
  const names = new Set(now.map(nameOf));
  const differences = now.flatMap((entry): readonly TakeDifference[] => {
    const { storyboard, id } = entry.take;
    const old = before.get(nameOf(entry));
    if (old === undefined) return [{ kind: "added", storyboard, id, entry, changes: [] }];
    if (old.take.digest === entry.take.digest) return [];
    return [{ kind: "changed", storyboard, id, entry, before: old, changes: changesBetween(old.take, entry.take) }];
  });
  const removed = base
    .filter((entry) => !names.has(nameOf(entry)))
    .map((entry): TakeDifference => {
      const { storyboard, id } = entry.take;
      return { kind: "removed", storyboard, id, entry, changes: [] };
    });
  return [...differences, ...removed];
}

function nameOf({ take }: JoinedTake): string {
  return `${take.storyboard}/${take.id}`;
}
