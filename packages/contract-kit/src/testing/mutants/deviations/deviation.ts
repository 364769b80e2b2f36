import { factsOf } from "@shotlist/schema";
import type { CanonicalStatus, FormatId, OperationName } from "@shotlist/schema";
import { contractOf } from "@shotlist/schema/contracts";
import { withValueAt } from "@shotlist/schema/own";
import { findAt } from "../../../answer/pointer.ts";
import { canonicalOf } from "../../../oracle/belief.ts";
import type { Fetch } from "../../../call/target.ts";
import { changeAnswers } from "../tamper.ts";
import type { SeenAnswer, SeenCall } from "../tamper.ts";

export type Wrap = (format: FormatId, inner: Fetch) => Fetch;

export interface Deviation {
  readonly deviation: string;
  readonly namedAs: readonly (string | RegExp)[];
  readonly wrap: Wrap;
  /** Operations or places without which the format cannot deviate so. */
  readonly needs?: (format: FormatId) => boolean;
}

export const places = (format: FormatId): ReturnType<typeof contractOf>["places"] => contractOf(format).places;

export const has =
  (operation: OperationName) =>
  (format: FormatId): boolean =>
    factsOf(format).operations[operation] !== undefined;

export const isPoll = ({ operation }: SeenCall, { status }: SeenAnswer): boolean =>
  operation === "poll" && status < 300;

/** Changes what polls say of a task, knowing how often that task was asked for. */
export function onPoll(
  change: (about: {
    readonly format: FormatId;
    readonly body: unknown;
    readonly id: string;
    readonly status: CanonicalStatus | undefined;
    /** Polls of this task so far, this one included. */
    readonly polls: number;
    /** Polls that showed it ended, this one included. */
    readonly ended: number;
  }) => unknown,
): Wrap {
  return (format, inner) => {
    const polls = new Map<string, number>();
    const ends = new Map<string, number>();
    return changeAnswers(format, inner, (call, answer) => {
      if (!isPoll(call, answer) || call.taskId === undefined) return undefined;
      const id = call.taskId;
      const status = canonicalOf(format, findAt(answer.body, places(format).status)?.value);
      polls.set(id, (polls.get(id) ?? 0) + 1);
      if (status !== "queued" && status !== "running") ends.set(id, (ends.get(id) ?? 0) + 1);
      const body = change({
        format,
        body: answer.body,
        id,
        status,
        polls: polls.get(id) ?? 0,
        ended: ends.get(id) ?? 0,
      });
      return body === undefined ? undefined : { body };
    });
  };
}

/** Puts a value at the place that a message really uses. */
export function put(
  format: FormatId,
  body: unknown,
  name: "status" | "taskId" | "videoUrl" | "progress" | "createdAt" | "updatedAt",
  value: unknown,
): unknown {
  const path = findAt(body, places(format)[name])?.path;
  return path === undefined ? undefined : withValueAt(body, path, value);
}

export function wordFor(format: FormatId, body: unknown, canonical: CanonicalStatus): string | undefined {
  const current = findAt(body, places(format).status)?.value;
  const isUpper = typeof current === "string" && current === current.toUpperCase();
  return factsOf(format)
    .statuses.filter((status) => status.canonical === canonical)
    .map(({ word }) => word)
    .find((word) => (word === word.toUpperCase()) === isUpper);
}

export function unknownTask(format: FormatId): { readonly status: number; readonly body: unknown } {
  const fact = factsOf(format).errors.find(({ occasion }) => occasion === "unknown_task");
  const { errorCode, errorMessage } = places(format);
  let body: unknown = withValueAt({}, errorMessage[0] ?? "/message", "no such task");
  if (errorCode?.[0] !== undefined) body = withValueAt(body, errorCode[0], fact?.code);
  return { status: fact?.httpStatus ?? 404, body };
}
