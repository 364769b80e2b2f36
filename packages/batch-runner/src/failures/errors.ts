import type { Place } from "@shotlist/core";
import { present } from "@shotlist/schema";
import type { WayOut } from "./way-out.ts";

/** Whether doing the same again is safe by itself. */
export type Retry = "safe" | "never";

/**
 * A failure of the world. `code` is stable and public; `hint` says what to do, and `way` names it if a command is
 * needed.
 */
export abstract class RunnerError extends Error {
  abstract readonly code: string;
  abstract readonly retry: Retry;
  readonly hint: string;
  readonly way?: WayOut;
  constructor(message: string, { hint, way, cause }: { hint: string; way?: WayOut | undefined; cause?: unknown }) {
    super(message, cause === undefined ? undefined : { cause });
    this.hint = hint;
    if (way !== undefined) this.way = way;
  }
}

/** The process that uses a ledger: enough to know whether it still exists. */
export interface Holder {
  readonly host: string;
  readonly pid: number;
  /** When the process started, as the operating system reports it; empty where it cannot. */
  readonly startedAt: string;
  /** Random for each run. */
  readonly runId: string;
}

/** Why a clip cannot be written where the storyboard wants it. */
export interface OutputRefusal {
  readonly storyboard: string;
  readonly take: string;
  /** Place of the storyboard's setting for outputs, otherwise of the shot. */
  readonly place: Place;
  readonly file: string;
  /** `place`: outside the folders for clips; `not_a_file`: a link, a folder, a device; `not_a_clip`: not our file. */
  readonly reason: "place" | "not_a_file" | "not_a_clip";
  readonly message: string;
}

/**
 * Clips cannot be written where the storyboards want them. Before a run, nothing was submitted; later, the clip is in
 * the store.
 */
export class OutputRefusedError extends RunnerError {
  override readonly name = "OutputRefusedError";
  readonly code = "output_refused";
  readonly retry = "never";
  readonly refusals: readonly OutputRefusal[];
  constructor(refusals: readonly OutputRefusal[]) {
    super(refusals[0]?.message ?? "An output file cannot be written", {
      hint: "Move the file away or choose another output. The paid clip is in the store; the next run copies it.",
    });
    this.refusals = refusals;
  }
}

/** Another run is using the ledger. */
export class LedgerHeldError extends RunnerError {
  override readonly name = "LedgerHeldError";
  readonly code = "ledger_held";
  readonly retry = "safe";
  readonly holder: Holder;
  /** When the ledger is free at the latest, unless the holder is heard of before; absent where its process can be looked up. */
  readonly freeAt?: number;
  constructor(holder: Holder, freeAt?: number) {
    const until = freeAt === undefined ? "" : new Date(freeAt).toISOString();
    super(`Another run is using the ledger: process ${holder.pid} on ${holder.host}`, {
      hint:
        freeAt === undefined
          ? "Wait until it ends, or stop it; its work is kept."
          : `It runs on another machine or in another container. Wait until it ends, or stop it. If it does not respond, the ledger is free at ${until}.`,
    });
    this.holder = holder;
    if (freeAt !== undefined) this.freeAt = freeAt;
  }
}

/** Another run has taken over the ledger; this run must not write any more. */
export class LedgerFencedError extends RunnerError {
  override readonly name = "LedgerFencedError";
  readonly code = "ledger_fenced";
  readonly retry = "never";
  constructor() {
    super("Another run has taken over the ledger", { hint: "The other run continues.", way: "see-status" });
  }
}

/** The ledger was written by a newer release. */
export class LedgerVersionError extends RunnerError {
  override readonly name = "LedgerVersionError";
  readonly code = "ledger_too_new";
  readonly retry = "never";
  constructor(found: number, known: number) {
    super(`The ledger has version ${found}; this release supports at most ${known}`, {
      hint: "Use the release that wrote it, or a newer one.",
    });
  }
}

export type StorageCode = "disk_full" | "read_only" | "no_folder" | "ledger_damaged" | "ledger_busy" | "storage_failed";

/** The disk failed. Nothing is lost: paid work is in the ledger or at the vendor. */
export class StorageError extends RunnerError {
  override readonly name = "StorageError";
  readonly code: StorageCode;
  readonly retry = "safe";
  constructor(code: StorageCode, { doing, cause }: { doing: string; cause?: unknown }) {
    const words = wordsOfCause(code, cause);
    super(`${storageMessages[code]} while ${doing}${words}`, {
      hint: storageHints[code],
      way: storageWays[code],
      cause,
    });
    this.code = code;
  }
}

/** Details that the code does not contain. */
function wordsOfCause(code: StorageCode, cause: unknown): string {
  if (!(cause instanceof Error)) return "";
  return code === "storage_failed" || cause.name === "DamagedLedger" ? `: ${cause.message}` : "";
}

const storageMessages: Readonly<Record<StorageCode, string>> = {
  disk_full: "The disk is full",
  read_only: "No permission to write",
  no_folder: "A file is in the place of a folder",
  ledger_busy: "Another process has locked the ledger for too long: gave up",
  ledger_damaged: "The ledger is damaged, or it is not a ledger: found",
  storage_failed: "The disk failed",
};

const storageHints: Readonly<Record<StorageCode, string>> = {
  disk_full: "Free some space, then run the same command again: it continues where it stopped.",
  read_only: "Make the folder writable, or choose another one; then run again.",
  no_folder: "Choose other folders, then run again.",
  ledger_busy: "Wait until it ends, or resume it if it is stopped; then run the same command again.",
  ledger_damaged:
    "Restore it from a backup, or move it away and rebuild it from the receipts of the clips. Nothing is submitted until then.",
  storage_failed: "Check the disk, then run the same command again: it continues where it stopped.",
};

const storageWays: { readonly [code in StorageCode]?: WayOut } = {
  read_only: "make-writable",
  no_folder: "other-folders",
  ledger_damaged: "move-ledger-and-rebuild",
};

/** The ledger is missing, but there are clips: what it knew would be paid for again. */
export class LedgerLostError extends RunnerError {
  override readonly name = "LedgerLostError";
  readonly code = "ledger_lost";
  readonly retry = "never";
  constructor(file: string) {
    super(`The ledger ${file} is missing, but there are paid clips next to it`, {
      hint: "Restore it from a backup, or rebuild it from the receipts of the clips.",
      way: "rebuild-ledger",
    });
  }
}

/** A stored clip does not match its hash. */
export class ClipDamagedError extends RunnerError {
  override readonly name = "ClipDamagedError";
  readonly code = "clip_damaged";
  readonly retry = "safe";
  readonly sha256: string;
  constructor(sha256: string) {
    super(`The stored clip ${sha256.slice(0, 12)} is damaged`, {
      hint: "Check the store, then render again: the clip is downloaded again while its link is valid, and not paid for again.",
      way: "verify",
    });
    this.sha256 = sha256;
  }
}

/** A task exists, but its id could not be written to the ledger. */
export class UnrecordedTaskError extends RunnerError {
  override readonly name = "UnrecordedTaskError";
  readonly code = "task_not_recorded";
  readonly retry = "never";
  readonly take: string;
  readonly taskId: string;
  readonly storage: StorageError;
  constructor(taskId: string, take: string, storage: StorageError) {
    super(`Task ${taskId} exists, but its id could not be written to the ledger: ${storage.message}`, {
      hint: `Free some space, then adopt task ${taskId} for ${take}.`,
      way: "adopt",
      cause: storage,
    });
    this.take = take;
    this.taskId = taskId;
    this.storage = storage;
  }
}

/** How far a request came when it failed. */
export type DeliveryPhase =
  /** No byte was sent. */
  | "not-sent"
  /** It may have arrived, but there is no answer. */
  | "unknown"
  /** The head of the answer arrived, but not its body. */
  | "answered";

/** The network failed. */
export class DeliveryError extends RunnerError {
  override readonly name = "DeliveryError";
  readonly code: string;
  readonly retry: Retry;
  readonly phase: DeliveryPhase;
  /** Of the answer's head, in phase `answered`. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  constructor(options: {
    readonly phase: DeliveryPhase;
    readonly code: string;
    readonly message: string;
    readonly hint?: string;
    readonly way?: WayOut;
    readonly status?: number;
    readonly headers?: Readonly<Record<string, string>>;
  }) {
    super(options.message, {
      hint: options.hint ?? "Check the network and the provider's base URL.",
      way: options.way,
    });
    this.code = options.code;
    this.phase = options.phase;
    this.retry = options.phase === "not-sent" ? "safe" : "never";
    if (options.status !== undefined) this.status = options.status;
    if (options.headers !== undefined) this.headers = options.headers;
  }
}

/** The environment names a proxy that cannot be one. */
export class ProxyAddressError extends RunnerError {
  override readonly name = "ProxyAddressError";
  readonly code = "proxy_malformed";
  readonly retry = "never";
  constructor(variable: string) {
    super(`${variable} is not the address of a proxy`, {
      hint: `Write ${variable}=http://proxy.example.com:8080, or unset it.`,
    });
  }
}

/** A budget cannot be guaranteed because a take has no price in its currency. */
export class UnpricedTakeError extends RunnerError {
  override readonly name = "UnpricedTakeError";
  readonly code = "budget_needs_price";
  readonly retry = "never";
  readonly take: string;
  constructor({ take, provider, currency }: { take: string; provider: string; currency: string }) {
    super(`Take ${take} has no price in ${currency}, so the budget cannot be guaranteed`, {
      hint: `Set providers.${provider}.price in ${currency}, or limit the number of tasks instead of a budget.`,
      way: "price-or-tasks",
    });
    this.take = take;
  }
}

/** A price or a budget that is out of range. */
export class AmountError extends RunnerError {
  override readonly name = "AmountError";
  readonly code = "amount_unusable";
  readonly retry = "never";
  constructor(amount: number) {
    super(`${amount} is outside the range of amounts`, {
      hint: "Use amounts from 0 to 1,000,000,000 in prices, budgets and caps.",
    });
  }
}

/** A plan, a ledger or an export of another realm. */
export class RealmMismatchError extends RunnerError {
  override readonly name = "RealmMismatchError";
  readonly code = "realm_mismatch";
  readonly retry = "never";
  constructor(message: string) {
    super(message, { hint: "Use separate state and separate runs for mock, local and live." });
  }
}

interface LockFault {
  readonly fault: string;
  readonly line?: number;
  readonly hint: string;
  readonly way?: WayOut;
}

export type LockFileCode = "lock_unreadable" | "lock_too_new";

/** A storyboard's lock file cannot be read. Nothing is submitted until it can. */
export class LockFileError extends RunnerError {
  override readonly name = "LockFileError";
  readonly code: LockFileCode;
  readonly retry = "never";
  readonly file: string;
  /** Counted from 1, where one line is to blame. */
  readonly line?: number;
  constructor(code: LockFileCode, file: string, { fault, line, hint, way }: LockFault) {
    super(`${file}${line === undefined ? "" : `:${line}`}: ${fault}`, { hint, way });
    this.code = code;
    this.file = file;
    if (line !== undefined) this.line = line;
  }
}

export type DecisionCode =
  | "take_unknown"
  | "take_ambiguous"
  | "nothing_to_decide"
  | "task_known"
  | "version_unknown"
  | "clip_missing"
  | "clip_damaged"
  | "clip_changed";

/** A decision that does not fit the state of its take. */
export class DecisionError extends RunnerError {
  override readonly name = "DecisionError";
  readonly code: DecisionCode;
  readonly retry = "never";
  constructor(code: DecisionCode, message: string, options: { hint: string; way?: WayOut }) {
    super(message, options);
    this.code = code;
  }
}

/** An exported ledger cannot be read. Nothing was imported. */
export class ImportError extends RunnerError {
  override readonly name = "ImportError";
  readonly code = "import_unreadable";
  readonly retry = "never";
  readonly line: number;
  constructor(line: number, fault: string) {
    super(`Line ${line} cannot be imported: ${fault}`, {
      hint: "Nothing was imported. Export it again.",
      way: "export-again",
    });
    this.line = line;
  }
}

/** A failure of the world as it is reported of a take or of a run. */
export function reported({ code, message, hint, way }: RunnerError): {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly way?: WayOut;
} {
  return { code, message, hint, ...present({ way }) };
}
