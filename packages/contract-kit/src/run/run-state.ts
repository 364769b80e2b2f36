import { isFormatRef } from "@shotlist/schema";
import type { FormatRef } from "@shotlist/schema";
import type { CaseResult } from "../report/report.ts";
import type { SpentSoFar } from "../call/spend.ts";

/** How far an earlier run of the same endpoint came, and what it may have spent. */
export interface RunState {
  readonly format: FormatRef;
  readonly target: string;
  readonly seed: number;
  /** Cases that have their verdict. */
  readonly results: readonly CaseResult[];
  /** Status changes of a task that were seen, as `queued running`. */
  readonly steps: readonly string[];
  readonly spent: SpentSoFar;
}

/** One thing to keep, in the order in which it happens. A submit is kept before it leaves. */
export type StateEvent =
  | { readonly run: Pick<RunState, "format" | "target" | "seed"> }
  | { readonly spent: SpentSoFar }
  | { readonly step: string }
  | { readonly result: CaseResult };

/** A saved run that cannot be continued. */
export class StateUnreadableError extends Error {
  override readonly name = "StateUnreadableError";
  readonly code = "state_unreadable";
}

/** One line of the file of a saved run. */
export function stateLine(event: StateEvent): string {
  return `${JSON.stringify(event)}\n`;
}

/** Reads what `stateLine` wrote; a last line that is incomplete is left out, because it is written again. */
export function readState(text: string): RunState {
  const lines = text.split("\n");
  const events = lines.slice(0, -1).map((line, index) => readEvent(line, index + 1));
  const head = events.find((event) => "run" in event)?.run;
  if (head === undefined || !isFormatRef(head.format)) throw new StateUnreadableError("it does not start with a run");
  const results = events.flatMap((event) => ("result" in event && isSettled(event.result) ? [event.result] : []));
  return {
    ...head,
    results: [...new Map(results.map((result) => [result.id, result])).values()],
    steps: events.flatMap((event) => ("step" in event ? [event.step] : [])),
    spent: events.findLast((event) => "spent" in event)?.spent ?? { submits: 0, reserved: 0 },
  };
}

/** Whether a case need not run again: it was judged, or the endpoint has no such thing. */
function isSettled({ verdict }: CaseResult): boolean {
  return verdict === "pass" || verdict === "fail" || verdict === "not offered";
}

function readEvent(line: string, number: number): StateEvent {
  try {
    const value: unknown = JSON.parse(line);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- lines of this program's own writing
    if (typeof value === "object" && value !== null) return value as StateEvent;
  } catch {
    // Said below.
  }
  throw new StateUnreadableError(`line ${number} is not a line of a saved run`);
}
