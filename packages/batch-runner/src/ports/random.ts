import { randomUUID } from "node:crypto";

/** Chance as the runner sees it. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A name that nobody else will draw: 32 hex digits. */
  id(): string;
}

/** The randomness of this machine. */
export function createSystemRandom(): Random {
  return { next: () => Math.random(), id: () => randomUUID().replaceAll("-", "") };
}
