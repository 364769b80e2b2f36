import { createHmac } from "node:crypto";
import { unixSeconds } from "../../shapes/unix-seconds.ts";
import type { VendorWebhook } from "../../vendor/vendor.ts";

/** Events of the account, signed as Standard Webhooks are. */
export const webhook: VendorWebhook = {
  body: ({ id, status }, { eventId, atMs }) => ({
    id: eventId,
    object: "event",
    created_at: unixSeconds(atMs),
    type: status === "succeeded" ? "video.completed" : "video.failed",
    data: { id },
  }),
  headers: (payload, { eventId, atMs, secret }) => {
    const timestamp = String(unixSeconds(atMs));
    const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
    const signature = createHmac("sha256", key).update(`${eventId}.${timestamp}.${payload}`).digest("base64");
    return { "webhook-id": eventId, "webhook-timestamp": timestamp, "webhook-signature": `v1,${signature}` };
  },
  retryAfterSeconds: { value: [5, 300, 1800, 7200, 18_000, 36_000], provenance: { grade: "assumed" } },
};
