import type { VendorWebhook } from "../vendor/vendor.ts";
import { contentTaskAnswer } from "./content-task.ts";

/** The upstream calls back with the body of a poll, unsigned, and tries three more times. */
export const contentWebhook: VendorWebhook = {
  body: contentTaskAnswer,
  // The number of tries is public, the pauses between them are assumed.
  retryAfterSeconds: { value: [10, 30, 60], provenance: { grade: "assumed" } },
};
