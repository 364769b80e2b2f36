import { factsOf, validateMessage } from "@shotlist/schema";
import type { CanonicalStatus, FormatRef, JsonValue, OperationName } from "@shotlist/schema";
import { parseJson } from "../answer/parse-json.ts";
import { errorAnswer, exampleTaskId, submitAnswer, taskAnswer } from "./documented-answers.ts";
import type { DocumentedAnswer } from "./documented-answers.ts";

export interface DocumentedLife {
  /** How every task ends; `succeeded` by default. */
  readonly outcome?: Exclude<CanonicalStatus, "queued" | "running">;
  /** Polls of a task that show it unfinished: the first as queued, the rest as running. 2 by default. */
  readonly polls?: number;
  /** Id of the first task; the format's own example by default. Later tasks get it with a number behind. */
  readonly taskId?: string;
  /** Link to the clip in the answer to a poll of a finished task. */
  readonly videoUrl?: string;
}

/** An endpoint that lives through the documented lifecycle by counting polls. */
export interface DocumentedEndpoint {
  /** Answers a call; the path begins where the format's own paths do. */
  answer(call: EndpointCall): DocumentedAnswer;
  /** Bodies of the submits that were accepted. */
  readonly submits: readonly JsonValue[];
  /** Ids of the tasks made. */
  readonly taskIds: readonly string[];
}

interface EndpointCall {
  readonly operation: OperationName;
  /** What stands for `{id}` in the path. */
  readonly taskId?: string;
  readonly hasKey: boolean;
  /** The body as text. */
  readonly text: string;
}

export const exampleVideoUrl = "https://clips.example.com/clip.mp4";

/** Plays the format's documents: bodies are held against its schema, answers are its own examples. */
export function createDocumentedEndpoint(
  format: FormatRef,
  { outcome = "succeeded", polls = 2, taskId = exampleTaskId(format), videoUrl = exampleVideoUrl }: DocumentedLife = {},
): DocumentedEndpoint {
  if (taskAnswer(format, { taskId, status: outcome, videoUrl }) === undefined) {
    const known = [...new Set(factsOf(format).statuses.map(({ canonical }) => canonical))].join(", ");
    throw new RangeError(`A task of ${format} never ends as ${outcome}; its statuses are ${known}`);
  }
  const polled = new Map<string, number>();
  const submits: JsonValue[] = [];

  const submit = (text: string): DocumentedAnswer => {
    const body = parseJson(text);
    if (body === undefined) return errorAnswer(format, "malformed_json");
    const verdict = validateMessage(format, "submit.request", body);
    if (!verdict.ok)
      return errorAnswer(format, "invalid_request", verdict.errors.map(({ message }) => message).join("; "));
    const id = submits.length === 0 ? taskId : `${taskId}-${submits.length + 1}`;
    submits.push(body);
    polled.set(id, 0);
    return submitAnswer(format, id);
  };

  const poll = (id: string): DocumentedAnswer => {
    const before = polled.get(id);
    if (before === undefined) return errorAnswer(format, "unknown_task");
    polled.set(id, before + 1);
    const status = before >= polls ? outcome : before === 0 ? "queued" : "running";
    const answer = taskAnswer(format, { taskId: id, status, videoUrl });
    if (answer === undefined) throw new Error(`no fixture of ${format} shows a task that is ${status}`);
    return answer;
  };

  return {
    answer: ({ operation, taskId: id = "", hasKey, text }) => {
      if (!hasKey) return errorAnswer(format, "no_key");
      if (operation === "submit") return submit(text);
      return operation === "poll" ? poll(id) : errorAnswer(format, "unknown_path");
    },
    get submits() {
      return [...submits];
    },
    get taskIds() {
      return [...polled.keys()];
    },
  };
}
