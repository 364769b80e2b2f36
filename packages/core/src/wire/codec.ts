import type { CarriedFields } from "./carried-fields.ts";
import type { FormatId, JsonObject, JsonValue } from "@shotlist/schema";
import type { Reference } from "../model/media.ts";
import type { WireRequest } from "../model/plan.ts";
import type { ResolvedShot } from "../model/shot.ts";

/** Values that exist only when a request is sent. In a plan, they are placeholders or left out. */
export interface Bindings {
  /**
   * The wire value of a medium: a URL, a data URI, an `asset://` id, or a placeholder object in a plan
   * (`{ asset: sha256, path }` for a file, `{ upload: sha256, path }` for one that is uploaded, `{ take, what }` for a dependency's clip or frame).
   */
  readonly media: (reference: Reference) => JsonValue;
  /** Used if the author set no seed and the model supports one. */
  readonly seed?: number;
  /** Our own id for the attempt, sent where the format can look a task up by it. */
  readonly clientId?: string;
  readonly webhookUrl?: string;
  /** Task id of the draft that `draftOf` names, or in a plan a placeholder for it (`{ take, what: "task" }`). */
  readonly draftTaskId?: JsonValue;
}

/** The answer to a submit: a task id, or what is missing. */
export type Submitted =
  | { readonly taskId: string; readonly warnings: readonly string[] }
  | { readonly taskId?: undefined; readonly missing: string };

/** The units by which a clip may be billed. */
export type BilledCount = "completionTokens" | "durationSeconds";

interface TaskCommon {
  readonly taskId?: string;
  /** Other ids by which the answer names its task: the upstream's, or our own client id where the format repeats it. */
  readonly alsoNamed?: readonly string[];
  /** Our own id for the attempt, where the answer repeats one. */
  readonly clientId?: string;
  /** The vendor's own word. */
  readonly wireStatus: string;
  /** 0 to 100. */
  readonly progress?: number;
  /** Things a person should see: an unknown status word, a missing field. */
  readonly warnings: readonly string[];
}

/** A download from the provider itself: GET of this path under the base URL, with the key. */
export interface ClipDownload {
  readonly path: string;
}

/** A vendor's description of a failure. */
export interface TaskFailure {
  readonly code?: string;
  readonly message: string;
}

/** A task as the vendor describes it, as a union on canonical status. */
export type Task =
  | (TaskCommon & { readonly status: "queued" | "running" })
  | (TaskCommon & {
      readonly status: "succeeded";
      /**
       * May be a path, meant from the provider's base URL on. Absent when the vendor said `succeeded` without a link: poll
       * again, unless there is a `download`.
       */
      readonly videoUrl?: string;
      /** A call of the provider itself that returns the clip under the key, where there is no link. */
      readonly download?: ClipDownload;
      readonly lastFrameUrl?: string;
      readonly seed?: number;
      readonly durationSeconds?: number;
      readonly usage?: { readonly completionTokens: number; readonly totalTokens?: number };
      /** Values of the answer that are not plausible numbers. */
      readonly unreadable?: readonly BilledCount[];
      /** The status is not one of this format: it counts when there is a link, or when the download answers. */
      readonly readAlike?: true;
      /** The model id the vendor names, often dated. */
      readonly model?: string;
      /** Unix seconds after which the link is gone, where the vendor says. */
      readonly expiresAt?: number;
    })
  | (TaskCommon & { readonly status: "failed" | "expired" | "cancelled"; readonly failure: TaskFailure });

/** A vendor's error answer. */
export interface VendorError {
  readonly httpStatus: number;
  /** The vendor's own code, always as text. */
  readonly code?: string;
  readonly message: string;
  readonly requestId?: string;
  /** The facts list this answer as proof that no task was created. */
  readonly notCreated: boolean;
  /** The task is not known to the vendor. */
  readonly unknownTask: boolean;
}

/** A task in a vendor's list of tasks, with what the list repeats of its request. */
export interface ListedTask {
  readonly taskId: string;
  /** When the vendor made it, in Unix seconds. */
  readonly createdAt?: number;
  readonly model?: string;
  readonly seed?: number;
  readonly ratio?: string;
  readonly resolution?: string;
  readonly durationSeconds?: number;
  readonly expiresAfterSeconds?: number;
  /** Fields that a request has only from its author's `extra`, under their names in the request. */
  readonly extra?: { readonly [field: string]: string };
}

/** One page of a vendor's list of tasks. */
export interface TaskPage {
  readonly tasks: readonly ListedTask[];
  /** How many tasks all pages hold together, where the vendor says. */
  readonly total?: number;
}

/** Pure translation between a resolved shot and one wire format. */
export interface FormatCodec {
  readonly id: FormatId;
  /** Whether its requests carry each field of a shot. */
  readonly fields?: CarriedFields;
  encodeSubmit(shot: ResolvedShot, bindings: Bindings): WireRequest;
  decodeSubmit(body: unknown): Submitted;
  encodePoll(taskId: string): WireRequest;
  /** `taskId`: the requested task. Only an answer with this id gives a download. */
  decodeTask(body: unknown, taskId?: string): Task;
  decodeError(httpStatus: number, body: unknown): VendorError;
  /** Asks for a page of the vendor's tasks, counted from 1. With `decodeList`, where the format has a list. */
  readonly encodeList?: (page: number, serviceTier?: string) => WireRequest;
  /** `undefined` where the answer is not a list. */
  readonly decodeList?: (body: unknown) => TaskPage | undefined;
  /** Asks for the state of several tasks of one service tier in one list. With `decodeListed`, where the format has a list. */
  readonly encodeListOf?: (taskIds: readonly string[], serviceTier?: string) => WireRequest;
  /**
   * The tasks of a list that were asked for, by their ids, each read as the answer to its poll. One that is listed twice is left
   * out, and so is every other task; `undefined` where the answer is not a list.
   */
  readonly decodeListed?: (body: unknown, taskIds: readonly string[]) => ReadonlyMap<string, Task> | undefined;
}

/** A codec as a format's folder defines it, with what its requests say of each field of a shot. */
export interface DefinedCodec extends FormatCodec {
  readonly fields: CarriedFields;
  encodeSubmit(shot: ResolvedShot, bindings: Bindings): WireRequest & { readonly body: JsonObject };
}
