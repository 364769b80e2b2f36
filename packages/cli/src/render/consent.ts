import type { JoinedTake } from "@shotlist/batch-runner";
import type { Money } from "@shotlist/core";
import { CommandError } from "../errors.ts";
import { ExitCode } from "../exit-code.ts";
import { count } from "../output/units.ts";
import { tasksToPay, type TaskToPay } from "../paying/tasks-to-pay.ts";
import { realmClassOf } from "../state/realm-class.ts";

/** What somebody has agreed to. */
export interface Consent {
  /** Somebody is watching at a terminal. */
  readonly interactive: boolean;
  /** `--yes` was given. */
  readonly yes: boolean;
  /** `--rebuy` was given. */
  readonly rebuy?: boolean;
  /** The value of `--max-tasks`. */
  readonly maxTasks?: number | undefined;
  /** The values of `--budget`. */
  readonly budget?: readonly Money[];
}

/** What would be paid for with real money. */
function liveTasks(joined: readonly JoinedTake[], rebuy: boolean): readonly TaskToPay[] {
  return tasksToPay(joined, { rebuy }).filter(({ lead }) => realmClassOf(lead.take.realm) === "live");
}

/** Without a terminal, nothing is paid for unless somebody said so. */
export function requireConsent(joined: readonly JoinedTake[], { interactive, yes, rebuy, budget = [] }: Consent): void {
  if (interactive || yes || budget.length > 0) return;
  const paid = liveTasks(joined, rebuy === true);
  if (paid.length === 0) return;
  throw new CommandError(`${count(paid.length, "task")} would cost money, and this is not an interactive terminal`, {
    code: "consent_missing",
    exitCode: ExitCode.wrong,
    hint: "Add --yes or --budget to agree, or try it offline with --mock",
  });
}

/** Whether takes whose shot has changed are bought anew. On this machine nothing is bought. */
export function allowsStale(
  joined: readonly JoinedTake[],
  { interactive, yes, maxTasks, budget = [] }: Consent,
): boolean {
  const isPaid = joined.some(({ take }) => realmClassOf(take.realm) === "live");
  return !isPaid || interactive || budget.length > 0 || (yes && maxTasks !== undefined);
}
