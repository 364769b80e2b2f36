import { type FormatFacts, type JsonObject, type JsonValue, present } from "@shotlist/schema";
import { contentList } from "../../shapes/content-list.ts";
import { contentTaskAnswer, newContentTaskId } from "../../shapes/content-task.ts";
import { contentWebhook } from "../../shapes/content-webhook.ts";
import { draftTaskOf } from "../../shapes/draft-task.ts";
import type { FindEarlierTask, RequestFault, TaskView, Vendor } from "../../vendor/vendor.ts";
import { refusalWords } from "./refusal-words.ts";
import { readRequest } from "./read-request.ts";

/** Ark itself: list with filters, cancel and delete, a call back for each status, drafts and the clips made from them. */
export const vendor: Vendor = {
  newTaskId: (random, createdAtMs, { echo }) => {
    const id = newContentTaskId(random, createdAtMs);
    // The flex tier is carried out in batches, and its ids say so.
    return echo["service_tier"] === "flex" ? id.replace("cgt-", "cgt-batch-") : id;
  },
  readRequest,
  findFault,
  refusalWords,
  submitAnswer: ({ id, requested }) => ({ id, ...identified(requested.echo["safety_identifier"]) }),
  taskAnswer: pollAnswer,
  listAnswer: (tasks, query) => contentList(tasks, query, { itemAnswer: taskAnswer, defaultTier: "default" }),
  webhook: { ...contentWebhook, body: (view) => taskAnswer(view) },
  errorAnswer: ({ code, message, field, type }) => ({
    error: { code: String(code), message, param: field ?? null, type: type ?? null },
  }),
  // A relay that is documented speaks the same language on the same path.
  yieldsSharedPaths: true,
};

/** The task object as relays hand it on, under the model that was asked for, with what only Ark repeats. */
function taskAnswer(view: TaskView): JsonObject {
  const { echo, model } = view.requested;
  const { draft, draft_task_id, priority, tools, safety_identifier, output_format } = echo;
  const further = { draft, draft_task_id, priority, tools, safety_identifier, output_format };
  const said = Object.fromEntries(Object.entries(further).filter(([, value]) => value !== undefined));
  return { ...contentTaskAnswer(view), model, ...said };
}

/** The first edition whose answers are as they were seen live. */
const firstLive = "2026-10";

/** A poll gives the length as text, where a list and a call back give a number. */
function pollAnswer(view: TaskView, { edition = firstLive }: FormatFacts): JsonObject {
  const answer = taskAnswer(view);
  if (edition < firstLive) return answer;
  return typeof answer["duration"] === "number" ? { ...answer, duration: String(answer["duration"]) } : answer;
}

function identified(safetyIdentifier: JsonValue | undefined): JsonObject {
  return present({ safety_identifier: safetyIdentifier });
}

/** A clip is made only from a draft that is there, is a draft and is finished. */
function findFault(body: JsonObject, earlier: FindEarlierTask): RequestFault | undefined {
  const named = draftTaskOf(body);
  if (named === undefined) return undefined;
  const { field, taskId } = named;
  const draft = earlier(taskId);
  if (draft === undefined) return { occasion: "unknown_task", field, message: `The draft ${taskId} was not found.` };
  const refused = (message: string): RequestFault => ({ occasion: "invalid_request", field, message });
  if (draft.requested.echo["draft"] !== true) return refused(`The task ${taskId} is not a draft.`);
  if (draft.status !== "succeeded") return refused(`The draft ${taskId} is ${draft.status}, not succeeded.`);
  return undefined;
}
