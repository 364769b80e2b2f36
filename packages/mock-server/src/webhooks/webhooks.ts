import type { CanonicalStatus } from "@shotlist/schema";
import type { MountedFormat } from "../formats/mount.ts";
import type { VendorWebhook, WebhookDelivery } from "../formats/vendor.ts";
import type { MockWorld } from "../mock-world.ts";
import { fingerprint } from "../random/seeded-random.ts";
import { settleTask } from "../tasks/step-task.ts";
import { isTerminal } from "../tasks/task.ts";
import type { Task } from "../tasks/task.ts";
import { viewTask } from "../tasks/view-task.ts";
import { isLoopbackUrl } from "./loopback.ts";

/** One try to call a client back. Holds no query of the URL, which may be a secret. */
export interface WebhookAttempt {
  readonly taskId: string;
  readonly taskStatus: CanonicalStatus;
  /** Where it went, without the query. */
  readonly target: string;
  /** Counts from 1 for each event. */
  readonly attempt: number;
  readonly atMs: number;
  /** The receiver's status, or why there was none. */
  readonly outcome: number | "unreachable" | "not allowed" | "lost by a fault";
  /** Name of the fault that spoilt this very call. */
  readonly fault?: string | undefined;
}

/** Calls clients back about their tasks, on the virtual clock. */
export interface Webhooks {
  taskCreated(task: Task): void;
  /** To be called whenever a task may have moved on. */
  taskMoved(task: Task): void;
  /** Gives up what is still to be sent about a task that fell out of memory, so that it does not stay there all the same. */
  taskForgotten(task: Task): void;
  readonly attempts: readonly WebhookAttempt[];
  /** Resolves when no call is under way. */
  settled(): Promise<void>;
  /** Gives up what is still to be tried. */
  close(): void;
}

/** Sends one call; gives the receiver's status. */
export type WebhookSender = (
  url: string,
  message: { readonly payload: string; readonly headers: Readonly<Record<string, string>> },
) => Promise<number>;

const attemptsKept = 1000;

/** Webhooks to receivers on this machine, or anywhere with `allowRemote`. `origin` starts the links in them. */
export function createWebhooks(
  world: () => MockWorld,
  {
    send,
    allowRemote,
    origin,
    accountUrl,
  }: {
    readonly send: WebhookSender;
    readonly allowRemote: boolean;
    readonly origin: () => string;
    /** Where a vendor's events go that are not asked for by each request. */
    readonly accountUrl?: string | undefined;
  },
): Webhooks {
  const told = new WeakMap<Task, Set<CanonicalStatus>>();
  const held = new WeakMap<Task, readonly (() => void)[]>();
  const due = new WeakMap<Task, Set<() => void>>();
  const forgotten = new WeakSet<Task>();
  const attempts: WebhookAttempt[] = [];
  const underWay = new Set<Promise<void>>();
  let closed = false;

  const callOf = (task: Task): WebhookCall | undefined => {
    const { callbackUrl } = task.requested;
    if (callbackUrl === undefined && accountUrl === undefined) return undefined;
    const format = world().formats.find(({ id }) => id === task.format);
    const webhook = format?.vendor.webhook;
    if (format === undefined || webhook === undefined) return undefined;
    const url = callbackUrl ?? (format.facts.accountWebhook === undefined ? undefined : accountUrl);
    return url === undefined ? undefined : { format, webhook, url };
  };

  const schedule = (task: Task, atMs: number, action: () => void): void => {
    if (forgotten.has(task)) return;
    const callsOff = due.get(task) ?? new Set();
    due.set(task, callsOff);
    const callOff = world().clock.schedule(atMs, () => {
      callsOff.delete(callOff);
      action();
    });
    callsOff.add(callOff);
  };

  const record = (attempt: WebhookAttempt): void => {
    attempts.push(attempt);
    if (attempts.length > attemptsKept) attempts.shift();
  };

  const sendQuietly: WebhookQuietSender = async (url, message) =>
    send(url, message).catch(() => "unreachable" as const);

  const tryOnce = async (url: string, event: WebhookEvent, attempt: number): Promise<void> => {
    const { clock } = world();
    const outcome = await event.send(url);
    record({ ...event.about, target: withoutQuery(url), attempt, atMs: clock.now(), outcome });
    const pauseSeconds = event.retryAfterSeconds[attempt - 1];
    const received = typeof outcome === "number" && outcome >= 200 && outcome < 300;
    if (received || pauseSeconds === undefined || closed) return;
    schedule(event.task, clock.now() + pauseSeconds * 1000, () => deliver(url, event, attempt + 1));
  };

  const deliver = (url: string, event: WebhookEvent, attempt: number): void => {
    const sent = tryOnce(url, event, attempt).finally(() => underWay.delete(sent));
    underWay.add(sent);
  };

  const announce = (task: Task, status: CanonicalStatus): void => {
    const call = callOf(task);
    if (call === undefined || closed) return;
    const { url } = call;
    const about = { taskId: task.id, taskStatus: status };
    const { clock, webhookSecret } = world();
    if (!allowRemote && !isLoopbackUrl(url)) {
      record({ ...about, target: withoutQuery(url), attempt: 1, atMs: clock.now(), outcome: "not allowed" });
      return;
    }
    const delivery: WebhookDelivery = {
      eventId: `evt_${fingerprint(new TextEncoder().encode(`${task.id} ${status}`)).slice(0, 24)}`,
      atMs: clock.now(),
      secret: webhookSecret,
    };
    const view = viewTask(world(), call.format, { task, origin: origin() });
    const shown = status === task.status ? view : { ...view, status, result: undefined };
    const payload = JSON.stringify(call.webhook.body(shown, delivery));
    const headers = { "content-type": "application/json", ...call.webhook.headers?.(payload, delivery) };
    const event: WebhookEvent = {
      task,
      about,
      retryAfterSeconds: call.webhook.retryAfterSeconds.value,
      send: (target) => sendQuietly(target, { payload, headers }),
      forged: {
        retryAfterSeconds: [],
        send: (target) => sendQuietly(target, { payload: payload.replaceAll(task.id, `${task.id}-forged`), headers }),
      },
    };
    const earlier = held.get(task) ?? [];
    held.delete(task);
    sendSpoilt(event, { task, url, format: call.format.id });
    for (const sendIt of earlier) sendIt();
  };

  const sendSpoilt = (
    event: WebhookEvent,
    { task, url, format }: { readonly task: Task; readonly url: string; readonly format: string },
  ): void => {
    const { clock, faults } = world();
    const { id: taskId, requested } = task;
    const strike = faults.strike({ place: "webhook", format, taskId, header: () => undefined, clip: () => requested });
    const fate = strike?.fault.webhook;
    const struck: WebhookEvent = { ...event, about: { ...event.about, fault: strike?.fault.name } };
    switch (fate) {
      case "lost":
        record({
          ...struck.about,
          target: withoutQuery(url),
          attempt: 1,
          atMs: clock.now(),
          outcome: "lost by a fault",
        });
        return;
      case "late":
        schedule(task, clock.now() + (strike?.settings.seconds ?? 600) * 1000, () => deliver(url, struck, 1));
        return;
      case "reordered":
        // Held until the next event has gone out; an end has no next one.
        if (!isTerminal(event.about.taskStatus)) {
          held.set(task, [...(held.get(task) ?? []), () => deliver(url, struck, 1)]);
          return;
        }
        break;
      case "doubled":
        deliver(url, struck, 1);
        break;
      case "forged":
        deliver(url, { ...struck, ...event.forged }, 1);
        break;
      case undefined:
        break;
      default:
        fate satisfies never;
    }
    deliver(url, event, 1);
  };

  const taskMoved = (task: Task): void => {
    const call = callOf(task);
    if (call === undefined) return;
    const already = told.get(task) ?? new Set();
    told.set(task, already);
    const everyStatus = call.format.facts.webhook?.value.onEveryStatus ?? false;
    for (const status of passedStatuses(task)) {
      if (already.has(status)) continue;
      already.add(status);
      if (everyStatus ? status !== "cancelled" : isTerminal(status)) announce(task, status);
    }
  };

  const taskCreated = (task: Task): void => {
    if (callOf(task) === undefined) return;
    taskMoved(task);
    if (task.pace.mode !== "time") return;
    const { clock } = world();
    for (const atMs of [task.pace.startsAtMs, task.pace.endsAtMs]) {
      schedule(task, atMs, () => {
        if (isTerminal(task.status)) return;
        settleTask(task, clock.now());
        taskMoved(task);
      });
    }
  };

  return {
    taskCreated,
    taskMoved,
    taskForgotten: (task) => {
      if (!told.has(task)) return;
      forgotten.add(task);
      for (const callOff of due.get(task) ?? []) callOff();
    },
    get attempts() {
      return [...attempts];
    },
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    close: () => {
      closed = true;
    },
  };
}

/** How a task's client is called back. */
interface WebhookCall {
  readonly format: MountedFormat;
  readonly webhook: VendorWebhook;
  readonly url: string;
}

type WebhookQuietSender = (...parameters: Parameters<WebhookSender>) => Promise<number | "unreachable">;

interface WebhookEvent {
  readonly task: Task;
  readonly about: Pick<WebhookAttempt, "taskId" | "taskStatus" | "fault">;
  readonly retryAfterSeconds: readonly number[];
  readonly send: (url: string) => Promise<number | "unreachable">;
  /** The same, of a task that does not exist, under a signature that does not fit. */
  readonly forged: Pick<WebhookEvent, "send" | "retryAfterSeconds">;
}

/** The statuses that a task has been in, in order. */
function passedStatuses({ status, startedAtMs }: Task): readonly CanonicalStatus[] {
  const started: readonly CanonicalStatus[] = startedAtMs === undefined ? ["queued"] : ["queued", "running"];
  return isTerminal(status) ? [...started, status] : started;
}

function withoutQuery(url: string): string {
  return URL.canParse(url) ? new URL(url).origin + new URL(url).pathname : "";
}
