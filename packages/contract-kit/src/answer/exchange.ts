import type { JsonValue, OperationName } from "@shotlist/schema";
import type { KeyChoice } from "../case/case.ts";

/** A request, without its key and without the secret part of any link. */
export interface SentRequest {
  readonly method: string;
  /** Path and query below the base URL. */
  readonly path: string;
  readonly key: KeyChoice;
  readonly contentType?: string;
  readonly body?: JsonValue;
  /** The body as text, where it was not JSON. */
  readonly text?: string;
}

/** The answer. */
export type Answer =
  | {
      readonly kind: "json";
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: JsonValue;
    }
  /** Not JSON: a gateway's page, an empty body, a file, or more than is read. `start` is how it begins. */
  | {
      readonly kind: "other";
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly bytes: number;
      readonly start: string;
    }
  /** No answer. */
  | { readonly kind: "none"; readonly reason: NoAnswerReason };

/** Why there was no answer: nobody listens, the connection broke, or it took too long. */
export type NoAnswerReason = "unreachable" | "broken" | "too slow";

/** One request with its answer. */
export interface Exchange {
  /** On the run's clock, in milliseconds since the Unix epoch. */
  readonly atMs: number;
  readonly operation: OperationName | "download" | "webhook";
  readonly taskId?: string;
  readonly request: SentRequest;
  readonly answer: Answer;
}
