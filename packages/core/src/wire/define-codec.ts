import { factsOf, type FormatFacts, type FormatId, type JsonObject, type Operation, present } from "@shotlist/schema";
import type { ResolvedShot } from "../model/shot.ts";
import type { WireRequest } from "../model/plan.ts";
import type { Bindings, DefinedCodec, FormatCodec, Submitted, Task, TaskPage, VendorError } from "./codec.ts";
import { type CarriedFields, createGuard } from "./carried-fields.ts";
import { contentDownload } from "./content-download.ts";
import { mergeExtra } from "./merge-extra.ts";
import { clientIdIn, idsNamedIn } from "./task-ids.ts";

/** What differs between formats; paths and the author's `extra` are handled alike for all. */
export interface CodecParts {
  readonly fields: CarriedFields;
  readonly encodeSubmit: (shot: ResolvedShot, bindings: Bindings, facts: FormatFacts) => JsonObject;
  readonly decodeSubmit: (body: unknown) => Submitted;
  readonly decodeTask: (body: unknown, facts: FormatFacts) => Task;
  readonly decodeError: (httpStatus: number, body: unknown, facts: FormatFacts) => VendorError;
  /** For a format whose facts name a `list` operation. */
  readonly list?: ListParts;
}

/** How a format pages through its list of tasks. */
export interface ListParts {
  /** The query of a page, counted from 1, of the tasks of a service tier. */
  readonly queryOf: (page: number, serviceTier?: string) => Readonly<Record<string, string>>;
  readonly decode: (body: unknown) => TaskPage | undefined;
  /** The query that asks for these tasks of a service tier; fields may be repeated. */
  readonly queryOfTasks: (
    taskIds: readonly string[],
    serviceTier?: string,
  ) => readonly (readonly [name: string, value: string])[];
  /** The tasks of a list, each with the id that the list gives it; `undefined` where the answer is not a list. */
  readonly itemsOf: (body: unknown) => readonly { readonly taskId: string; readonly item: unknown }[] | undefined;
}

/** Joins a format's own translation with its facts. */
export function defineCodec(id: FormatId, parts: CodecParts): DefinedCodec {
  const facts = factsOf(id);
  const refuseUnsayable = createGuard(parts.fields);
  const decodeTask: FormatCodec["decodeTask"] = (body, taskId) =>
    withIds(parts.decodeTask(body, facts), { body, taskId, facts });
  return {
    id,
    fields: parts.fields,
    encodeSubmit(shot, bindings) {
      refuseUnsayable(shot);
      const { method, path } = operationOf(facts, "submit");
      const body = parts.encodeSubmit(shot, bindings, facts);
      return { method, path, body: shot.extra === undefined ? body : mergeExtra(body, shot.extra) };
    },
    decodeSubmit: (body) => parts.decodeSubmit(body),
    encodePoll(taskId) {
      const { method, path } = operationOf(facts, "poll");
      return { method, path: path.replace("{id}", () => encodeURIComponent(taskId)) };
    },
    decodeTask,
    decodeError: (httpStatus, body) => parts.decodeError(httpStatus, body, facts),
    ...(parts.list === undefined ? {} : listOf(parts.list, { facts, decodeTask })),
  };
}

/** What is read alike for every format: which ids the answer names, and the call that returns the clip. */
function withIds(
  task: Task,
  { body, taskId, facts }: { readonly body: unknown; readonly taskId: string | undefined; readonly facts: FormatFacts },
): Task {
  const ids = present({ alsoNamed: otherIdsOf(task, body, facts), clientId: clientIdIn(body, facts) });
  if (task.status !== "succeeded") return { ...task, ...ids };
  const download = contentDownload(taskId ?? task.taskId, facts);
  const found = task.videoUrl !== undefined || download !== undefined;
  const missing = found ? [] : ["The task succeeded, but the answer has no link to its video."];
  return { ...task, ...ids, ...present({ download }), warnings: [...task.warnings, ...missing] };
}

function otherIdsOf({ taskId }: Task, body: unknown, facts: FormatFacts): readonly string[] | undefined {
  const others = idsNamedIn(body, facts).filter((id) => id !== taskId);
  return taskId === undefined || others.length === 0 ? undefined : others;
}

type ListCodec = Pick<FormatCodec, "encodeList" | "decodeList" | "encodeListOf" | "decodeListed">;

function listOf(
  { queryOf, decode, queryOfTasks, itemsOf }: ListParts,
  { facts, decodeTask }: { readonly facts: FormatFacts; readonly decodeTask: FormatCodec["decodeTask"] },
): ListCodec {
  const { method, path } = operationOf(facts, "list");
  const asking = (query: URLSearchParams): WireRequest => ({ method, path: `${path}?${query.toString()}` });
  return {
    encodeList: (page, serviceTier) => asking(new URLSearchParams(queryOf(page, serviceTier))),
    decodeList: decode,
    encodeListOf: (taskIds, serviceTier) =>
      asking(
        new URLSearchParams(queryOfTasks(taskIds, serviceTier).map(([name, value]): [string, string] => [name, value])),
      ),
    decodeListed(body, taskIds) {
      const wanted = new Set(taskIds);
      const items = itemsOf(body)?.filter(({ taskId }) => wanted.has(taskId));
      if (items === undefined) return undefined;
      const times = Map.groupBy(items, ({ taskId }) => taskId);
      const once = items.filter(({ taskId }) => times.get(taskId)?.length === 1);
      return new Map(once.map(({ taskId, item }) => [taskId, decodeTask(item, taskId)]));
    },
  };
}

function operationOf(facts: FormatFacts, name: "submit" | "poll" | "list"): Operation {
  const operation = facts.operations[name];
  if (operation === undefined) throw new Error(`The facts of ${facts.id} name no ${name} operation.`);
  return operation;
}
