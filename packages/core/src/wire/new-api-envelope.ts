import type { FormatFacts } from "@shotlist/schema";
import type { Task, VendorError } from "./codec.ts";
import { readClipCounts } from "./clip-counts.ts";
import { contentResult } from "./content-task.ts";
import { decodeErrorEnvelope } from "./error-envelope.ts";
import { firstOf, idOf, linkOf, progressOf, recordOf, textOf, timeOf, valueAt, wholeOf } from "./read-json.ts";
import { readFailure, toTask, type TaskFindings } from "./task-outcome.ts";
import { readStatus } from "./wire-status.ts";

/** A place in the task where a link to the clip may be. */
export type LinkPlace = readonly (string | number)[];

/**
 * Reads a task from a site that runs the new-api relay, in any of its envelopes: `{ code, message, data: { task_id, status,
 * result_url, data } }` with the upstream's own answer innermost, or a flat object in one of several dialects.
 */
export function decodeRelayTask(
  body: unknown,
  { facts, linkPlaces }: { readonly facts: FormatFacts; readonly linkPlaces: readonly LinkPlace[] },
): Task {
  const wrapped = recordOf(valueAt(body, "data"));
  const isWrapped = textOf(wrapped?.["status"]) !== undefined && textOf(valueAt(body, "status")) === undefined;
  const task = isWrapped ? wrapped : body;
  const upstream = valueAt(task, "data");
  return toTask(readStatus(valueAt(task, "status"), facts), {
    // In the wrapped form `id` is a row number of the relay's database.
    taskId: firstOf(idOf(valueAt(task, "task_id")), isWrapped ? undefined : idOf(valueAt(task, "id"))),
    progress: progressOf(valueAt(task, "progress")),
    failure: readFailure(
      firstOf(valueAt(task, "error") ?? undefined, valueAt(upstream, "error") ?? undefined),
      valueAt(task, "fail_reason"),
      valueAt(body, "message"),
    ),
    result: {
      ...readResult(task, upstream),
      videoUrl: firstOf(...linkPlaces.map((place) => linkOf(valueAt(task, ...place)))),
    },
  });
}

function readResult(task: unknown, upstreamTask: unknown): TaskFindings["result"] {
  const upstream = contentResult(upstreamTask);
  const flat = contentResult(task);
  const metadata = valueAt(task, "metadata");
  return {
    lastFrameUrl: firstOf(upstream.lastFrameUrl, flat.lastFrameUrl, linkOf(valueAt(task, "last_frame_url"))),
    seed: firstOf(upstream.seed, flat.seed, wholeOf(valueAt(metadata, "seed"))),
    model: firstOf(upstream.model, flat.model),
    expiresAt: timeOf(valueAt(task, "expires_at")),
    ...readClipCounts({
      usages: [valueAt(upstreamTask, "usage"), valueAt(task, "usage")],
      seconds: [
        valueAt(upstreamTask, "duration"),
        valueAt(task, "duration"),
        valueAt(metadata, "duration"),
        valueAt(task, "seconds"),
      ],
    }),
  };
}

/** Reads an error of such a site, whose routes answer 400 with `task_not_exist` for a task that they do not know. */
export function decodeRelayError(httpStatus: number, body: unknown, facts: FormatFacts): VendorError {
  const error = decodeErrorEnvelope(httpStatus, body, facts);
  return { ...error, unknownTask: error.unknownTask || error.code === "task_not_exist" };
}
