import type { JsonValue } from "@shotlist/schema";

/** One call that reached the receiver. */
export interface ReceivedWebhook {
  readonly method: string;
  readonly contentType: string | undefined;
  /** Undefined where the body was not JSON. */
  readonly body: JsonValue | undefined;
}

/** Somewhere that an endpoint can call back. */
export interface WebhookReceiver {
  /** Under which the endpoint reaches it. */
  readonly url: string;
  /** Everything received so far, oldest first. */
  received(): readonly ReceivedWebhook[];
}
