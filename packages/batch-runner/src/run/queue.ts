import { mayBeAtVendor, type Work } from "../work/work.ts";

/**
 * The works of a run in the order of their needs. What may be at its vendor already goes first, for it counts there whether
 * or not it is watched; then those that others wait for longest.
 */
export interface WorkQueue {
  /** Takes the next ready work that `admits`; `undefined` where none is. */
  next(admits: (work: Work) => boolean): Work | undefined;
  /** Says that a work has ended: what needed it may be ready now. */
  ended(key: string): void;
  /** Takes a work back that cannot be done yet. */
  again(work: Work): void;
  readonly size: number;
}

export function createWorkQueue(works: readonly Work[], laneKeyOf: (work: Work) => string): WorkQueue {
  const present = new Set(works.map(({ key }) => key));
  const dependents = new Map<string, Work[]>();
  const waitsFor = new Map<string, number>();
  for (const work of works) {
    const needs = new Set(work.needs.filter((need) => present.has(need)));
    waitsFor.set(work.key, needs.size);
    for (const need of needs) dependents.set(need, [...(dependents.get(need) ?? []), work]);
  }
  const ranks = ranksOf(works, dependents);
  const ready = new Map<string, Work[]>();
  let size = works.length;

  /** A lane's ready works lie with the next one last, so that taking it costs nothing. */
  function enqueue(work: Work): void {
    const key = laneKeyOf(work);
    const lane = ready.get(key) ?? [];
    ready.set(key, lane);
    const rank = ranks.get(work.key) ?? 0;
    let low = 0;
    let high = lane.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = lane[middle];
      if (other !== undefined && (ranks.get(other.key) ?? 0) < rank) low = middle + 1;
      else high = middle;
    }
    lane.splice(low, 0, work);
  }

  // From the back, because works of one rank keep the plan's order with the first one last.
  const initial = works.filter(({ key }) => waitsFor.get(key) === 0);
  const sorted = initial.toSorted((left, right) => (ranks.get(right.key) ?? 0) - (ranks.get(left.key) ?? 0));
  for (const work of sorted.toReversed()) {
    const key = laneKeyOf(work);
    const lane = ready.get(key);
    if (lane === undefined) ready.set(key, [work]);
    else lane.push(work);
  }

  return {
    next(admits) {
      for (const lane of ready.values()) {
        const work = lane.at(-1);
        if (work === undefined || !admits(work)) continue;
        lane.pop();
        size -= 1;
        return work;
      }
      return undefined;
    },
    ended(key) {
      for (const work of dependents.get(key) ?? []) {
        const left = (waitsFor.get(work.key) ?? 0) - 1;
        waitsFor.set(work.key, left);
        if (left === 0) enqueue(work);
      }
    },
    again(work) {
      size += 1;
      enqueue(work);
    },
    get size() {
      return size;
    },
  };
}

/** How many works lie on the longest way from each one to the end, and more than that for what may be at its vendor. Works come in dependency order. */
function ranksOf(
  works: readonly Work[],
  dependents: ReadonlyMap<string, readonly Work[]>,
): ReadonlyMap<string, number> {
  const heights = new Map<string, number>();
  for (const work of works.toReversed()) {
    const after = (dependents.get(work.key) ?? []).map(({ key }) => heights.get(key) ?? 0);
    heights.set(work.key, after.length === 0 ? 0 : 1 + after.reduce((most, height) => Math.max(most, height)));
  }
  return new Map(
    works.map((work) => [work.key, (heights.get(work.key) ?? 0) + (mayBeAtVendor(work) ? works.length : 0)]),
  );
}
