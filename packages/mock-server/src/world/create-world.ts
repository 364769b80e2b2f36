import { type JsonObject, present } from "@shotlist/schema";
import { createBill } from "../billing/bill.ts";
import type { ClipFiles, ClipOrder } from "../clips/clip-cache.ts";
import { createSignedLinks } from "../clips/signed-links.ts";
import { createClock } from "../clock/clock.ts";
import type { MockClock } from "../clock/clock.ts";
import { createFaultPlan } from "../faults/fault-plan.ts";
import type { MountedFormat } from "../formats/mount.ts";
import type { TaskView } from "../vendor/vendor.ts";
import { createJournal } from "../journal/journal.ts";
import type { MockServerOptions } from "./mock-server-options.ts";
import type { MockWorld } from "./mock-world.ts";
import { keyCheck } from "./key-check.ts";
import { createRequestCounter } from "../random/request-counter.ts";
import { createProgressChoice } from "./choose-progress.ts";
import { createTaskStore } from "../tasks/task-store.ts";
import { createUploadedFiles } from "../uploads/uploaded-files.ts";
import { sendWebhook } from "../webhooks/send-webhook.ts";
import { createWebhooks } from "../webhooks/webhooks.ts";

/** What the scopes of one server have in common. */
export interface SharedParts {
  readonly options: MockServerOptions;
  readonly formats: readonly MountedFormat[];
  readonly variants: ReadonlyMap<string, (view: TaskView) => JsonObject>;
  /** Keeps the clips used last, of all scopes together. */
  readonly clipFiles: (key: string, order: () => ClipOrder) => ClipFiles;
}

const defaultSpeed = 60;
const defaultTaskLimit = 10_000;
const defaultJournalLimit = 1000;

export function startClock({ clock, speed = defaultSpeed, startAtMs, waitsForLoop }: MockServerOptions): MockClock {
  return createClock({
    mode: clock ?? "scaled",
    speed,
    ...present({ startAtMs, waitsForLoop }),
  });
}

/** A fresh world on that clock, in which nothing has been asked for. `origin` starts the links that it returns. */
export function createWorld(
  { options, formats, variants, clipFiles }: SharedParts,
  { scope, clock, origin }: { readonly scope: string; readonly clock: MockClock; readonly origin: () => string },
): MockWorld {
  const serverSeed = String(options.seed ?? "shotlist");
  // Other ids in another scope: a client that asks the wrong one for a task is found out.
  const seed = scope === "" ? serverSeed : JSON.stringify([serverSeed, scope]);
  const taskLimit = options.taskLimit ?? defaultTaskLimit;
  const forgottenBill = createBill(formats);
  const tasks = createTaskStore(taskLimit, (task) => {
    forgottenBill.add(task);
    world.webhooks.taskForgotten(task);
  });
  const world: MockWorld = {
    seed,
    webhookSecret: `whsec_${serverSeed}`,
    strict: options.strict ?? false,
    isValidKey: keyCheck(options.keys),
    progressOf: createProgressChoice(options.progress),
    clock,
    formats,
    variants,
    faults: createFaultPlan(seed, options.scenario, () => clock.now()),
    webhooks: createWebhooks(() => world, {
      send: sendWebhook,
      allowRemote: options.allowRemote ?? false,
      origin,
      accountUrl: options.webhookUrl,
    }),
    tasks,
    characters: new Map(),
    uploads: createUploadedFiles(),
    billed: () => {
      const bill = createBill(formats, forgottenBill.total());
      for (const task of tasks.all()) bill.add(task);
      return bill.total();
    },
    journal: createJournal(options.journalLimit ?? defaultJournalLimit),
    links: createSignedLinks(seed),
    clipFiles: (taskId, order) => clipFiles(`${scope}/${taskId}`, order),
    countRequest: createRequestCounter(taskLimit),
  };
  return world;
}
