import { createSeededRandom } from "../../packages/batch-runner/src/testing/seeded-random.ts";

/** Clips of these lengths, and how long half of their tasks take. */
const kinds = [
  { duration: 5, medianMs: 75_000 },
  { duration: 10, medianMs: 120_000 },
] as const;
const sigma = 0.3;

/** A task to render: the clip's length in seconds, and how long the vendor works at it. */
export interface Length {
  readonly duration: number;
  readonly ms: number;
}

/** Log-normal lengths of tasks, the same for the same seed: every program renders the same tasks in the same order. */
export function drawLengths(count: number, seed: number): readonly Length[] {
  const random = createSeededRandom(seed);
  return Array.from({ length: count }, () => {
    const { duration, medianMs } = kinds[random.next() < 0.5 ? 0 : 1];
    return { duration, ms: medianMs * Math.exp(sigma * normal(random.next(), random.next())) };
  });
}

/** Box and Muller's way from two even chances to one of the normal distribution. */
function normal(first: number, second: number): number {
  return Math.sqrt(-2 * Math.log(1 - first)) * Math.cos(2 * Math.PI * second);
}
