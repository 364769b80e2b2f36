import type { MockClock } from "../clock/clock.ts";
import type { Task } from "../vendor/task.ts";
import type { WebhookAttempt } from "./webhook-attempt.ts";
import type { WebhookEvent } from "./webhook-event.ts";

const attemptsKept = 1000;

/** Sends events on the virtual clock, tries again after the pauses that a vendor documents, and keeps the result of it. */
export class Deliveries {
  readonly #clock: () => MockClock;
  readonly #attempts: WebhookAttempt[] = [];
  readonly #underWay = new Set<Promise<void>>();
  /** What ends each wait that is still ahead, by its task. */
  readonly #due = new WeakMap<Task, Set<() => void>>();
  readonly #forgotten = new WeakSet<Task>();
  #closed = false;

  constructor(clock: () => MockClock) {
    this.#clock = clock;
  }

  /** Oldest first. */
  get attempts(): readonly WebhookAttempt[] {
    return [...this.#attempts];
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  /** Does something about a task at a time, unless the task is forgotten before. */
  schedule(task: Task, atMs: number, action: () => void): void {
    if (this.#forgotten.has(task)) return;
    const cancels = this.#due.get(task) ?? new Set();
    this.#due.set(task, cancels);
    const cancel = this.#clock().schedule(atMs, () => {
      cancels.delete(cancel);
      action();
    });
    cancels.add(cancel);
  }

  deliver(url: string, event: WebhookEvent, attempt = 1): void {
    const sent = this.#tryOnce(url, event, attempt).finally(() => this.#underWay.delete(sent));
    this.#underWay.add(sent);
  }

  /** Notes a call that is not made. */
  skip(url: string, about: WebhookEvent["about"], outcome: WebhookAttempt["outcome"]): void {
    this.#record({ ...about, target: withoutQuery(url), attempt: 1, atMs: this.#clock().now(), outcome });
  }

  /** Gives up what is still to be sent about a task. */
  forget(task: Task): void {
    this.#forgotten.add(task);
    for (const cancel of this.#due.get(task) ?? []) cancel();
  }

  /** Resolves when no call is under way. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  close(): void {
    this.#closed = true;
  }

  async #tryOnce(url: string, event: WebhookEvent, attempt: number): Promise<void> {
    const outcome = await event.send(url);
    const atMs = this.#clock().now();
    this.#record({ ...event.about, target: withoutQuery(url), attempt, atMs, outcome });
    const pauseSeconds = event.retryAfterSeconds[attempt - 1];
    const received = typeof outcome === "number" && outcome >= 200 && outcome < 300;
    if (received || pauseSeconds === undefined || this.#closed) return;
    this.schedule(event.task, atMs + pauseSeconds * 1000, () => this.deliver(url, event, attempt + 1));
  }

  #record(attempt: WebhookAttempt): void {
    this.#attempts.push(attempt);
    if (this.#attempts.length > attemptsKept) this.#attempts.shift();
  }
}

function withoutQuery(url: string): string {
  return URL.canParse(url) ? new URL(url).origin + new URL(url).pathname : "";
}
