import type { Media, Money, Plan, PlannedTake, ResolvedProvider, TakeId } from "@shotlist/core";
import type { RunEvent } from "./events.ts";
import type { FormatSupport } from "../formats/format-support.ts";
import type { FrameCutter } from "../ports/frame-cutter.ts";
import type { LockFiles } from "../ports/lock-files.ts";
import type { Notices } from "../ports/notices.ts";
import type { Random } from "../ports/random.ts";
import type { Transport } from "../ports/transport.ts";
import type { State } from "../state/state.ts";

/** Whether dependents of paid shots may pass the budget (`soft`), and whether the worst case of a price range is reserved (`cautious`). */
export type Cutoff = "hard" | "soft" | "cautious";

/** Why a host is not asked, and the way out. */
export interface HostRefusal {
  readonly message: string;
  readonly hint: string;
}

/** A take and the provider that it is rendered at. */
export interface TakeName {
  readonly storyboard: string;
  readonly take: TakeId;
  readonly provider: string;
}

/** What a run needs besides its plans. */
export interface RunOptions {
  readonly state: State;
  /** Resolved when a request is made, never kept. */
  readonly keys: (provider: ResolvedProvider) => string | undefined;
  /** Why a provider's host may not be asked at all; no request is sent there then. Default: every host may be. */
  readonly hostRefusal?: (provider: ResolvedProvider) => HostRefusal | undefined;
  /**
   * Hosts in a private network to which links of providers at one of them may lead, such as `relay.internal:8443`. Default: none.
   */
  readonly linkHosts?: readonly string[];
  readonly transport: Transport;
  readonly random?: Random;
  /** Tasks in flight over all providers. Default: what the providers allow together. */
  readonly concurrency?: number;
  /** Takes to render; their dependencies come along. Default: all. */
  readonly only?: (take: PlannedTake) => boolean;
  /**
   * The plans of the drafts: then only clips whose draft is approved are bought, from their draft where the format makes them so, and what
   * is paid for already is collected. Default: clips are bought whatever drafts there are.
   */
  readonly drafts?: readonly Plan[];
  /** Renders takes whose shot has changed since they were rendered. Default: no. */
  readonly allowStale?: boolean;
  /** Buys clips again whose bytes are gone. Default: no. */
  readonly rebuy?: boolean;
  /** Submits of this run that may be billed, at most. */
  readonly maxTasks?: number;
  /** Caps of this run, one per currency. */
  readonly budget?: readonly Money[];
  readonly cutoff?: Cutoff;
  /** After this time the run detaches from what still runs. */
  readonly maxDurationMs?: number;
  /** Where vendors send their webhooks. */
  readonly webhookUrl?: string;
  /** What arrives there; see `openNoticeReceiver`. Default: nothing, tasks are polled. */
  readonly notices?: Notices;
  /** Absolute folder of a plan's clips. Default: `plan.outputDir` next to the storyboard's file. */
  readonly outputDirOf?: (plan: Plan) => string;
  /** Why no clip may be put at an absolute path, such as one outside the repository. Default: any place may be written to. */
  readonly outputPlace?: (file: string, plan: Plan) => string | undefined;
  /** Replaces files that are not known as clips. Default: no. */
  readonly forceOutput?: boolean;
  /** Whether another ledger than this run's knows a clip. */
  readonly isKnownClip?: (sha256: string) => Promise<boolean>;
  /** Bytes of a local file that a shot names. Default: read next to the storyboard's file. */
  readonly readAsset?: (plan: Plan, media: Extract<Media, { from: "file" }>) => Promise<Uint8Array>;
  /** Cuts last frames that a vendor does not return, such as `createFfmpegCutter()`. Default: none are cut. */
  readonly frameCutter?: FrameCutter;
  /** The lock files next to storyboards that are rendered live. Default: none are kept. */
  readonly lockFiles?: LockFiles;
  readonly onEvent?: (event: RunEvent) => void;
  /** Calls `deed`, once and at once, and returns its promise: all that is done about a take happens within. For async contexts. */
  readonly around?: (take: TakeName, deed: () => Promise<void>) => Promise<void>;
  /** Stops new submits, waits up to five seconds for those in flight, saves the rest as uncertain. */
  readonly signal?: AbortSignal;
  /** What is known about a wire format. Default: what `@shotlist/core` and `@shotlist/schema` have. */
  readonly formats?: (format: string) => FormatSupport;
}
