import type { TakeReport } from "@shotlist/batch-runner";
import { ExitCode, exitCodeOfInterrupt, strongest } from "../world/exit-code.ts";
import type { RenderReport } from "../output/merge-reports.ts";
import type { InterruptName } from "../world/world.ts";

/** Why takes were left that somebody may allow. */
const capCodes: ReadonlySet<string> = new Set(["budget_reached", "cap_reached", "max_tasks", "stale"]);

/** The exit code for the outcome of a run. */
export function exitCodeOfReport({ takes, stopped }: RenderReport, interruptedBy: InterruptName | undefined): ExitCode {
  return strongest([...takes.map(exitCodeOfTake), exitCodeOfStop(stopped?.code, interruptedBy)]);
}

function exitCodeOfStop(code: string | undefined, interruptedBy: InterruptName | undefined): ExitCode {
  if (code === undefined) return ExitCode.ok;
  if (code === "interrupted") return exitCodeOfInterrupt[interruptedBy ?? "SIGINT"];
  if (code === "ledger_fenced") return ExitCode.held;
  return code === "max_duration" ? ExitCode.detached : ExitCode.failed;
}

/** The exit code for what became of one take. */
export function exitCodeOfTake({ status, error }: Pick<TakeReport, "status" | "error">): ExitCode {
  switch (status) {
    case "cached":
    case "succeeded":
      return ExitCode.ok;
    case "failed":
    case "blocked":
    case "cancelled":
      return ExitCode.failed;
    case "uncertain":
    case "lost":
    case "missing":
      return ExitCode.undecided;
    case "detached":
      return ExitCode.detached;
    case "left":
      if (error?.code === "stopped") return ExitCode.ok; // the stop itself has the exit code
      if (error?.code === "provider_closed") return ExitCode.wrong;
      return capCodes.has(error?.code ?? "") ? ExitCode.capped : ExitCode.failed;
    default:
      return status satisfies never;
  }
}
