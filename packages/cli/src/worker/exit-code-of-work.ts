import { exitCodeOfTake } from "../render/exit-code-of-report.ts";
import { ExitCode, strongest } from "../world/exit-code.ts";
import type { Work } from "./work-on.ts";

/** The exit code of a worker: that it was asked to stop is how one ends. */
export function exitCodeOfWork(works: readonly Work[]): ExitCode {
  return strongest(
    works.flatMap(({ takes, stopped }) => [...takes.map(exitCodeOfTake), exitCodeOfStop(stopped?.code)]),
  );
}

/** What somebody has to set right where the worker runs. */
const wrongHere: ReadonlySet<string> = new Set([
  "key_missing",
  "key_malformed",
  "host_not_allowed",
  "link_host_not_allowed",
  "provider_closed",
]);

function exitCodeOfStop(code: string | undefined): ExitCode {
  if (code === undefined || code === "interrupted") return ExitCode.ok;
  if (code === "ledger_fenced") return ExitCode.held;
  return wrongHere.has(code) ? ExitCode.wrong : ExitCode.failed;
}
