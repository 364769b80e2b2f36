import type { Outcome } from "./outcome.ts";
import type { PlannedTake, ResolvedProvider } from "@shotlist/core";
import type { RunEvent } from "./events.ts";
import type { FormatSupport } from "../formats/format-support.ts";
import type { Advance, Advanced, Cap } from "../ledger/ledger.ts";
import type { LedgerMoney } from "../money/micros.ts";
import type { Random } from "../ports/random.ts";
import type { Transport } from "../ports/transport.ts";
import type { DownloadRoom } from "../schedule/download-room.ts";
import type { OutputGuard } from "./output-guard.ts";
import type { Lane } from "../schedule/lane.ts";
import type { State } from "../state/state.ts";
import type { RunOptions } from "./options.ts";
import type { Stop } from "../failures/take-error.ts";
import type { Work } from "./work.ts";

/** An event before it is stamped with the time. */
export type News = RunEvent extends infer Event ? (Event extends RunEvent ? Omit<Event, "at"> : never) : never;

/** What every step of one run shares. */
export interface RunContext {
  readonly runId: string;
  readonly options: RunOptions;
  readonly state: State;
  readonly fence: number;
  readonly transport: Transport;
  readonly random: Random;
  /** Fires when the run stops: nothing new begins, waiting ends. */
  readonly stopping: AbortSignal;
  /** Fires when even submits in flight are cut. */
  readonly cut: AbortSignal;
  /** Stops the run as a whole; the first reason counts. */
  readonly stop: (reason: Stop) => void;
  readonly emit: (news: News) => void;
  readonly formatOf: (provider: ResolvedProvider) => FormatSupport;
  readonly outputs: OutputGuard;
  readonly downloadRoom: DownloadRoom;
  readonly laneOf: (provider: ResolvedProvider) => Lane;
  readonly advance: (advance: Omit<Advance, "at">) => Promise<Advanced>;
  readonly capsOf: (work: Work) => readonly Cap[];
  readonly reserveOf: (work: Work) => LedgerMoney | undefined;
  /** Where the clips of takes were put in this run. */
  readonly placed: Map<PlannedTake, string>;
  /** How other works of this run ended. */
  readonly outcomeOf: (workKey: string) => Outcome | undefined;
}

/** The names under which news of a work goes out. */
export function about(work: Work): { readonly storyboard: string; readonly take: string; readonly provider: string } {
  return { storyboard: work.lead.storyboard, take: work.lead.id, provider: work.lead.provider };
}
