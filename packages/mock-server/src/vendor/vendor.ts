import type { CanonicalStatus, ErrorOccasion, Fact, FormatFacts, FurtherCallName, JsonObject } from "@shotlist/schema";
import type { SeededRandom } from "../random/seeded-random.ts";
import type { RequestedClip } from "./requested-clip.ts";
import type { TaskFailure, TaskResult } from "./task-result.ts";

/** A task as a vendor's answers speak of it. Times are virtual milliseconds since the Unix epoch. */
export interface TaskView {
  readonly id: string;
  readonly number: number;
  readonly status: CanonicalStatus;
  readonly requested: RequestedClip;
  /** The id under which the vendor answers for the model. */
  readonly model: string;
  readonly createdAtMs: number;
  readonly startedAtMs: number | undefined;
  readonly finishedAtMs: number | undefined;
  readonly updatedAtMs: number;
  /** 0 to 100. */
  readonly progressPercent: number;
  readonly seed: number;
  readonly framesPerSecond: number;
  /** Set once the task has succeeded. */
  readonly result: TaskResult | undefined;
  /** Set once the task has failed. */
  readonly failure: TaskFailure | undefined;
}

/** A request that a vendor refuses, before the vendor's own envelope goes round it. */
export interface Refusal {
  readonly occasion: ErrorOccasion;
  readonly httpStatus: number;
  readonly code: string | number;
  readonly type: string | undefined;
  readonly message: string;
  /** The field at fault, in the vendor's notation; undefined where there is none. */
  readonly field: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A task in a list; `view` counts as a poll of it. */
export interface ListedTask {
  readonly id: string;
  readonly status: CanonicalStatus;
  readonly requested: RequestedClip;
  readonly view: () => TaskView;
}

export type ListAnswer =
  | { readonly body: JsonObject }
  /** A query field that the vendor refuses. */
  | { readonly invalidField: string; readonly message: string };

/** How a vendor calls back. */
export interface VendorWebhook {
  readonly body: (view: TaskView, delivery: WebhookDelivery) => JsonObject;
  /** Headers in addition to the content type, such as a signature over the body as sent. */
  readonly headers?: (payload: string, delivery: WebhookDelivery) => Readonly<Record<string, string>>;
  /** Times between one failed delivery and the next try. */
  readonly retryAfterSeconds: Fact<readonly number[]>;
}

/** What is known when a webhook is made. */
export interface WebhookDelivery {
  /** The same for every try of one event. */
  readonly eventId: string;
  readonly atMs: number;
  /** The secret that signs, which follows from the server's seed. */
  readonly secret: string;
}

/** A further path on which a vendor answers for a task, beyond the operations in the facts. */
interface TaskRoute {
  readonly path: string;
  readonly answer: (view: TaskView) => JsonObject;
}

/** A task that a later request may build on. */
interface EarlierTask {
  readonly status: CanonicalStatus;
  readonly requested: RequestedClip;
  readonly seed: number;
}

export type FindEarlierTask = (taskId: string) => EarlierTask | undefined;

/** Why a well-formed request is refused all the same. */
export interface RequestFault {
  readonly occasion: ErrorOccasion;
  readonly field: string;
  readonly message: string;
}

/** A file that the content path may hand out. */
export type ContentFile = "clip" | "thumbnail" | "spriteSheet";

/** Calls that make a clip from another one. */
export type DerivingCall = Extract<FurtherCallName, "remix" | "edit" | "extend">;

/** What such a call builds on: a task that has succeeded, or a file that came along. */
export interface SourceClip {
  readonly taskId: string | undefined;
  readonly requested: RequestedClip | undefined;
}

/** All that is one vendor's own: how it names tasks, reads requests and words its answers. */
export interface Vendor {
  readonly newTaskId: (random: SeededRandom, createdAtMs: number, requested: RequestedClip) => string;
  /** Reads a body that the schema has accepted; `earlier` finds a task that the vendor still remembers. */
  readonly readRequest: (body: JsonObject, facts: FormatFacts, earlier: FindEarlierTask) => RequestedClip;
  /** What the vendor finds wrong with a body that the schema has accepted, such as a task that is not there. */
  readonly findFault?: (body: JsonObject, earlier: FindEarlierTask) => RequestFault | undefined;
  /** The vendor's own words for a body that breaks a rule, where they are known. */
  readonly refusalWords?: (
    rule: string,
    body: JsonObject,
    facts: FormatFacts,
  ) => { readonly message: string; readonly field: string } | undefined;
  readonly submitAnswer: (view: TaskView) => JsonObject;
  readonly taskAnswer: (view: TaskView, facts: FormatFacts) => JsonObject;
  readonly errorAnswer: (refusal: Refusal) => JsonObject;
  readonly modelsAnswer?: (facts: FormatFacts, createdAtMs: number) => JsonObject;
  readonly listAnswer?: (tasks: readonly ListedTask[], query: URLSearchParams) => ListAnswer;
  readonly webhook?: VendorWebhook;
  /** Other shapes in which real answers for a task were seen, by name. */
  readonly observedVariants?: Readonly<Record<string, (view: TaskView) => JsonObject>>;
  readonly taskRoutes?: readonly TaskRoute[];
  /** Reads a call that makes a clip from another one: a remix, an edit, an extension. */
  readonly derive?: (call: DerivingCall, body: JsonObject, source: SourceClip) => RequestedClip | RequestFault;
  /** The answer to a task that was cancelled or deleted; an empty object by default. */
  readonly cancelAnswer?: (taskId: string) => JsonObject;
  /** Which file the content path returns, by its query; the clip by default. */
  readonly contentFile?: (query: URLSearchParams) => ContentFile | { readonly invalidField: string };
  /** At the root the format leaves the paths that it shares to the others, whose bodies are the same. */
  readonly yieldsSharedPaths?: true;
  /**
   * Whether a body that came to a path which several formats share is meant for this one: it has a field of this
   * format's own, or it is of a kind that this format takes as well.
   */
  readonly claims?: (body: JsonObject) => "own" | "possible" | undefined;
}
