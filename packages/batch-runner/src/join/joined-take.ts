import type { PlannedTake } from "@shotlist/core";
import type { FieldChange } from "./field-change.ts";
import type { JoinedUpload } from "./joined-upload.ts";
import type { Deed, NextStep } from "../lifecycle/next-step.ts";

/** What a run would do with a take, or why it does nothing. */
export type TakeAction =
  /** Would be submitted. */
  | "render"
  /** Its clip is here. */
  | "cached"
  /** Would be submitted once its dependencies are here. */
  | "waiting"
  /** Is paid for and will be downloaded. */
  | "collect"
  /** The shot has changed since it was rendered. */
  | "stale"
  /** Is paid for, but its clip is missing. */
  | "missing"
  | "failed"
  /** A dependency failed or is held. */
  | "blocked"
  | "uncertain"
  | "lost";

/** A planned take with what the ledger knows of it. */
export interface JoinedTake {
  readonly take: PlannedTake;
  readonly action: TakeAction;
  /** What the action would be if everything it depends on were here. */
  readonly own: TakeAction;
  /** What a run does about it once everything it depends on is here. */
  readonly next: Deed;
  /** One line for people; names what changed and where. */
  readonly reason: string;
  readonly attemptId?: string;
  readonly taskId?: string;
  /** With `render`: a clip of this request is here, but another one was requested. */
  readonly retake?: true;
  /** With `missing`: the vendor may still have the paid clip, so a run asks for it first. */
  readonly fetch?: true;
  /** With `stale`: what has changed, if the ledger knows it. */
  readonly changes?: readonly FieldChange[];
  /** Local files of the take that go to its provider. */
  readonly uploads?: readonly JoinedUpload[];
  /** Hash of the clip that is here. */
  readonly sha256?: string;
}

/** Whether a request is to be paid for. */
export function isToSubmit(action: TakeAction): boolean {
  return action === "render" || action === "stale";
}

/** The word for what comes next, its dependencies aside. */
export function actionOf({ do: deed, status }: NextStep, { isChanged }: { readonly isChanged: boolean }): TakeAction {
  if (status === "left") return isChanged ? "stale" : "render";
  if (status === "detached") return "collect";
  if (deed === "refetch") return "missing";
  return status === "cancelled" ? "failed" : status;
}
