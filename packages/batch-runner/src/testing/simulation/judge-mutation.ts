import type { InvariantName } from "./invariants.ts";
import type { Mutation } from "./mutation.ts";
import { simulate } from "./simulate.ts";

/** How a mutation was found out. */
export interface Caught {
  readonly mutation: string;
  readonly family: string;
  /** The first world in which something broke. */
  readonly seed: number;
  readonly invariant: InvariantName;
  readonly detail: string;
}

/** Simulates worlds with a safeguard missing until one shows it; `undefined` where none of `worlds` does. */
export async function judgeMutation(mutation: Mutation, worlds: number): Promise<Caught | undefined> {
  const { name, family } = mutation;
  for (let seed = 1; seed <= worlds; seed += 1) {
    const [violation] = (await simulate(seed, { family, mutation })).violations;
    if (violation !== undefined) return { mutation: name, family, seed, ...violation };
  }
  return undefined;
}

/** The mutations and what each broke, as Markdown. */
export function mutationTable(caught: readonly Caught[]): string {
  const rows = caught.map(
    ({ mutation, invariant, family, seed }) => `| ${mutation} | ${invariant} | ${family} ${seed} |`,
  );
  return ["| taken out | missed by | first world |", "| --- | --- | --- |", ...rows].join("\n");
}
