import type { CanonicalStatus } from "@shotlist/schema";
import { settleTask } from "../tasks/step-task.ts";
import { isTerminal } from "../vendor/task.ts";
import type { Task } from "../vendor/task.ts";
import { Deliveries } from "./deliveries.ts";
import { isLoopbackUrl } from "./loopback.ts";
import { createSpoiledDeliveries } from "./spoiled-deliveries.ts";
import type { WebhookAttempt } from "./webhook-attempt.ts";
import { type WebhookCall, webhookEvent, type WebhookSender, type WebhookWorld } from "./webhook-event.ts";

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

interface WebhookOptions {
  readonly send: WebhookSender;
  readonly allowRemote: boolean;
  readonly origin: () => string;
  /** Where a vendor's events go that are not asked for by each request. */
  readonly accountUrl?: string | undefined;
}

/** Webhooks to receivers on this machine, or anywhere with `allowRemote`. `origin` starts the links in them. */
export function createWebhooks(world: () => WebhookWorld, options: WebhookOptions): Webhooks {
  const deliveries = new Deliveries(() => world().clock);
  const deliver = createSpoiledDeliveries(deliveries, world);
  const told = new WeakMap<Task, Set<CanonicalStatus>>();

  const announce = (task: Task, call: WebhookCall, status: CanonicalStatus): void => {
    if (deliveries.isClosed) return;
    const { url, format } = call;
    if (!options.allowRemote && !isLoopbackUrl(url)) {
      deliveries.skip(url, { taskId: task.id, taskStatus: status }, "not allowed");
      return;
    }
    const { send, origin } = options;
    deliver(webhookEvent(world(), call, { task, status, origin: origin(), send }), { url, format: format.id });
  };

  const taskMoved = (task: Task): void => {
    const call = callOf(task, world(), options);
    if (call === undefined) return;
    const already = told.get(task) ?? new Set();
    told.set(task, already);
    const everyStatus = call.format.facts.webhook?.value.onEveryStatus ?? false;
    for (const status of passedStatuses(task)) {
      if (already.has(status)) continue;
      already.add(status);
      if (everyStatus ? status !== "cancelled" : isTerminal(status)) announce(task, call, status);
    }
  };

  const taskCreated = (task: Task): void => {
    if (callOf(task, world(), options) === undefined) return;
    taskMoved(task);
    if (task.pace.mode !== "time") return;
    for (const atMs of [task.pace.startsAtMs, task.pace.endsAtMs]) {
      deliveries.schedule(task, atMs, () => {
        if (isTerminal(task.status)) return;
        settleTask(task, world().clock.now());
        taskMoved(task);
      });
    }
  };

  return {
    taskCreated,
    taskMoved,
    taskForgotten: (task) => {
      if (told.has(task)) deliveries.forget(task);
    },
    get attempts() {
      return deliveries.attempts;
    },
    settled: () => deliveries.settled(),
    close: () => deliveries.close(),
  };
}

/** Where and how a task's client is called back; undefined where it is not. */
function callOf(task: Task, { formats }: WebhookWorld, { accountUrl }: WebhookOptions): WebhookCall | undefined {
  const { callbackUrl } = task.requested;
  if (callbackUrl === undefined && accountUrl === undefined) return undefined;
  const format = formats.find(({ id }) => id === task.format);
  const webhook = format?.vendor.webhook;
  if (format === undefined || webhook === undefined) return undefined;
  const url = callbackUrl ?? (format.facts.accountWebhook === undefined ? undefined : accountUrl);
  return url === undefined ? undefined : { format, webhook, url };
}

/** The statuses that a task has been in, in order. */
function passedStatuses({ status, startedAtMs }: Task): readonly CanonicalStatus[] {
  const started: readonly CanonicalStatus[] = startedAtMs === undefined ? ["queued"] : ["queued", "running"];
  return isTerminal(status) ? [...started, status] : started;
}
