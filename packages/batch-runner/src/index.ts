// Plans joined with the ledger, and their execution.
export { openState, type OpenStateOptions } from "./open-state.ts";
export { openSharedState, type OpenSharedStateOptions } from "./open-shared-state.ts";
export { openOrders, type OpenOrdersOptions } from "./open-orders.ts";
export type { BucketPlace } from "./bucket/bucket-place.ts";
export { sharedRealmClasses } from "./postgres/shared-realm-classes.ts";
export { openSharedNotices, type SharedNotices, type SharedNoticesOptions } from "./postgres/shared-notices.ts";
export { joinPlan } from "./join/join-plan.ts";
export { budgetRoom } from "./join/budget-room.ts";
export {
  draftStandings,
  finalsOfDraft,
  type Approval,
  type DraftSource,
  type DraftStanding,
} from "./join/draft-standing.ts";
export { permittedAmong } from "./join/permitted.ts";
export { refusedOutputs } from "./run/refused-outputs.ts";
export { runPlans } from "./run/run-plans.ts";
export { orderPlans, type OrderOptions, type PlacedOrder } from "./orders/order-plans.ts";
export { workOnOrders, type WorkerOptions, type WorkerReport } from "./orders/work-on-orders.ts";
export type {
  NewOrder,
  NewPart,
  OrderCounts,
  OrderFile,
  OrderPart,
  Orders,
  OrderSettings,
  PartResult,
} from "./orders/orders.ts";
export type { Lease } from "./dispatch/dispatch.ts";
export { selectTakes } from "./work/work.ts";
export { noTotals, takeStatuses } from "./work/outcome.ts";
export { outputFileOf } from "./steps/output-file.ts";

// Decisions of people.
export {
  abandonLiveAttempts,
  listUncertain,
  resolveTake,
  type Decision,
  type Undecided,
} from "./decide/resolve-take.ts";
export {
  refusedForContent,
  retriableOf,
  retryTakes,
  type Retriable,
  type RetrySelection,
} from "./decide/retry-takes.ts";
export { listHeldUploads, uploadAgain } from "./decide/upload-again.ts";
export { useVersion } from "./decide/use-version.ts";
export { judgeTakes, type Judgement } from "./decide/judge-takes.ts";
export { deliverChoice } from "./decide/deliver-choice.ts";
export { cancelTakes, type Cancellation } from "./decide/cancel-takes.ts";
export { statusOf, type AttemptStatus, type Status } from "./decide/status-of.ts";

// Keeping what was paid for.
export { exportLedger, importLedger, rebuildLedger } from "./keep/export-ledger.ts";
export { setDamagedClipsAside, verifyStore, type StoreProblem } from "./keep/verify-store.ts";
export { importLockFile, type ImportedLock } from "./lock/import-lock.ts";
export { lockedProviders } from "./lock/locked-providers.ts";
export { isLockFile } from "./lock/mend-lock.ts";
export { collectGarbage, type Garbage } from "./keep/collect-garbage.ts";

// What a run is given and what it answers.
export type { Cutoff, HostRefusal, RunOptions, TakeName } from "./work/options.ts";
export type { Bills, RunReport, RunTotals, TakeCost, TakeReport, TakeStatus, UploadReport } from "./work/outcome.ts";
export type { Stop, TakeError } from "./failures/take-error.ts";
export type { RunEvent } from "./work/events.ts";
export type { WayOut } from "./failures/way-out.ts";
export { isToSubmit, type JoinedTake, type TakeAction } from "./join/joined-take.ts";
export type { JoinedUpload } from "./join/joined-upload.ts";
export { changesBetween, type FieldChange } from "./join/field-change.ts";
export type { Notice, Notices } from "./ports/notices.ts";
export type { State } from "./state/state.ts";
export type { RealmClass } from "@shotlist/core";
export { formatSupportOf, type FormatSupport, type Lookup } from "./formats/format-support.ts";

// Clips as files.
export { containers, type Container } from "./container/judgement.ts";
export { mediaTypes } from "./container/right-ending.ts";
export { boxesIn, type Box } from "./container/boxes.ts";
export { latinText, numberAt, type FileBytes } from "./container/file-bytes.ts";
export { readFrom } from "./store/read-from.ts";

// Attempts.
export { hasFailed, isOpen, statesWhere, traits, type AttemptStateName, type Traits } from "./lifecycle/state.ts";

// Ports.
export { createSystemClock, type Clock } from "./ports/clock.ts";
export { createFfmpegCutter, type CutFrame, type FrameCutter } from "./ports/frame-cutter.ts";
export { createSystemProcesses } from "./ledger/process-holder.ts";
export type { Processes } from "./ports/processes.ts";
export { createSystemRandom, type Random } from "./ports/random.ts";
export { createTransport } from "./http/undici-transport.ts";
export { openNoticeReceiver, type NoticeReceiver, type ReceiverOptions } from "./http/notice-receiver.ts";
export type { NoticeFormat } from "./formats/notice-format.ts";
export { describeProxy, readProxySettings, type ProxySettings } from "./http/proxy-settings.ts";
export { kindOfAddress } from "./http/addresses.ts";
export type { HttpAnswer, HttpRequest, HttpStream, Transport } from "./ports/transport.ts";
export type {
  ClipKind,
  ClipStore,
  OutputFile,
  PartialDownload,
  PartialWriter,
  StoredClip,
  StoredFile,
} from "./ports/clip-store.ts";
export { createDiskLockFiles } from "./lock/disk-lock-files.ts";
export type { LockFiles } from "./ports/lock-files.ts";
export type { LedgerRecord } from "./ledger/ledger-record.ts";
export type { TakeReview, Use, Verdict } from "./ledger/review.ts";
export type { Ledger } from "./ledger/ledger.ts";
export type { TakeRecord, Version } from "./ledger/take-record.ts";
export type { Upload, UploadState } from "./ledger/upload.ts";
export type { Attempt, Intent, TakeKey } from "./lifecycle/attempt.ts";
export { fromMicros, type LedgerMoney } from "./money/micros.ts";

// Failures of the world.
export { ClipDamagedError, OutputRefusedError, type OutputRefusal } from "./failures/clip-errors.ts";
export { DecisionError, type DecisionCode } from "./failures/decision-error.ts";
export { DeliveryError, type DeliveryPhase } from "./failures/delivery-error.ts";
export {
  ImportError,
  LedgerFencedError,
  LedgerHeldError,
  LedgerLostError,
  LedgerVersionError,
  type Holder,
} from "./failures/ledger-errors.ts";
export { LockFileError, type LockFileCode } from "./failures/lock-file-error.ts";
export { OrderError, type OrderErrorCode } from "./failures/order-error.ts";
export { AmountError, RealmMismatchError, UnpricedTakeError } from "./failures/money-errors.ts";
export { RunnerError } from "./failures/runner-error.ts";
export { StorageError, UnrecordedTaskError, type StorageCode } from "./failures/storage-error.ts";
