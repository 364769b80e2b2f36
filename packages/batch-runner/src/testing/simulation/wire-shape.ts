import type { FormatCodec, JsonObject } from "@shotlist/core";
import {
  type CanonicalStatus,
  factsOf,
  type FormatFacts,
  type FormatId,
  formatIds,
  isFormatId,
  present,
} from "@shotlist/schema";
import { formatSupportOf, type FormatSupport } from "../../formats/format-support.ts";

/** What a vendor says of a task, before it takes the shape of a format. */
export interface TaskWords {
  readonly id: string;
  readonly status: string;
  readonly model: string;
  readonly seed?: number;
  readonly link?: string;
  readonly frame?: string;
  readonly failure?: string;
}

/** How a family of formats writes its answers. */
interface WireShape {
  /** What it says that a clip has used. */
  readonly tokens?: number;
  readonly accepted: (id: string) => JsonObject;
  readonly task: (words: TaskWords) => JsonObject;
}

const failureOf = ({ failure }: TaskWords): JsonObject =>
  failure === undefined ? {} : { error: { code: "generation_failed", message: failure } };

const contentTokens = 108_900;

const shapes: Readonly<Record<string, WireShape>> = {
  /** A task object that holds its clip in `content`. */
  content: {
    tokens: contentTokens,
    accepted: (id) => ({ id }),
    task: ({ id, model, status, seed, link, frame, ...rest }) => ({
      id,
      model,
      status,
      ...present({ seed }),
      ...(link === undefined ? {} : { content: { video_url: link, last_frame_url: frame ?? null } }),
      usage: { completion_tokens: contentTokens, total_tokens: contentTokens },
      ...failureOf({ id, model, status, ...rest }),
    }),
  },
  /** A task object whose results are a list. */
  results: {
    accepted: (id) => ({ id, object: "generation.task", status: "queued", progress: 0 }),
    task: (words) => ({
      id: words.id,
      object: "generation.task",
      status: words.status,
      progress: 50,
      ...(words.link === undefined
        ? {}
        : { result: { type: "video", data: [{ url: words.link, last_frame_url: words.frame ?? null }] } }),
      ...failureOf(words),
    }),
  },
  /** A relay's envelope around its own record of the task. */
  envelope: {
    accepted: (id) => ({ id, task_id: id, object: "video", status: "queued" }),
    task: ({ id, status, link, failure }) => ({
      code: "success",
      message: "",
      data: { id: 4711, task_id: id, status, fail_reason: failure ?? "", result_url: link ?? "", progress: "50%" },
    }),
  },
  /** Everything at the top. */
  flat: {
    accepted: (task_id) => ({ task_id, status: "submitted" }),
    task: (words) => ({
      task_id: words.id,
      status: words.status,
      ...(words.link === undefined ? {} : { url: words.link, format: "mp4" }),
      ...failureOf(words),
    }),
  },
  /** A video object, whose clip is a call of its own. */
  video: {
    accepted: (id) => ({ id, object: "video", status: "queued", progress: 0 }),
    task: (words) => ({
      id: words.id,
      object: "video",
      status: words.status,
      progress: 50,
      ...present({ video_url: words.link }),
      ...failureOf(words),
    }),
  },
};

/** A format together with a way in which its vendor may write. */
export interface Dialect {
  readonly name: string;
  readonly format: FormatId;
  readonly facts: FormatFacts;
  readonly support: FormatSupport;
  readonly tokens: number | undefined;
  readonly accepted: WireShape["accepted"];
  readonly task: (status: CanonicalStatus, words: Omit<TaskWords, "status">) => JsonObject;
  /** The answer to a poll for a task that nobody knows. */
  readonly unknownTask: { readonly status: number; readonly body: JsonObject };
}

/** Every shape in which the format's own codec understands a vendor. */
function dialectsOf(format: string): readonly Dialect[] {
  if (!isFormatId(format)) return [];
  const facts = factsOf(format);
  const support = formatSupportOf(format);
  const unknownTask = unknownTaskOf(facts, support.codec);
  if (unknownTask === undefined) return [];
  return Object.entries(shapes).flatMap(([name, { accepted, task, tokens }]) => {
    const dialect: Dialect = {
      name: `${format} ${name}`,
      format,
      facts,
      support,
      tokens,
      accepted,
      unknownTask,
      task: (status, words) => task({ ...words, status: wordOf(facts, status) }),
    };
    return isUnderstood(dialect) ? [dialect] : [];
  });
}

/** All formats that vendors can be made of. */
export const dialects: readonly Dialect[] = formatIds.flatMap((format) => dialectsOf(format));

/** Those of vendors that can call a task off. They are few, so worlds about persons are theirs more often. */
export const cancellingDialects: readonly Dialect[] = dialects.filter(({ support }) => support.cancel !== undefined);

function wordOf({ statuses }: FormatFacts, status: CanonicalStatus): string {
  return statuses.find(({ canonical }) => canonical === status)?.word ?? status;
}

function isUnderstood({ support: { codec }, accepted, task }: Dialect): boolean {
  const link = "https://files.example.com/a.mp4";
  const succeeded = codec.decodeTask(task("succeeded", { id: "a", model: "m", link }));
  const isFound = succeeded.status === "succeeded" && (succeeded.videoUrl === link || succeeded.download !== undefined);
  const failed = codec.decodeTask(task("failed", { id: "a", model: "m", failure: "no" }));
  return isFound && codec.decodeSubmit(accepted("a")).taskId === "a" && failed.status === "failed";
}

function unknownTaskOf(facts: FormatFacts, codec: FormatCodec): Dialect["unknownTask"] | undefined {
  const fact = facts.errors.find(({ occasion }) => occasion === "unknown_task");
  const { httpStatus = 404, code = "task_not_found", type = "not_found", message = "no such task" } = fact ?? {};
  const bodies: readonly JsonObject[] = [{ error: { code, type, message } }, { code, message, data: null }];
  const body = bodies.find((one) => codec.decodeError(httpStatus, one).unknownTask);
  return body === undefined ? undefined : { status: httpStatus, body };
}
