import { choreNames, type ChoreName } from "./chores.ts";
import type { FamilyName } from "./families.ts";
import { faultKinds, type FaultKind } from "./faults.ts";
import { invariants, type InvariantName } from "./invariants.ts";
import type { WorldResult } from "./simulate.ts";

/** What many worlds came to together. */
export interface Summary {
  add(result: WorldResult): void;
  /** As Markdown: worlds by family, what persons did, faults by kind, invariants by how often they were checked. */
  toMarkdown(): string;
  readonly worlds: () => number;
  readonly chores: ReadonlyMap<ChoreName, number>;
  readonly faults: ReadonlyMap<FaultKind, number>;
  readonly checks: ReadonlyMap<InvariantName, number>;
}

export function createSummary(): Summary {
  const families = new Map<FamilyName, { worlds: number; runs: number; tasks: number }>();
  const chores = new Map<ChoreName, number>();
  const faults = new Map<FaultKind, number>();
  const checks = new Map<InvariantName, number>();
  return {
    chores,
    faults,
    checks,
    worlds: () => [...families.values()].reduce((sum, { worlds }) => sum + worlds, 0),
    add(result) {
      const { worlds, runs, tasks } = families.get(result.family) ?? { worlds: 0, runs: 0, tasks: 0 };
      families.set(result.family, {
        worlds: worlds + 1,
        runs: runs + result.runs,
        tasks: tasks + result.tasks,
      });
      addCounts(chores, result.chores);
      addCounts(faults, result.faults);
      addCounts(checks, result.checks);
    },
    toMarkdown: () =>
      [
        table(
          ["worlds of", "worlds", "runs", "billed tasks"],
          [...families].map(([name, { worlds, runs, tasks }]) => [name, worlds, runs, tasks]),
        ),
        table(
          ["what a person has done", "times"],
          choreNames.map((name) => [name, chores.get(name) ?? 0]),
        ),
        table(
          ["fault", "struck"],
          faultKinds.map((kind) => [kind, faults.get(kind) ?? 0]),
        ),
        table(
          ["invariant", "checked"],
          Object.entries(invariants).map(([name, sentence]) => [sentence, countOf(checks, name)]),
        ),
      ].join("\n\n"),
  };
}

function addCounts<Key>(to: Map<Key, number>, from: ReadonlyMap<Key, number>): void {
  for (const [key, count] of from) to.set(key, (to.get(key) ?? 0) + count);
}

function countOf(counts: ReadonlyMap<string, number>, name: string): number {
  return counts.get(name) ?? 0;
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [line(head), line(head.map((_, index) => (index === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}

function line(cells: readonly (string | number)[]): string {
  return `| ${cells.join(" | ")} |`;
}
