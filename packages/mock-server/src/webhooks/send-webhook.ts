import type { WebhookSender } from "./webhooks.ts";

/** The upstream gives a receiver this long; real time, because the receiver is real. */
const receiverTimeoutMs = 5000;

/** Posts a webhook. A redirect is not followed: it could lead off this machine. */
export const sendWebhook: WebhookSender = async (url, { payload, headers }) => {
  const signal = AbortSignal.timeout(receiverTimeoutMs);
  const response = await fetch(url, { method: "POST", headers, body: payload, redirect: "manual", signal });
  await response.body?.cancel();
  return response.status;
};
