import type { CanonicalStatus, ErrorOccasion, OperationName } from "../facts/facts.ts";
import type { JsonValue } from "../json/json.ts";
import type { Level, Provenance } from "../facts/provenance.ts";

/** JSON pointers at which one thing may be in a message; the first that holds something counts. */
export type Places = readonly string[];

/** Where the parts of a format's messages are. */
export interface AnswerPlaces {
  /** In `submit.request`. */
  readonly model: Places;
  readonly prompt: Places;
  readonly callbackUrl?: Places;
  readonly clientId?: Places;
  /** Ids of earlier tasks that the request builds on; `*` stands for any entry of an array. */
  readonly earlierTaskIds?: Places;
  /** In `submit.response`. */
  readonly submittedTaskId: Places;
  /** In `task.response`. */
  readonly taskId: Places;
  readonly status: Places;
  readonly progress?: Places;
  readonly videoUrl: Places;
  readonly lastFrameUrl?: Places;
  /** Unix seconds. */
  readonly createdAt?: Places;
  readonly updatedAt?: Places;
  readonly completionTokens?: Places;
  readonly failureMessage?: Places;
  /** In `error.response`. */
  readonly errorCode?: Places;
  readonly errorMessage: Places;
  /** In `webhook.request`. */
  readonly webhookTaskId?: Places;
  readonly webhookStatus?: Places;
  readonly webhookVideoUrl?: Places;
  /** In the answers to `list` and `models`: the array. */
  /** In the answer to a call that makes a clip from another: the id of that one. */
  readonly derivedFrom?: Places;
  readonly listedTasks?: Places;
  readonly listedModels?: Places;
}

/** One call with the answer that it must get, where no schema and no fact says it already. */
export interface WrittenCase {
  /** Stable within the format, in kebab case. */
  readonly id: string;
  /** A sentence about what the endpoint does. */
  readonly title: string;
  readonly operation: OperationName;
  readonly provenance: Provenance;
  /** Defaults to `reject` for what is documented and to `advice` for the rest. */
  readonly level?: Level;
  readonly request: {
    /** `valid` by default. */
    readonly key?: "valid" | "wrong" | "absent";
    /** A JSON body. */
    readonly body?: JsonValue;
    /** A body as text, sent unchanged. */
    readonly text?: string;
    readonly contentType?: string;
    /** The value of `{id}` in the path. */
    readonly taskId?: string;
    /** What follows the question mark. */
    readonly query?: string;
  };
  readonly expects:
    | { readonly kind: "accepted" }
    | { readonly kind: "refused"; readonly occasion: ErrorOccasion; readonly orOccasion?: ErrorOccasion }
    | { readonly kind: "either" };
}

/** How a word of one message maps to a status, where that message has its own words. */
export interface ForeignStatus {
  readonly word: string;
  readonly canonical: CanonicalStatus;
}

/** An event about a task. */
export interface ToldEvent {
  readonly id: string;
  readonly type: string;
  readonly taskId: string;
  /** Unix seconds. */
  readonly createdAt: number;
}

/** What a contract check of a format needs beyond its schemas, facts and fixtures. */
export interface FormatContract {
  readonly places: AnswerPlaces;
  /** Words of `webhook.request` that differ from those of a poll. */
  readonly webhookStatuses?: readonly ForeignStatus[];
  readonly cases: readonly WrittenCase[];
  /** Answers that no fixture shows, for a double that plays the documents. */
  readonly answers?: {
    readonly list?: (tasks: readonly JsonValue[]) => JsonValue;
    readonly removed?: (taskId: string) => JsonValue;
    readonly character?: (about: { readonly id: string; readonly name: string }) => JsonValue;
    /** What is posted to the account's address about a task that has ended; `type` is the word of `accountWebhook`. */
    readonly event?: (about: ToldEvent) => JsonValue;
  };
}
