import { createHmac } from "node:crypto";
import { present } from "@shotlist/schema";
import { unixSeconds } from "../../shapes/unix-seconds.ts";
import type { VendorWebhook } from "../../vendor/vendor.ts";

/** Signed events in the words of the relay, which differ from those of a poll. */
export const webhook: VendorWebhook = {
  body: (view, { eventId, atMs }) => {
    const succeeded = view.status === "succeeded";
    const link = present({ url: view.result?.videoUrl });
    return {
      id: eventId,
      type: succeeded ? "generation.completed" : "generation.failed",
      api_version: "v1",
      created_at: unixSeconds(atMs),
      data: {
        task_id: view.id,
        client_business_id: view.requested.clientId ?? "",
        task_type: "video",
        model: view.requested.model,
        status: succeeded ? "SUCCESS" : "FAILURE",
        progress: "100%",
        result: succeeded ? { type: "video", data: [{ ...link, format: "mp4" }] } : null,
        error: view.failure === undefined ? null : { ...view.failure },
        submitted_at: unixSeconds(view.createdAtMs),
        finished_at: unixSeconds(view.updatedAtMs),
      },
    };
  },
  headers: (payload, { eventId, atMs, secret }) => {
    const timestamp = String(unixSeconds(atMs));
    const signature = createHmac("sha256", secret).update(`${eventId}.${timestamp}.${payload}`).digest("hex");
    return {
      "x-toapis-webhook-id": eventId,
      "x-toapis-webhook-timestamp": timestamp,
      "x-toapis-webhook-signature": `v1=${signature}`,
    };
  },
  retryAfterSeconds: {
    value: [10, 30, 120, 600, 3600, 21_600, 86_400],
    provenance: { grade: "public", source: "ToAPIs: webhooks" },
  },
};
