import type { CanonicalStatus } from "@shotlist/schema";
import type { FaultPlan } from "../faults/fault-plan.ts";
import type { MountedFormat } from "../formats/mount.ts";
import { fingerprint } from "../random/seeded-random.ts";
import { type Showing, viewTask } from "../tasks/view-task.ts";
import type { Task } from "../vendor/task.ts";
import type { VendorWebhook, WebhookDelivery } from "../vendor/vendor.ts";
import type { WebhookAttempt } from "./webhook-attempt.ts";

/** What calling back takes of a world. */
export interface WebhookWorld extends Showing {
  readonly formats: readonly MountedFormat[];
  /** What calls are signed with. */
  readonly webhookSecret: string;
  readonly faults: FaultPlan;
}

/** How a task's client is called back. */
export interface WebhookCall {
  readonly format: MountedFormat;
  readonly webhook: VendorWebhook;
  readonly url: string;
}

/** Sends one call; gives the receiver's status. */
export type WebhookSender = (
  url: string,
  message: { readonly payload: string; readonly headers: Readonly<Record<string, string>> },
) => Promise<number>;

/** One event about a task, ready to be sent. */
export interface WebhookEvent {
  readonly task: Task;
  readonly about: Pick<WebhookAttempt, "taskId" | "taskStatus" | "fault">;
  /** Pauses between a failed call and the next one. */
  readonly retryAfterSeconds: readonly number[];
  readonly send: (url: string) => Promise<number | "unreachable">;
  /** The same, of a task that does not exist, under a signature that does not fit. */
  readonly forged: Pick<WebhookEvent, "send" | "retryAfterSeconds">;
}

/** The event that a task has come to a status, as its vendor words and signs it. `origin` starts the links in it. */
export function webhookEvent(
  world: WebhookWorld,
  { format, webhook }: WebhookCall,
  {
    task,
    status,
    origin,
    send,
  }: {
    readonly task: Task;
    readonly status: CanonicalStatus;
    readonly origin: string;
    readonly send: WebhookSender;
  },
): WebhookEvent {
  const delivery: WebhookDelivery = {
    eventId: `evt_${fingerprint(new TextEncoder().encode(`${task.id} ${status}`)).slice(0, 24)}`,
    atMs: world.clock.now(),
    secret: world.webhookSecret,
  };
  const view = viewTask(world, format, { task, origin });
  const shown = status === task.status ? view : { ...view, status, result: undefined };
  const payload = JSON.stringify(webhook.body(shown, delivery));
  const headers = { "content-type": "application/json", ...webhook.headers?.(payload, delivery) };
  const sendQuietly = async (url: string, text: string): Promise<number | "unreachable"> =>
    send(url, { payload: text, headers }).catch(() => "unreachable" as const);
  return {
    task,
    about: { taskId: task.id, taskStatus: status },
    retryAfterSeconds: webhook.retryAfterSeconds.value,
    send: (url) => sendQuietly(url, payload),
    forged: {
      retryAfterSeconds: [],
      send: (url) => sendQuietly(url, payload.replaceAll(task.id, `${task.id}-forged`)),
    },
  };
}
