import type { ReadContext } from "../resolve/context.ts";
import type { Cell } from "../resolve/matrix.ts";
import type { CompiledProvider, Providers } from "../resolve/providers.ts";
import type { DraftReference } from "../resolve/shot-draft.ts";
import type { ResolvedShotEntry } from "../resolve/storyboard.ts";
import type { ResolvedShot } from "../plan/plan.ts";

export interface CheckInput {
  readonly intent: ResolvedShot;
  readonly references: readonly DraftReference[];
  readonly provider: CompiledProvider;
  readonly providers: Providers;
  readonly shot: ResolvedShotEntry;
  readonly cell: Cell;
  readonly context: ReadContext;
}

export function checkTake(input: CheckInput): void {
  void input;
}
