import type { JoinedTake } from "@shotlist/batch-runner";
import { realmClassOf, type Money } from "@shotlist/core";
import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { count } from "../output/units.ts";
import { isWithin } from "./is-within.ts";
import { questionAbout } from "./question.ts";
import { tasksToPay, type TaskToPay } from "../paying/tasks-to-pay.ts";
import type { World } from "../world/world.ts";

/** What somebody has agreed to. */
export interface Consent {
  /** Somebody is at a terminal and can be asked. */
  readonly interactive: boolean;
  /** `--yes` was given. */
  readonly yes: boolean;
  /** `--rebuy` was given. */
  readonly rebuy?: boolean;
  /** The value of `--max-tasks`. */
  readonly maxTasks?: number | undefined;
  /** The values of `--budget`. A file's `budget:` agrees to nothing. */
  readonly budget?: readonly Money[];
  /** The takes are those of a plan that somebody reviewed: `--plan`. */
  readonly reviewed?: boolean;
}

/**
 * Makes sure that somebody agreed to what the takes cost. At a terminal a person is asked, unless `--yes` or a budget that
 * is enough was typed. Without one, `--yes` or any budget has to be there: no more than that is spent.
 */
export async function requireConsent(
  joined: readonly JoinedTake[],
  consent: Consent,
  { stderr, readAnswer }: Pick<World, "stderr" | "readAnswer">,
): Promise<void> {
  const { interactive, yes, rebuy = false, budget = [], maxTasks } = consent;
  const tasks = liveTasks(joined, rebuy);
  if (tasks.length === 0 || maxTasks === 0 || yes) return;
  if (!interactive) {
    if (budget.length > 0) return;
    throw refusal(tasks);
  }
  if (isWithin(tasks, budget)) return;
  stderr.write(`${questionAbout(tasks, { maxTasks })} [y/N] `);
  if (/^y(?:es)?$/iu.test(((await readAnswer?.()) ?? "").trim())) return;
  throw new CommandError("Nothing was submitted", {
    code: "consent_refused",
    exitCode: ExitCode.capped,
    hint: "Answer y, or add --yes or a sufficient --budget; try it offline with --mock",
  });
}

function refusal(tasks: readonly TaskToPay[]): CommandError {
  return new CommandError(`${count(tasks.length, "task")} would cost money, and this is not an interactive terminal`, {
    code: "consent_missing",
    exitCode: ExitCode.wrong,
    hint: "Add --yes or --budget to agree, or try it offline with --mock",
  });
}

/** What would be paid for with real money. */
function liveTasks(joined: readonly JoinedTake[], rebuy: boolean): readonly TaskToPay[] {
  return tasksToPay(joined, { rebuy }).filter(({ lead }) => realmClassOf(lead.take.realm) === "live");
}

/** Whether takes whose shot has changed are bought again. On this machine nothing is bought. */
export function allowsStale(
  joined: readonly JoinedTake[],
  { interactive, yes, maxTasks, budget = [], reviewed = false }: Consent,
): boolean {
  const isPaid = joined.some(({ take }) => realmClassOf(take.realm) === "live");
  return !isPaid || interactive || budget.length > 0 || (yes && (reviewed || maxTasks !== undefined));
}
