import type { TakeId } from "../model/take-id.ts";
import type { Providers } from "../model/provider.ts";
import type { Located } from "../text/located.ts";
import { cellOf } from "../resolve/context.ts";
import { dependencyNodeOf } from "../resolve/dependency-node.ts";
import type { ResolvedCell, ResolvedTake } from "../resolve/resolve-takes.ts";
import type { Report } from "../diagnostics/collector.ts";
import { checkChaining } from "./check-chaining.ts";
import { checkDraft } from "./check-draft.ts";
import { checkRequest } from "./check-request.ts";
import { checkTake } from "./check-take.ts";

export interface CheckOptions {
  readonly providers: Providers;
  /** Length in seconds of local media, by the hash of their bytes. */
  readonly knownSeconds: ReadonlyMap<string, number>;
}

/** Checks what the takes of one cell ask for: against the facts of its format, and when sound against the schema of its request. */
export function checkCell(resolved: ResolvedCell, { providers, knownSeconds }: CheckOptions): void {
  const { asked, references, provider, shot, cell, context } = resolved;
  const input = { asked, references, provider, shot, cell, context, providers, knownSeconds };
  if (checkTake(input)) checkRequest(input);
}

export interface DependencyOptions {
  readonly takes: ReadonlyMap<TakeId, ResolvedTake>;
  readonly providers: Providers;
  readonly report: Report;
}

/** Checks a take against those it needs: they exist, and hand over what it takes from them. */
export function checkDependencies(resolved: ResolvedTake, { takes, providers, report }: DependencyOptions): void {
  if (resolved.dependsOn.length === 0) return;
  const { shot, references } = resolved;
  const cell = cellOf({ cell: resolved.cell, cellCount: shot.cells.length });
  const missing = resolved.dependsOn.find((id) => !takes.has(id) && takes.has(id.replace(/#\d+$/u, "")));
  if (missing !== undefined) {
    report({
      code: "dependency-variant",
      at: dependencyNodeOf(shot),
      message: `There is no take ${missing}: that shot has fewer takes`,
      help: "Increase its `takes`, or use a lower number.",
      ...cell,
    });
  }
  const takeOf = (id: TakeId): ResolvedTake | undefined => takes.get(id);
  const nodeOf = (index: number): Located => references[index]?.node ?? shot.node;
  checkChaining(resolved, { takeOf, nodeOf, providers, report, cell });
  checkDraft(resolved, { takeOf, at: shot.fields.get("draftOf")?.node ?? shot.node, report, cell });
}
