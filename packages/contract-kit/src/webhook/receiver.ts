import type { JsonValue } from "@shotlist/schema";

/** One webhook call that was received. */
export interface ReceivedWebhook {
  readonly method: string;
  readonly contentType: string | undefined;
  /** Undefined where the body was not JSON. */
  readonly body: JsonValue | undefined;
}

/** A receiver of webhook calls. */
export interface WebhookReceiver {
  /** Its address for the endpoint. */
  readonly url: string;
  /** Everything received so far, oldest first. */
  received(): readonly ReceivedWebhook[];
}
