import type { Outcome, UploadReport } from "./outcome.ts";
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
import type { Learned } from "../schedule/learned.ts";
import type { Polls } from "./polls.ts";
import type { State } from "../state/state.ts";
import type { RunOptions } from "./options.ts";
import type { Stop } from "../failures/take-error.ts";
import type { UploadResult } from "./upload-result.ts";
import type { Work } from "./work.ts";

/** An event before it is stamped with the time. */
export type News = RunEvent extends infer Event ? (Event extends RunEvent ? Omit<Event, "at"> : never) : never;

/** Where what was paid for is kept: the ledger and the clips. */
export interface Keeping {
  readonly state: State;
}

/** Whoever watches the run hears what happens. */
export interface Telling {
  readonly emit: (news: News) => void;
}

/** Writes of whoever holds the ledger's lock. */
export interface Writing extends Keeping {
  readonly fence: number;
}

/** An attempt goes on, in the ledger first. */
export interface Recording extends Writing, Telling {
  readonly runId: string;
  readonly advance: (advance: Omit<Advance, "at">) => Promise<Advanced>;
}

/** Another machine is asked, until the run stops. */
export interface Reaching extends Keeping {
  readonly transport: Transport;
  /** Fires when the run stops: nothing new begins, waiting ends. */
  readonly stopping: AbortSignal;
}

/** A clip is fetched from a link. */
export interface Fetching extends Reaching {
  readonly random: Random;
  readonly options: Pick<RunOptions, "keys" | "hostRefusal" | "linkHosts">;
}

/** What is known about a provider's format. */
export interface Formats {
  readonly formatOf: (provider: ResolvedProvider) => FormatSupport;
}

/** A provider is asked, within its limits. */
export interface ProviderAccess extends Fetching, Formats {
  readonly laneOf: (provider: ResolvedProvider) => Lane;
}

/** An attempt is followed to its end. */
export interface Watching extends ProviderAccess, Recording {
  /** The vendor says that the task has ended: its place is free, before that is on the disk. */
  readonly taskEnded: () => void;
  readonly polls: Polls;
  readonly learned: Learned;
}

/** Local files go to a provider, for money where it asks for some. */
export interface Uploading extends ProviderAccess, Writing, Telling {
  readonly runId: string;
  /** Fires when even submits in flight are cut. */
  readonly cut: AbortSignal;
  readonly capsOf: (work: Work) => readonly Cap[];
  readonly reserveOf: (work: Work) => LedgerMoney | undefined;
  /** Uploads of this run, by realm, account and file: each is asked for once. */
  readonly uploads: Map<string, Promise<UploadResult>>;
  /** Those of them that brought an address. */
  readonly uploaded: UploadReport[];
}

/** What a request holds is gathered. */
export interface Binding extends Uploading {
  readonly options: Uploading["options"] & Pick<RunOptions, "webhookUrl" | "readAsset" | "frameCutter">;
}

/** Money is reserved and spent. */
export interface Submitting extends Watching, Binding {
  readonly options: Binding["options"] & Pick<RunOptions, "maxTasks">;
}

/** Clips are put in the places of their takes. */
export interface Placing extends ProviderAccess, Telling {
  readonly options: ProviderAccess["options"] & Pick<RunOptions, "outputDirOf">;
  readonly outputs: OutputGuard;
  /** Where the clips of takes were put in this run. */
  readonly placed: Map<PlannedTake, string>;
}

/** Takes get their versions and their files. */
export interface Delivering extends Placing, Writing {}

/** A clip is fetched, kept and delivered. */
export interface Collecting extends Delivering, Recording {
  readonly downloadRoom: DownloadRoom;
}

/** All that one run shares, for what carries a work from its beginning to its end. A step names the part above that it uses. */
export interface RunContext extends Submitting, Collecting {
  readonly options: RunOptions;
  /** Stops the run as a whole; the first reason counts. */
  readonly stop: (reason: Stop) => void;
  /** Whether the session goes on after this run: then it keeps nothing to itself that has ended. */
  readonly isLasting: boolean;
  /** How other works of this run ended. */
  readonly outcomeOf: (workKey: string) => Outcome | undefined;
}

/** The names under which news of a work goes out. */
export function about(work: Work): { readonly storyboard: string; readonly take: string; readonly provider: string } {
  return { storyboard: work.lead.storyboard, take: work.lead.id, provider: work.lead.provider };
}
