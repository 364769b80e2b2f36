import { factsOf, isJsonObject } from "@shotlist/schema";
import type { FormatId, JsonObject, JsonValue } from "@shotlist/schema";
import { contractOf } from "@shotlist/schema/contracts";
import { withValueAt, type RequestMapping } from "@shotlist/schema/own";
import type { Refusal, TaskView, Vendor } from "../vendor/vendor.ts";
import { unixSeconds } from "../shapes/unix-seconds.ts";
import { exampleOf, examplesOf, firstAt, putAt, textAt, type AnsweringFormat } from "./mapped-answers.ts";
import { newMappedTaskId } from "./mapped-task-id.ts";
import { readMappedRequest } from "./read-mapped-request.ts";

/** A vendor for a format whose requests are a mapping: it answers with the format's own examples, filled in for each task. */
export function createMappedVendor(id: FormatId, mapping: RequestMapping): Vendor {
  const facts = factsOf(id);
  const { places, webhookStatuses = [] } = contractOf(id);
  const format: AnsweringFormat = { id, places };
  const [submitted = {}] = examplesOf(format, "submit.response");
  const exampleId = textAt(submitted, places.submittedTaskId) ?? "task-1";
  const taskAnswer = (view: TaskView): JsonObject => object(filledTask(format, view));
  return {
    newTaskId: (random) => newMappedTaskId(exampleId, facts.taskIdPattern.value, random),
    readRequest: (body, known) => readMappedRequest(body, known, mapping),
    submitAnswer: (view) => object(putAt(submitted, places.submittedTaskId, view.id)),
    taskAnswer,
    errorAnswer: (refusal) => errorAnswer(format, refusal),
    ...(places.listedTasks?.[0] === undefined
      ? {}
      : {
          listAnswer: (tasks) => ({
            body: at(
              places.listedTasks?.[0],
              tasks.map(({ view }) => taskAnswer(view())),
            ),
          }),
        }),
    ...(places.listedModels?.[0] === undefined
      ? {}
      : {
          modelsAnswer: ({ models }) =>
            at(
              places.listedModels?.[0],
              models.map((model) => ({ id: model.id })),
            ),
        }),
    ...(facts.webhook === undefined
      ? {}
      : {
          webhook: {
            body: (view) => {
              const word = webhookStatuses.find(({ canonical }) => canonical === view.status)?.word;
              return filledWebhook(format, view, word ?? wordOf(format, view));
            },
            retryAfterSeconds: { value: [], provenance: { grade: "assumed" } },
          },
        }),
  };
}

function filledTask(format: AnsweringFormat, view: TaskView): JsonValue {
  const { places } = format;
  const { result, failure } = view;
  const values = [
    [places.taskId, view.id],
    [places.progress, view.progressPercent],
    [places.createdAt, unixSeconds(view.createdAtMs)],
    [places.updatedAt, unixSeconds(view.updatedAtMs)],
    [places.videoUrl, result?.videoUrl],
    [places.lastFrameUrl, result?.lastFrameUrl],
    [places.completionTokens, result?.completionTokens],
    [places.failureMessage, failure?.message],
  ] as const;
  return values.reduce<JsonValue>((body, [where, value]) => putAt(body, where, value), exampleOf(format, view.status));
}

function filledWebhook(format: AnsweringFormat, view: TaskView, word: string): JsonObject {
  const { places } = format;
  const examples = examplesOf(format, "webhook.request");
  const example = examples.find((body) => firstAt(body, places.webhookStatus) === word) ?? examples[0];
  if (example === undefined) return object(filledTask(format, view));
  const named = putAt(putAt(example, places.webhookTaskId, view.id), places.webhookStatus, word);
  return object(putAt(named, places.webhookVideoUrl, view.result?.videoUrl));
}

function wordOf(format: AnsweringFormat, { status }: TaskView): string {
  return textAt(exampleOf(format, status), format.places.status) ?? status;
}

function errorAnswer({ places }: AnsweringFormat, { code, type, message }: Refusal): JsonObject {
  const [messagePlace = "/error/message"] = places.errorMessage;
  let body: unknown = withValueAt({}, messagePlace, message);
  if (places.errorCode?.[0] !== undefined) body = withValueAt(body, places.errorCode[0], code);
  if (type !== undefined) body = withValueAt(body, messagePlace.replace(/[^/]+$/u, "type"), type);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JSON values put into an object
  return object(body as JsonValue);
}

function at(pointer: string | undefined, list: readonly JsonValue[]): JsonObject {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a list put into an object
  return object(withValueAt({}, pointer ?? "/data", list) as JsonValue);
}

function object(body: JsonValue): JsonObject {
  if (!isJsonObject(body)) throw new Error("an example of an answer is not an object");
  return body;
}
