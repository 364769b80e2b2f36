import { mayBeAtVendor, type Work } from "../work/work.ts";

/** What a queue looks at in a work. */
export interface Queued extends Pick<Work, "key" | "needs" | "action"> {
  readonly lead: Pick<Work["lead"], "storyboard">;
}

/** The ready works of one storyboard in a lane, with the next one last, so that taking it costs nothing. */
interface Line<Item> {
  readonly works: Item[];
  /** How many were taken, less those that were given back. */
  taken: number;
}

/**
 * The works of a run in the order of their needs. What may be at its vendor already goes first, for it counts there whether
 * or not it is watched; then those that others wait for longest. Storyboards that share a lane take turns.
 */
export interface WorkQueue<Item extends Queued = Work> {
  /** Takes the next ready work that `admits`; `undefined` where none is. */
  next(admits: (work: Item) => boolean): Item | undefined;
  /** Says that a work has ended: what needed it may be ready now. */
  ended(key: string): void;
  /** Takes a work back that cannot be done yet. */
  again(work: Item): void;
  readonly size: number;
}

export function createWorkQueue<Item extends Queued>(
  works: readonly Item[],
  laneKeyOf: (work: Item) => string,
): WorkQueue<Item> {
  const present = new Set(works.map(({ key }) => key));
  const dependents = new Map<string, Item[]>();
  const waitsFor = new Map<string, number>();
  for (const work of works) {
    const needs = new Set(work.needs.filter((need) => present.has(need)));
    waitsFor.set(work.key, needs.size);
    for (const need of needs) dependents.set(need, [...(dependents.get(need) ?? []), work]);
  }
  const ranks = ranksOf(works, dependents);
  const lanes = new Map<string, Map<string, Line<Item>>>();
  let size = works.length;

  function lineOf(work: Item): Line<Item> {
    const key = laneKeyOf(work);
    const lane = lanes.get(key) ?? new Map<string, Line<Item>>();
    lanes.set(key, lane);
    const line = lane.get(work.lead.storyboard) ?? { works: [], taken: 0 };
    lane.set(work.lead.storyboard, line);
    return line;
  }

  /** The lines of a lane in the order of their turns. */
  function inTurn(lane: ReadonlyMap<string, Line<Item>>): readonly Line<Item>[] {
    const lines = [...lane.values()].filter(({ works: waiting }) => waiting.length > 0);
    if (lines.length < 2) return lines;
    const isLate = ({ works: waiting }: Line<Item>): number => {
      const next = waiting.at(-1);
      return next !== undefined && mayBeAtVendor(next) ? 0 : 1;
    };
    return lines.toSorted((left, right) => isLate(left) - isLate(right) || left.taken - right.taken);
  }

  function enqueue(work: Item): void {
    const { works: lane } = lineOf(work);
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
  for (const work of sorted.toReversed()) lineOf(work).works.push(work);

  return {
    next(admits) {
      for (const lane of lanes.values()) {
        for (const line of inTurn(lane)) {
          const work = line.works.at(-1);
          if (work === undefined || !admits(work)) continue;
          line.works.pop();
          line.taken += 1;
          size -= 1;
          return work;
        }
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
      lineOf(work).taken -= 1;
      enqueue(work);
    },
    get size() {
      return size;
    },
  };
}

/** How many works lie on the longest way from each one to the end, and more than that for what may be at its vendor. Works come in dependency order. */
function ranksOf<Item extends Queued>(
  works: readonly Item[],
  dependents: ReadonlyMap<string, readonly Item[]>,
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
