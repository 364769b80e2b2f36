/** What a program made of a batch, in the vendor's time. */
export interface Measured {
  readonly makespanMs: number;
  /** Polls and lists for each task. */
  readonly requestsPerTask: number;
  /** From the end of a task to the answer that says so. */
  readonly meanLagMs: number;
  readonly mostAtOnce: number;
  /** From the answer that a task has ended to the arrival of the next submit. */
  readonly meanEmptyMs: number;
}

/** Few requests can be had for a long lag, and a short lag for many requests: together they say what polling costs. */
export function costOfPolling({ requestsPerTask, meanLagMs }: Measured): number {
  return requestsPerTask * meanLagMs;
}

export function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
