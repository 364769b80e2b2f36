import type { Money, TakeId } from "@shotlist/core";
import type { TakeCost, TakeStatus } from "./outcome.ts";
import type { TakeError } from "../failures/take-error.ts";

interface Common {
  /** Milliseconds since 1970. */
  readonly at: number;
}

interface OfTake extends Common {
  readonly storyboard: string;
  readonly take: TakeId;
  readonly provider: string;
}

/** A local file on its way to a vendor. */
interface OfUpload {
  /** As the storyboard names it. */
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  /** What it costs, where it is not free. */
  readonly reserved?: Money;
}

/** Something that happened in a run: one plain object, without URL or key. */
export type RunEvent =
  | (Common & { readonly type: "run-started"; readonly runId: string; readonly takes: number })
  | (OfTake & { readonly type: "take-planned"; readonly action: string; readonly reason: string })
  | (OfTake & OfUpload & { readonly type: "uploading" })
  /** `reused`: it was at the vendor already. */
  | (OfTake & OfUpload & { readonly type: "uploaded"; readonly reused: boolean })
  | (OfTake & { readonly type: "submitting"; readonly attempt: number; readonly reserved?: Money })
  | (OfTake & { readonly type: "submitted"; readonly taskId: string; readonly resumed: boolean })
  | (OfTake & {
      readonly type: "progress";
      readonly taskId: string;
      readonly status: "queued" | "running";
      readonly wireStatus: string;
      /** 0 to 100. */
      readonly progress?: number;
    })
  | (OfTake & { readonly type: "succeeded"; readonly taskId: string; readonly cost?: TakeCost })
  | (OfTake & { readonly type: "downloaded"; readonly taskId: string; readonly sha256: string; readonly bytes: number })
  | (OfTake & {
      readonly type: "take-finished";
      readonly status: TakeStatus;
      readonly file?: string;
      readonly taskId?: string;
      readonly error?: TakeError;
    })
  | (OfTake & { readonly type: "failed"; readonly taskId?: string; readonly error: TakeError })
  | (OfTake & { readonly type: "uncertain"; readonly taskId?: string; readonly error: TakeError })
  | (OfTake & { readonly type: "adopted"; readonly taskId: string })
  | (OfTake & { readonly type: "lost"; readonly taskId: string })
  | (OfTake & { readonly type: "detached"; readonly taskId?: string; readonly error: TakeError })
  | (Common & {
      readonly type: "paused";
      readonly provider: string;
      readonly cause: string;
      /** Absent when the provider stays closed for the rest of the run. */
      readonly untilMs?: number;
    })
  | (Common & { readonly type: "resumed"; readonly provider: string })
  /** Tasks at a provider are not asked about for a while. */
  | (Common & {
      readonly type: "polls-paused";
      readonly provider: string;
      readonly cause: string;
      readonly untilMs: number;
    })
  /** Fewer tasks than are configured may be in flight at a provider. */
  | (Common & {
      readonly type: "slowed";
      readonly provider: string;
      readonly cause: string;
      /** How many may be in flight now, and how many are configured. */
      readonly places: number;
      readonly of: number;
    })
  | (Common & {
      readonly type: "warning";
      readonly message: string;
      readonly storyboard?: string;
      readonly take?: TakeId;
      readonly provider?: string;
    })
  | (Common & { readonly type: "run-finished"; readonly ok: boolean; readonly spent: readonly Money[] });
