import type { FormatFacts, Provenance } from "@shotlist/schema";

const provenance: Provenance = { grade: "assumed" };

/** Facts of no vendor, as small as the readers under test need. */
export const factsOfTest: Pick<FormatFacts, "statuses" | "errors" | "notCreated" | "models"> = {
  statuses: [
    { word: "queued", canonical: "queued", provenance },
    { word: "IN_PROGRESS", canonical: "running", provenance },
    { word: "succeeded", canonical: "succeeded", provenance },
    { word: "failed", canonical: "failed", provenance },
    { word: "expired", canonical: "expired", provenance },
    { word: "cancelled", canonical: "cancelled", provenance },
  ],
  errors: [
    { occasion: "unknown_task", httpStatus: 404, code: "NoSuchTask", type: "NotFound", message: "gone", provenance },
    { occasion: "unknown_task", httpStatus: 400, code: "task_gone", message: "gone", provenance },
    { occasion: "unknown_model", httpStatus: 404, code: "NoSuchModel", message: "no model", provenance },
    { occasion: "unknown_path", httpStatus: 404, code: "", type: "no_route", message: "no route", provenance },
  ],
  notCreated: [
    { httpStatus: 503, code: "rate_limit_unavailable", provenance },
    { httpStatus: 501, provenance },
  ],
  models: [
    {
      id: "painter",
      aliases: ["painter-260101"],
      provenance,
      duration: { value: { min: 4, max: 12, integer: true }, provenance },
      resolutions: { value: ["720p"], provenance },
      ratios: { value: ["16:9"], provenance },
      roles: {
        first_frame: { forms: ["url", "data", "asset"], max: 1, provenance },
        last_frame: { forms: ["url"], max: 1, provenance },
        reference_image: { forms: ["base64"], max: 2, provenance },
      },
      seed: { value: { min: 0, max: 10 }, provenance },
    },
    {
      id: "plain",
      provenance,
      duration: { value: { min: 4, max: 12, integer: true }, provenance },
      resolutions: { value: ["720p"], provenance },
      ratios: { value: ["16:9"], provenance },
      roles: { reference_video: { forms: ["url"], max: 1, provenance } },
    },
  ],
};
