import { AsyncLocalStorage } from "node:async_hooks";
import type { Attributes } from "@opentelemetry/api";
import type { HttpRequest, RunEvent, TakeName } from "@shotlist/batch-runner";
import { present } from "@shotlist/schema";
import { errorType } from "./error-type.ts";
import { guarded } from "./guarded.ts";
import { createInstruments } from "./instruments.ts";
import { observeRequests } from "./observe-requests.ts";
import { createSpans, type MaybeSpan } from "./spans.ts";
import type { Telemetry } from "./telemetry.ts";
import type { TracedAttempt, TracedTake } from "./traced-take.ts";

type EventOf<Type extends RunEvent["type"]> = Extract<RunEvent, { readonly type: Type }>;
type EventOfTake = Extract<RunEvent, TakeName>;

const keyOf = ({ storyboard, take }: Pick<TakeName, "storyboard" | "take">): string => `${storyboard}/${take}`;

function describe({ storyboard, take, provider }: TakeName): Attributes {
  return { "shotlist.storyboard": storyboard, "shotlist.take": take, "shotlist.provider": provider };
}

function noteAsked(attempt: TracedAttempt): void {
  attempt.askedBefore = attempt.askedAt;
  attempt.askedAt = Date.now();
}

/** Spans and measurements from what a run says and asks for, by the machine's clock. */
export function observeRuns({ isOneRun }: { readonly isOneRun: boolean }): Telemetry {
  const spans = createSpans();
  const instruments = createInstruments();
  const within = new AsyncLocalStorage<TracedTake>();
  const open = new Map<string, TracedTake>();
  /** Takes that had a span in this run. */
  const traced = new Set<string>();
  let run: MaybeSpan;

  function spanOf(take: TracedTake): MaybeSpan {
    const { name, beganAt } = take;
    take.span ??= spans.begin("take", { parent: run, attributes: describe(name), startTime: beganAt });
    return take.span;
  }

  function beginAttempt(take: TracedTake, attributes: Attributes, taskId?: string): void {
    endAttempt(take);
    const now = Date.now();
    const span = spans.begin("attempt", {
      parent: spanOf(take),
      attributes: { ...describe(take.name), ...attributes, ...present({ "shotlist.task.id": taskId }) },
    });
    take.attempt = { span, beganAt: now, taskId, isInFlight: true, askedAt: now, askedBefore: now };
    instruments.inFlight(1, take.name.provider);
  }

  function leavePlace({ name, attempt }: TracedTake): void {
    if (attempt?.isInFlight !== true) return;
    attempt.isInFlight = false;
    instruments.inFlight(-1, name.provider);
  }

  function endAttempt(take: TracedTake, attributes: Attributes = {}, error?: string): void {
    if (take.attempt === undefined) return;
    leavePlace(take);
    spans.end(take.attempt.span, attributes, error);
    take.attempt = undefined;
  }

  function submitting(take: TracedTake, { attempt, reserved, provider }: EventOf<"submitting">): void {
    beginAttempt(take, {
      "shotlist.attempt": attempt,
      ...(reserved === undefined
        ? {}
        : { "shotlist.money.reserved": reserved.amount, "shotlist.currency": reserved.currency }),
    });
    instruments.submitted(provider);
    if (reserved !== undefined) instruments.reserved(reserved, provider);
  }

  function submitted(take: TracedTake, { taskId, resumed }: EventOf<"submitted">): void {
    if (resumed || take.attempt === undefined)
      return beginAttempt(take, { "shotlist.attempt.resumed": resumed }, taskId);
    const { attempt } = take;
    attempt.taskId = taskId;
    guarded(() => attempt.span?.setAttribute("shotlist.task.id", taskId));
  }

  function succeeded(take: TracedTake, { cost, provider }: EventOf<"succeeded">): void {
    leavePlace(take);
    if (take.attempt !== undefined) tellOfEnd(take.attempt, provider);
    if (cost !== undefined) instruments.spent(cost.billed ?? cost.quoted, provider);
  }

  function tellOfEnd({ beganAt, askedAt, askedBefore }: TracedAttempt, provider: string): void {
    instruments.ended({ took: (askedAt - beganAt) / 1000, lag: (askedAt - askedBefore) / 1000 }, provider);
  }

  function ended(take: TracedTake, outcome: string, code?: string): void {
    take.outcome = outcome;
    take.error = code === undefined ? undefined : errorType(code);
    endAttempt(take, { "shotlist.outcome": outcome }, take.error);
  }

  function ofTake(take: TracedTake, event: EventOfTake): void {
    switch (event.type) {
      case "submitting":
        return submitting(take, event);
      case "submitted":
        return submitted(take, event);
      case "adopted":
        return beginAttempt(take, { "shotlist.attempt.resumed": true }, event.taskId);
      case "succeeded":
        return succeeded(take, event);
      case "downloaded":
        return ended(take, "succeeded");
      case "lost":
        return ended(take, "lost", "task_lost");
      case "failed":
      case "uncertain":
      case "detached":
        return ended(take, event.type, event.error.code);
      case "uploading":
        return event.reserved === undefined ? undefined : instruments.reserved(event.reserved, event.provider);
      case "uploaded":
        return event.reused || event.reserved === undefined
          ? undefined
          : instruments.spent(event.reserved, event.provider);
      case "take-planned":
      case "take-finished":
      case "progress":
        return undefined;
      default:
        throw new Error(`no such event: ${JSON.stringify(event satisfies never)}`);
    }
  }

  /** A take that needed nothing from its vendor, or shared the clip of another one. */
  function finished(event: EventOf<"take-finished">): void {
    if (traced.delete(keyOf(event))) return;
    const span = spans.begin("take", { parent: run, attributes: describe(event) });
    const { status, error } = event;
    spans.end(span, { "shotlist.outcome": status }, error === undefined ? undefined : errorType(error.code));
  }

  function endRun(attributes: Attributes, error?: string): void {
    if (run !== undefined) spans.end(run, attributes, error);
    run = undefined;
  }

  function hear(event: RunEvent): void {
    if (event.type === "run-started" && isOneRun) {
      traced.clear();
      const attributes = { "shotlist.run.id": event.runId, "shotlist.takes": event.takes };
      run = spans.begin("run", { parent: undefined, attributes });
    } else if (event.type === "run-finished" && isOneRun) {
      endRun({ "shotlist.ok": event.ok });
    } else if (event.type === "take-finished") finished(event);
    else if ("take" in event && event.type !== "warning") {
      const take = open.get(keyOf(event));
      if (take !== undefined) ofTake(take, event);
    }
  }

  /** A list asks about all tasks at a provider, and is part of no take. */
  function parentOf({ method, url }: HttpRequest, isStream: boolean): MaybeSpan {
    const take = within.getStore();
    if (take === undefined) return run;
    const { attempt, name } = take;
    if (isStream || method !== "GET") return attempt?.span ?? spanOf(take);
    instruments.polled(name.provider);
    if (attempt?.taskId === undefined) return spanOf(take);
    const isOwn = url.includes(encodeURIComponent(attempt.taskId));
    const asked = isOwn ? [take] : [...open.values()].filter((other) => other.name.provider === name.provider);
    for (const other of asked) if (other.attempt?.taskId !== undefined) noteAsked(other.attempt);
    return isOwn ? attempt.span : run;
  }

  function close(take: TracedTake): void {
    const key = keyOf(take.name);
    if (open.get(key) === take) open.delete(key);
    endAttempt(take);
    if (take.span === undefined) return;
    traced.add(key);
    spans.end(take.span, present({ "shotlist.outcome": take.outcome }), take.error);
  }

  return {
    onEvent: (event) => guarded(() => hear(event)),
    around(name, deed) {
      const take: TracedTake = {
        name,
        beganAt: Date.now(),
        span: undefined,
        attempt: undefined,
        outcome: undefined,
        error: undefined,
      };
      open.set(keyOf(name), take);
      return within.run(take, deed).finally(() => guarded(() => close(take)));
    },
    transport: (inner) => observeRequests(inner, { spans, instruments, parentOf }),
    [Symbol.dispose]: () => endRun({}, "stopped"),
  };
}
