import type { FormatContract } from "../../../contract/contract.ts";
import type { JsonValue } from "../../../json/json.ts";
import type { Provenance } from "../../../facts/provenance.ts";

const documented: Provenance = { grade: "documented", source: "OpenAI: Videos" };

/** OpenAI's Videos API: no place in an answer holds a link, the clip comes from the content path. */
export const contract: FormatContract = {
  places: {
    model: ["/model"],
    prompt: ["/prompt"],
    submittedTaskId: ["/id"],
    taskId: ["/id"],
    status: ["/status"],
    progress: ["/progress"],
    videoUrl: [],
    createdAt: ["/created_at"],
    failureMessage: ["/error/message"],
    errorCode: ["/error/code"],
    errorMessage: ["/error/message"],
    listedTasks: ["/data"],
    derivedFrom: ["/remixed_from_video_id"],
  },
  answers: {
    list: (videos) => ({
      object: "list",
      data: videos,
      first_id: idOf(videos[0]),
      last_id: idOf(videos.at(-1)),
      has_more: false,
    }),
    removed: (id) => ({ id, object: "video.deleted", deleted: true }),
    event: ({ id, type, taskId, createdAt }) => ({
      id,
      object: "event",
      created_at: createdAt,
      type,
      data: { id: taskId },
    }),
    character: ({ id, name }) => ({ id, created_at: 1_712_697_600, name }),
  },
  cases: [
    {
      id: "list-page-of-one",
      title: "lists videos a page at a time",
      operation: "list",
      provenance: documented,
      request: { query: "limit=1&order=asc" },
      expects: { kind: "accepted" },
    },
    {
      id: "list-limit-too-large",
      title: "refuses a page of more than 100 videos",
      operation: "list",
      provenance: documented,
      request: { query: "limit=101" },
      expects: { kind: "refused", occasion: "invalid_request" },
    },
    {
      id: "list-order-unknown",
      title: "refuses an order other than asc and desc",
      operation: "list",
      provenance: documented,
      request: { query: "order=newest" },
      expects: { kind: "refused", occasion: "invalid_request" },
    },
  ],
};

function idOf(video: JsonValue | undefined): JsonValue {
  return typeof video === "object" && video !== null && "id" in video ? (video["id"] ?? null) : null;
}
