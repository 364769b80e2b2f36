import type { JoinedUpload, UploadReport } from "@shotlist/batch-runner";
import type { TaskToPay } from "../paying/tasks-to-pay.ts";
import { uploadsOf } from "../paying/uploads-to-make.ts";
import { say } from "../text/say.ts";
import { formatMoney } from "./money.ts";
import type { Style } from "./style.ts";
import { table } from "./table.ts";
import { formatBytes } from "./units.ts";

/** The uploads of `plan --json`. */
export function uploadsToJson(tasks: readonly TaskToPay[]): readonly object[] | undefined {
  const uploads = uploadsOf(tasks).map(({ provider, path, sha256, bytes, price, state }) => ({
    provider,
    path,
    sha256,
    bytes,
    state,
    price,
  }));
  return uploads.length === 0 ? undefined : uploads;
}

/** The uploads of `render --json`. */
export function uploadReportToJson({ provider, path, sha256, bytes, reused, cost }: UploadReport): object {
  return { provider, path, sha256, bytes, reused, cost };
}

/** The files that a render would upload, or has uploaded before, as a table. */
export function describeUploads(
  tasks: readonly TaskToPay[],
  style: Style,
  { width = Infinity }: { readonly width?: number } = {},
): string {
  const uploads = uploadsOf(tasks);
  if (uploads.length === 0) return "";
  const rows = uploads.map((upload) => [
    upload.path,
    upload.provider,
    formatBytes(upload.bytes),
    upload.price === undefined || upload.state !== "to-upload" ? "" : formatMoney([upload.price]),
    stateWords(upload),
  ]);
  const columns = [
    { title: say`file`, shrinks: "names" as const },
    { title: say`provider` },
    { title: say`size`, align: "right" as const },
    { title: say`cost`, align: "right" as const },
    { title: say`upload`, shrinks: "explains" as const },
  ];
  return `${table(columns, rows, style, { width })}\n`;
}

function stateWords({ state }: JoinedUpload): string {
  switch (state) {
    case "to-upload":
      return say`will be uploaded`;
    case "uploaded":
      return say`already uploaded`;
    case "undecided":
      return say`may have been uploaded: shotlist resolve --list`;
    default:
      return state satisfies never;
  }
}
