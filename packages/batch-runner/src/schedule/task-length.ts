import { isAmount } from "../records/is-amount.ts";

/** How long tasks of one kind take: mean and variance of the logarithm of their milliseconds, for lengths that are log-normal. */
export interface TaskLength {
  /** How many tasks it rests on; beyond the most that count, newer ones replace older ones little by little. */
  readonly count: number;
  readonly mean: number;
  readonly variance: number;
}

/** Vendors change and queues grow: what is older than so many tasks fades. */
const countsAtMost = 40;
/** Fewer tasks say nothing that a vendor's clip could be waited for by. */
const countsAtLeast = 5;
/** Nobody's tasks are more alike than that, whatever the first few have in common. */
const leastDeviation = 0.12;

/** What is known once another task has taken so long. */
export function withTask(known: TaskLength | undefined, ms: number): TaskLength {
  const { count, mean, variance } = known ?? { count: 0, mean: 0, variance: 0 };
  const share = 1 / Math.min(count + 1, countsAtMost);
  const off = Math.log(Math.max(1, ms)) - mean;
  return {
    count: Math.min(count + 1, countsAtMost),
    mean: mean + share * off,
    variance: (1 - share) * (variance + share * off * off),
  };
}

/** What a document says of tasks that usually take between two lengths: worth something once one task has been seen. */
export function usualLength({ minMs, maxMs }: { readonly minMs: number; readonly maxMs: number }): TaskLength {
  const [least, most] = [Math.log(minMs), Math.log(maxMs)];
  // Nine tenths of a normal distribution lie within 1.64 deviations.
  return { count: countsAtLeast - 1, mean: (least + most) / 2, variance: ((most - least) / (2 * 1.64)) ** 2 };
}

/** Reads what a ledger has kept; anything else counts as nothing. */
export function readTaskLength(kept: object | undefined): TaskLength | undefined {
  const { count, mean, variance } = { count: 0, mean: 0, variance: 0, ...kept };
  if (!isAmount(count) || !isAmount(mean) || !isAmount(variance)) return undefined;
  return count >= 1 && count <= countsAtMost && mean < 40 && variance < 400 ? { count, mean, variance } : undefined;
}

/**
 * How long it takes until this share of the tasks that have run for `elapsedMs` have ended; `undefined` where too few tasks are
 * known, or where no task has been known to run so long.
 */
export function untilShareEnds(
  known: TaskLength | undefined,
  { elapsedMs, share }: { readonly elapsedMs: number; readonly share: number },
): number | undefined {
  if (known === undefined || known.count < countsAtLeast) return undefined;
  // Few tasks say less about how much they differ than about how long they take.
  const deviation = Math.max(leastDeviation, Math.sqrt(known.variance)) * (1 + 1 / known.count);
  const ended = elapsedMs <= 0 ? 0 : shareBelow((Math.log(elapsedMs) - known.mean) / deviation);
  if (ended > 0.999) return undefined;
  return Math.exp(known.mean + deviation * quantile(ended + (1 - ended) * share)) - Math.max(0, elapsedMs);
}

/** The share of a normal distribution below `z`, to seven digits (Abramowitz and Stegun, 7.1.26, and its symmetry). */
function shareBelow(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const polynomial = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const erf = 1 - polynomial * Math.exp(-x * x);
  return z < 0 ? (1 - erf) / 2 : (1 + erf) / 2;
}

/** Where the normal distribution has this share below it. */
function quantile(share: number): number {
  let low = -8;
  let high = 8;
  for (let step = 0; step < 40; step += 1) {
    const middle = (low + high) / 2;
    if (shareBelow(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
