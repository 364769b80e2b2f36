import type {
  CanonicalStatus,
  ErrorOccasion,
  FormatRef,
  JsonValue,
  Level,
  OperationName,
  Provenance,
} from "@shotlist/schema";

/** The key of a call: the caller's own, a wrong one, or none. */
export type KeyChoice = "valid" | "wrong" | "absent";

/** A call of the endpoint. */
export interface CallRequest {
  readonly kind: "call";
  readonly operation: OperationName;
  readonly key: KeyChoice;
  /** A JSON body. */
  readonly body?: JsonValue;
  /** A body as text, sent unchanged. */
  readonly text?: string;
  readonly contentType?: string;
  /** The value of `{id}` in the path. */
  readonly taskId?: string;
  /** The task that the call is about, where the path names it in another way. */
  readonly aboutTask?: string;
  /** What follows the question mark. */
  readonly query?: string;
  /** A path in place of the operation's own. */
  readonly path?: string;
  /** Name of a fault that a test double should simulate on this call. */
  readonly provoke?: string;
}

/** What happens in the course of a task, as one case. */
export type StoryName =
  | "runs-to-its-end"
  | "two-tasks-stay-apart"
  | "hides-from-strangers"
  | "link-expires"
  | "cancels-a-waiting-task"
  | "keeps-a-running-task"
  | "removes-an-ended-task"
  | "lists-a-task"
  | "finds-by-client-id"
  | "hands-out-content"
  | "calls-back"
  | "ends-as";

/** A task followed from its submit on. */
export interface StoryRequest {
  readonly kind: "story";
  readonly story: StoryName;
  /** A body that the format accepts. */
  readonly body: JsonValue;
  /** How the task should end, for `ends-as`. */
  readonly ending?: CanonicalStatus;
}

/** Bodies, or walks through a task's life, drawn at random under the run's seed. */
export interface GeneratedRequest {
  readonly kind: "generated";
  readonly draws: "accepted-bodies" | "refused-bodies" | "walks";
}

export type CaseRequest = CallRequest | StoryRequest | GeneratedRequest;

/** What the endpoint must answer. */
export type Expectation =
  /** Success, in the documented shape. */
  | { readonly kind: "accepted" }
  /** A client error, as documented for one of these occasions. */
  | { readonly kind: "refused"; readonly occasions: readonly ErrorOccasion[] }
  /** Success or refusal: only public or assumed sources are against the request. */
  | { readonly kind: "either" }
  /** Decided by the story or the generated case. */
  | { readonly kind: "as told" };

/** One statement of the contract that an endpoint must satisfy. */
export interface Case {
  /** Stable and unique within the format, such as `submit.request/duration.minimum/refuses-4`. */
  readonly id: string;
  readonly format: FormatRef;
  readonly operation: OperationName | "download" | "webhook";
  /** A sentence about what the endpoint does. */
  readonly title: string;
  /** The rule that the case is about, with the message that states it: `submit.request: duration.minimum`. */
  readonly rule?: string;
  readonly provenance: Provenance;
  readonly level: Level;
  readonly request: CaseRequest;
  readonly expectation: Expectation;
  /** Whether it submits with a valid key, which a live vendor may bill. */
  readonly bills: boolean;
}
