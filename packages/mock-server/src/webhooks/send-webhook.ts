import { realDeadline } from "../clock/clock.ts";
import type { WebhookSender } from "./webhook-event.ts";

/** The upstream gives a receiver this long. */
const receiverTimeoutMs = 5000;

/** Posts a webhook. A redirect is not followed: it could lead off this machine. */
export const sendWebhook: WebhookSender = async (url, { payload, headers }) => {
  const signal = realDeadline(receiverTimeoutMs);
  const response = await fetch(url, { method: "POST", headers, body: payload, redirect: "manual", signal });
  await response.body?.cancel();
  return response.status;
};
