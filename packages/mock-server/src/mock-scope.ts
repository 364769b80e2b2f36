import type { Billed } from "./billing/bill.ts";
import type { MockClock } from "./clock/clock.ts";
import { taskSummary } from "./control/task-summary.ts";
import type { TaskSummary } from "./control/task-summary.ts";
import type { FaultPlan } from "./faults/fault-plan.ts";
import { toRequestLog } from "./journal/request-log.ts";
import type { RequestLog } from "./journal/request-log.ts";
import type { Scope } from "./scopes/scopes.ts";
import { stepTask } from "./tasks/step-task.ts";
import type { WebhookAttempt } from "./webhooks/webhook-attempt.ts";

/** One test's part of a server: tasks, journal, faults and time that no other scope sees. */
export interface MockScope {
  /** Base URL, such as `http://127.0.0.1:4010`, with `/@NAME` behind it where the scope has a name. */
  readonly url: string;
  /** Base URL to give to a client of the format. */
  readonly urlOf: (format: string) => string;
  readonly clock: MockClock;
  /** Tasks, oldest first. */
  readonly tasks: readonly TaskSummary[];
  /** The journal, oldest first; `requests.expect(...)` asserts on it. */
  readonly requests: RequestLog;
  /** What the vendors would have asked for so far. */
  readonly billed: () => Billed;
  /** What goes wrong; may be changed at any time. */
  readonly faults: FaultPlan;
  /** Moves a task one step on: queued, running, ended. */
  readonly step: (taskId: string) => void;
  /** Calls back to clients, oldest first. */
  readonly webhooks: readonly WebhookAttempt[];
  /** Resolves when no call back is under way. */
  readonly settled: () => Promise<void>;
  /** Forgets tasks, bill, journal and calls back, and puts the faults back as they were at the start. Time continues. */
  readonly reset: () => void;
}

/** The handle on a scope; everything is read from what the scope holds when it is read. */
export function toMockScope(scope: () => Scope, url: string): MockScope {
  const world = (): ReturnType<Scope["world"]> => scope().world();
  return {
    url,
    urlOf: (format) => {
      if (world().formats.every(({ id }) => id !== format)) {
        throw new RangeError(`The server does not serve "${format}"`);
      }
      return `${url}/${format}`;
    },
    get clock() {
      return scope().clock;
    },
    get tasks() {
      return Array.from(world().tasks.all(), taskSummary);
    },
    get requests() {
      return toRequestLog(world().journal.exchanges(), url);
    },
    billed: () => world().billed(),
    get faults() {
      return world().faults;
    },
    step: (taskId) => {
      const { tasks, clock, webhooks } = world();
      const task = tasks.get(taskId);
      if (task === undefined) throw new RangeError(`Unknown task ${taskId}`);
      stepTask(task, clock.now());
      webhooks.taskMoved(task);
    },
    get webhooks() {
      return world().webhooks.attempts;
    },
    settled: () => world().webhooks.settled(),
    reset: () => scope().reset(),
  };
}
