import { bodyOfForm, factsOf, validateMessage } from "@shotlist/schema";
import type { CanonicalStatus, FormatRef, FurtherCallName, JsonValue, OperationName } from "@shotlist/schema";
import { contractOf } from "@shotlist/schema/contracts";
import { withValueAt } from "@shotlist/schema/own";
import { parseJson } from "../answer/parse-json.ts";
import { textAt } from "../answer/pointer.ts";
import { contentAnswer, errorAnswer, exampleTaskId, submitAnswer, taskAnswer } from "./documented-answers.ts";
import type { DocumentedAnswer } from "./documented-answers.ts";
import { readFormFields } from "./read-form-fields.ts";

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
  /** Answers a call. */
  answer(call: EndpointCall): DocumentedAnswer;
  /** Bodies of the submits that were accepted. */
  readonly submits: readonly JsonValue[];
  /** Ids of the tasks made. */
  readonly taskIds: readonly string[];
  /** How a task has ended; undefined while the next poll would show it unfinished, and of one that was never made. */
  endOf(taskId: string): CanonicalStatus | undefined;
}

/** A call of the format; an undocumented one is answered as such. */
export interface EndpointCall {
  readonly operation: OperationName | FurtherCallName | undefined;
  /** The value of `{id}` in the path. */
  readonly id: string;
  readonly query: URLSearchParams;
  readonly hasKey: boolean;
  /** Undefined where it could not be read. */
  readonly body: JsonValue | undefined;
}

export const exampleVideoUrl = "https://clips.example.com/clip.mp4";

/** Plays the format's documents: bodies are checked against its schema, answers are its own examples. */
export function createDocumentedEndpoint(
  format: FormatRef,
  { outcome = "succeeded", polls = 2, taskId = exampleTaskId(format), videoUrl = exampleVideoUrl }: DocumentedLife = {},
): DocumentedEndpoint {
  const shown = (id: string, status: CanonicalStatus): DocumentedAnswer | undefined =>
    taskAnswer(format, { taskId: id, status, videoUrl });
  if (shown(taskId, outcome) === undefined) {
    const known = [...new Set(factsOf(format).statuses.map(({ canonical }) => canonical))].join(", ");
    throw new RangeError(`A task of ${format} cannot end as ${outcome}; its statuses are ${known}`);
  }
  const { answers, places } = contractOf(format);
  const polled = new Map<string, number>();
  const characters = new Map<string, string>();
  const submits: JsonValue[] = [];
  let made = 0;

  const statusOf = (seen: number): CanonicalStatus => (seen >= polls ? outcome : seen === 0 ? "queued" : "running");
  const show = (id: string, status: CanonicalStatus): DocumentedAnswer => {
    const answer = shown(id, status);
    if (answer === undefined) throw new Error(`no fixture of ${format} shows a task that is ${status}`);
    return answer;
  };
  const accept = (body: JsonValue): string => {
    const id = made === 0 ? taskId : `${taskId}-${made + 1}`;
    made += 1;
    submits.push(body);
    polled.set(id, 0);
    return id;
  };

  const submit = (body: JsonValue): DocumentedAnswer => {
    const verdict = validateMessage(format, "submit.request", body);
    if (verdict.ok) return submitAnswer(format, accept(body));
    return errorAnswer(format, "invalid_request", verdict.errors.map(({ message }) => message).join("; "));
  };
  const poll = (id: string): DocumentedAnswer => {
    const before = polled.get(id);
    if (before === undefined) return errorAnswer(format, "unknown_task");
    polled.set(id, before + 1);
    return show(id, statusOf(before));
  };
  const list = (): DocumentedAnswer => {
    const tasks = [...polled].toReversed().map(([id, seen]) => show(id, statusOf(seen)).body);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a JSON value with JSON values put into it is one
    const body = answers?.list?.(tasks) ?? (withValueAt({}, places.listedTasks?.[0] ?? "/data", tasks) as JsonValue);
    return { status: 200, body };
  };
  const cancel = (id: string): DocumentedAnswer => {
    const seen = polled.get(id);
    if (seen === undefined) return errorAnswer(format, "unknown_task");
    const status = statusOf(seen);
    const mayCancel = factsOf(format).statuses.some(({ canonical }) => canonical === "cancelled");
    if (status === "running" || (status === "queued" && !mayCancel)) return errorAnswer(format, "cannot_cancel");
    polled.delete(id);
    return { status: 200, body: answers?.removed?.(id) ?? {} };
  };
  const content = (id: string, query: URLSearchParams): DocumentedAnswer => {
    const seen = polled.get(id);
    if (seen === undefined) return errorAnswer(format, "unknown_task");
    if (statusOf(seen) !== "succeeded") return errorAnswer(format, "invalid_request", "The video is not ready");
    return contentAnswer(format, query);
  };
  const derive = (body: JsonValue, pathId: string): DocumentedAnswer => {
    const source = pathId === "" ? (textAt(body, ["/video/id"]) ?? "") : pathId;
    const isFile = textAt(body, ["/video/video_url"]) !== undefined;
    if (!isFile && !polled.has(source)) return errorAnswer(format, "unknown_task");
    if (!isFile && statusOf(polled.get(source) ?? 0) !== "succeeded") {
      return errorAnswer(format, "invalid_request", "The video is not ready");
    }
    if ((textAt(body, ["/prompt"]) ?? "") === "") return errorAnswer(format, "invalid_request", "prompt is required");
    const answer = submitAnswer(format, accept(body));
    if (pathId === "") return answer;
    const named = (places.derivedFrom ?? []).reduce<unknown>(
      (done, place) => withValueAt(done, place, source),
      answer.body,
    );
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a JSON value with a text put into it is one
    return { ...answer, body: named as JsonValue };
  };
  const character = (id: string, name: string | undefined): DocumentedAnswer => {
    const body = name === undefined ? undefined : answers?.character?.({ id, name });
    return body === undefined ? errorAnswer(format, "unknown_task") : { status: 200, body };
  };
  const createCharacter = (body: JsonValue): DocumentedAnswer => {
    const name = textAt(body, ["/name"]) ?? "";
    if (name === "") return errorAnswer(format, "invalid_request", "name is required");
    const id = `char_${characters.size + 1}`;
    characters.set(id, name);
    return character(id, name);
  };

  return {
    answer: ({ operation, id, query, hasKey, body }) => {
      if (!hasKey) return errorAnswer(format, "no_key");
      switch (operation) {
        case "poll":
          return poll(id);
        case "list":
          return list();
        case "cancel":
          return cancel(id);
        case "content":
          return content(id, query);
        case "getCharacter":
          return character(id, characters.get(id));
        case "submit":
        case "remix":
        case "edit":
        case "extend":
        case "createCharacter":
          if (body === undefined) return errorAnswer(format, "malformed_json");
          if (operation === "submit") return submit(body);
          return operation === "createCharacter" ? createCharacter(body) : derive(body, id);
        case "models":
        case "lookup":
        case undefined:
          return errorAnswer(format, "unknown_path");
        default:
          return operation satisfies never;
      }
    },
    get submits() {
      return [...submits];
    },
    get taskIds() {
      return [...polled.keys()];
    },
    endOf: (id) => {
      const seen = polled.get(id);
      return seen === undefined || seen < polls ? undefined : outcome;
    },
  };
}

/** The JSON of a request, or what its form says where the format takes forms; undefined where it cannot be read. */
export async function readRequestBody(format: FormatRef, request: Request): Promise<JsonValue | undefined> {
  const { form } = factsOf(format);
  const isForm = /^multipart\/form-data\b/i.test(request.headers.get("content-type") ?? "");
  if (!isForm || form === undefined) return parseJson(await request.text());
  const fields = await readFormFields(request);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- texts in maps and lists
  return fields === undefined ? undefined : (bodyOfForm(form.value, fields) as JsonValue);
}
