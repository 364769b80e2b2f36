import type { JoinedUpload } from "@shotlist/batch-runner";
import type { Estimate } from "@shotlist/core";
import type { TaskToPay } from "./tasks-to-pay.ts";

/** The local files that tasks need at their providers, each once for a provider. */
export function uploadsOf(tasks: readonly TaskToPay[]): readonly JoinedUpload[] {
  const uploads = tasks.flatMap(({ lead }) =>
    (lead.uploads ?? []).map((upload) => [`${lead.take.realm} ${upload.provider} ${upload.sha256}`, upload] as const),
  );
  return [...new Map(uploads).values()];
}

/** What tasks are expected to cost, and the uploads that they need. */
export function estimatesToPay(tasks: readonly TaskToPay[]): readonly Estimate[] {
  return [...tasks.map(({ lead }) => lead.take.estimate), ...uploadEstimates(tasks)];
}

/** What the uploads that tasks need are expected to cost; those that are free or made already are left out. */
export function uploadEstimates(tasks: readonly TaskToPay[]): readonly Estimate[] {
  return uploadsOf(tasks).flatMap(({ price, state }) =>
    price === undefined || state !== "to-upload" ? [] : [{ kind: "exact", ...price } as const],
  );
}
