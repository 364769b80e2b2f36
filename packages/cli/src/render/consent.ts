import type { JoinedTake } from "@shotlist/batch-runner";
import type { Money } from "@shotlist/core";
import { CommandError } from "../errors.ts";
import { ExitCode } from "../exit-code.ts";
import { isToSubmit } from "../output/plan.ts";
import { count } from "../output/units.ts";
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

/** Without a terminal, nothing is paid for unless somebody said so. */
export function requireConsent(joined: readonly JoinedTake[], { interactive, yes, rebuy, budget = [] }: Consent): void {
  if (interactive || yes || budget.length > 0) return;
  const isToPay = (entry: JoinedTake): boolean => isToSubmit(entry) || (rebuy === true && entry.action === "missing");
  const paid = joined.filter((entry) => isToPay(entry) && realmClassOf(entry.take.realm) === "live");
  if (paid.length === 0) return;
  throw new CommandError(`${count(paid.length, "take")} would be rendered for money, and nobody is watching`, {
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
