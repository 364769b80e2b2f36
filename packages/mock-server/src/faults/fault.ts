import type { ErrorOccasion, OperationName } from "@shotlist/schema";
import type { MountedFormat } from "../formats/mount.ts";
import type { MockAnswer } from "../http/message.ts";
import type { Progress } from "../tasks/task-plan.ts";
import type { Ending } from "../vendor/task.ts";

/** What a fault can strike: a call of a format, the download of a clip, a call back to the client. */
export type FaultPlace = OperationName | "character" | "upload" | "download" | "webhook";

export type FaultLayer = "vendor error" | "answer" | "transport" | "lifecycle" | "media" | "webhook";

/** What a rule may set about its fault; what does not apply is ignored. */
export interface FaultSettings {
  /** Sent as `Retry-After`; a string is sent as it is, such as an HTTP date. */
  readonly retryAfter?: number | string;
  /** Replaces the documented HTTP status. */
  readonly status?: number;
  /** Replaces the documented code. */
  readonly code?: string;
  readonly message?: string;
  /** How long, in virtual seconds, a stall, a drip, a queue or a delay lasts. */
  readonly seconds?: number;
  /** How many bytes pass before a cut. */
  readonly bytes?: number;
  /** Headers of a canned answer. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Body of a canned answer: a text as it is, anything else as JSON. */
  readonly body?: unknown;
}

/** How a task that a fault strikes will go. */
export interface TaskFate {
  readonly progress?: Progress;
  readonly ending?: Ending;
}

/** How a call back is spoilt. */
type WebhookFate = "lost" | "doubled" | "late" | "reordered" | "forged";

/** One way in which things go wrong. Each part says at which moment it strikes. */
export interface Fault {
  readonly name: string;
  readonly layer: FaultLayer;
  /** What it is for. */
  readonly purpose: string;
  readonly places: readonly FaultPlace[];
  /** A documented refusal in place of the call: nothing is carried out. */
  readonly refuse?: ErrorOccasion;
  /** Any other answer in place of the call: nothing is carried out. */
  readonly instead?: (settings: FaultSettings) => MockAnswer;
  /** Spoils the answer to a call that was carried out. */
  readonly spoil?: (answer: MockAnswer, settings: FaultSettings, format: MountedFormat | undefined) => MockAnswer;
  /** Changes how an accepted task goes. */
  readonly task?: (settings: FaultSettings, format: MountedFormat) => TaskFate;
  readonly webhook?: WebhookFate;
}
