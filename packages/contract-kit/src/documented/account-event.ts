import { factsOf } from "@shotlist/schema";
import type { CanonicalStatus, FormatRef } from "@shotlist/schema";
import { contractOf } from "@shotlist/schema/contracts";
import { standardWebhookHeaders } from "./standard-webhook.ts";

/** What a vendor posts to the address of an account. */
export interface AccountEvent {
  /** JSON; the signature is over exactly this text. */
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface AccountEventOptions {
  /** The secret of the account: base64, with or without `whsec_` before it. */
  readonly secret: string;
  /** When it is sent, in Unix seconds; now by default. */
  readonly at?: number;
}

/** Makes the event that reports the end of a task, signed as the vendor signs it. */
export type AccountEvents = (taskId: string, options: AccountEventOptions) => Promise<AccountEvent>;

/** Events of a format about tasks, whose ends `endOf` tells. */
export function createAccountEvents(
  format: FormatRef,
  endOf: (taskId: string) => CanonicalStatus | undefined,
): AccountEvents {
  return async (taskId, { secret, at = Math.floor(Date.now() / 1000) }) => {
    const words = factsOf(format).accountWebhook?.value;
    const { event } = contractOf(format).answers ?? {};
    if (words === undefined || event === undefined) throw new RangeError(`${format} documents no events of an account`);
    const end = endOf(taskId);
    if (end !== "succeeded" && end !== "failed") {
      throw new RangeError(`Task ${taskId} has not ended: poll it until it has, or set polls to 0`);
    }
    const id = `evt_${taskId}`;
    const body = JSON.stringify(event({ id, type: words[end], taskId, createdAt: at }));
    return {
      body,
      headers: { "content-type": "application/json", ...(await standardWebhookHeaders(body, { id, at, secret })) },
    };
  };
}
