import { createBill } from "./billing/bill.ts";
import type { Billed } from "./billing/bill.ts";
import { createClipCache } from "./clips/clip-cache.ts";
import type { ClipRenderer } from "./clips/clip-cache.ts";
import { createSignedLinks } from "./clips/signed-links.ts";
import { createClock } from "./clock/clock.ts";
import type { ClockMode, MockClock } from "./clock/clock.ts";
import { taskSummary } from "./control/task-summary.ts";
import type { TaskSummary } from "./control/task-summary.ts";
import { createFaultPlan } from "./faults/fault-plan.ts";
import type { FaultPlan } from "./faults/fault-plan.ts";
import type { Scenario } from "./faults/scenario.ts";
import { chooseVariants, mountFormats } from "./formats/mount.ts";
import { handleRequest } from "./handle-request.ts";
import { createFetchDoor } from "./http/fetch-door.ts";
import { isLoopbackHost } from "./http/loopback-host.ts";
import type { MockAnswer, MockRequest } from "./http/message.ts";
import { leastLimitBytes, openNodeDoor } from "./http/node-door.ts";
import { createJournal } from "./journal/journal.ts";
import { toRequestLog } from "./journal/request-log.ts";
import type { RequestLog } from "./journal/request-log.ts";
import type { MockWorld } from "./mock-world.ts";
import { keyCheck } from "./operations/authorize.ts";
import { createRequestCounter } from "./random/request-counter.ts";
import { createRouter } from "./routing/router.ts";
import { createProgressChoice } from "./tasks/choose-progress.ts";
import type { ProgressRule } from "./tasks/choose-progress.ts";
import { stepTask } from "./tasks/step-task.ts";
import type { Progress } from "./tasks/task-plan.ts";
import { createTaskStore } from "./tasks/task-store.ts";
import { sendWebhook } from "./webhooks/send-webhook.ts";
import { createWebhooks } from "./webhooks/webhooks.ts";
import type { WebhookAttempt } from "./webhooks/webhooks.ts";

export interface MockServerOptions {
  /** Formats to serve, each below `/<format>`; all by default. */
  readonly formats?: readonly string[];
  /** The one format to serve at the root as well. By default the root serves every path that a single format owns. */
  readonly format?: string;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** `127.0.0.1` by default. */
  readonly host?: string;
  /** Allows a host that other machines can reach. */
  readonly allowRemote?: boolean;
  /** Same seed and same requests: same ids, seeds, durations and bytes. */
  readonly seed?: string | number;
  /** `scaled` by default. */
  readonly clock?: ClockMode;
  /** Virtual seconds in one real second, for a scaled clock; 60 by default. */
  readonly speed?: number;
  /** Virtual time at the start, in milliseconds since the Unix epoch. */
  readonly startAtMs?: number;
  /**
   * How tasks move on: all alike, or by the first rule that matches. In virtual time, within 30 to 90 seconds, by default.
   * A submit with the header `x-mock-progress` decides for its own task.
   */
  readonly progress?: Progress | readonly ProgressRule[];
  /** Keys to accept. Without it, any key passes that has neither "wrong" nor "invalid" in it. */
  readonly keys?: readonly string[];
  /** Refuses also what a vendor would let pass but a careful client would not send. */
  readonly strict?: boolean;
  /** What goes wrong, and when; nothing by default. */
  readonly scenario?: Scenario;
  /** Answers polls in another shape in which real answers were seen: format to variant, such as `{ toapis: "…" }`. */
  readonly variants?: Readonly<Record<string, string>>;
  /** Tasks to remember; 10,000 by default. The oldest falls out first. */
  readonly taskLimit?: number;
  /** Requests that the journal holds; 1,000 by default. */
  readonly journalLimit?: number;
  /** Makes clips; the built-in renderer by default. */
  readonly renderClip?: ClipRenderer;
}

/** A running mock of the vendors. */
export interface MockServer {
  /** Base URL of the server, such as `http://127.0.0.1:4010`. */
  readonly url: string;
  /** Base URL to give to a client of the format. */
  readonly urlOf: (format: string) => string;
  /** Answers a request without a socket. */
  readonly fetch: (request: Request) => Promise<Response>;
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
  readonly close: () => Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const defaultSpeed = 60;
const defaultTaskLimit = 10_000;
const defaultJournalLimit = 1000;
const clipCacheBytes = 32 * 1024 * 1024;

/** Starts the vendors on a port of this machine. */
export async function createMockServer(options: MockServerOptions = {}): Promise<MockServer> {
  const { host = "127.0.0.1", port = 0, allowRemote = false } = options;
  if (!isLoopbackHost(host) && !allowRemote) {
    throw new RangeError(`${host} can be reached from other machines; set allowRemote to listen there all the same`);
  }
  let url = "";
  const world = await createWorld(options, () => url);
  const rootFormat = options.format === undefined ? undefined : mountFormats([options.format])[0];
  const route = createRouter(world.formats, rootFormat);
  const handle = (request: MockRequest): MockAnswer => handleRequest(world, route, request);
  const bodyLimit = (method: string, path: string): number => {
    const routing = route(method, path);
    return routing.kind === "operation"
      ? largestBody(routing.routes.map(({ format }) => format.facts))
      : leastLimitBytes;
  };
  const door = await openNodeDoor({ host, port, handle, bodyLimit, clock: world.clock });
  url = door.url;
  const close = async (): Promise<void> => {
    world.webhooks.close();
    world.clock.close();
    await door.close();
  };
  return {
    url: door.url,
    urlOf: (format) => {
      if (world.formats.every(({ id }) => id !== format)) throw new RangeError(`The server does not serve "${format}"`);
      return `${door.url}/${format}`;
    },
    fetch: createFetchDoor({ handle, bodyLimit, clock: world.clock }),
    clock: world.clock,
    get tasks() {
      return Array.from(world.tasks.all(), taskSummary);
    },
    get requests() {
      return toRequestLog(world.journal.exchanges(), url);
    },
    billed: world.billed,
    faults: world.faults,
    step: (taskId) => {
      const task = world.tasks.get(taskId);
      if (task === undefined) throw new RangeError(`There is no task ${taskId}`);
      stepTask(task, world.clock.now());
      world.webhooks.taskMoved(task);
    },
    get webhooks() {
      return world.webhooks.attempts;
    },
    settled: () => world.webhooks.settled(),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function largestBody(all: readonly { readonly maxBodyBytes: { readonly value: number } }[]): number {
  return Math.max(leastLimitBytes, ...all.map(({ maxBodyBytes }) => maxBodyBytes.value));
}

async function createWorld(options: MockServerOptions, origin: () => string): Promise<MockWorld> {
  const seed = String(options.seed ?? "shotlist");
  const taskLimit = options.taskLimit ?? defaultTaskLimit;
  const render = options.renderClip ?? (await builtInRenderer());
  const formats = mountFormats(options.formats);
  const forgottenBill = createBill(formats);
  const tasks = createTaskStore(taskLimit, (task) => {
    forgottenBill.add(task);
    world.webhooks.taskForgotten(task);
  });
  const world: MockWorld = {
    seed,
    strict: options.strict ?? false,
    isValidKey: keyCheck(options.keys),
    progressOf: createProgressChoice(options.progress),
    clock: createClock({
      mode: options.clock ?? "scaled",
      speed: options.speed ?? defaultSpeed,
      ...(options.startAtMs === undefined ? {} : { startAtMs: options.startAtMs }),
    }),
    formats,
    variants: chooseVariants(formats, options.variants ?? {}),
    faults: createFaultPlan(seed, options.scenario),
    webhooks: createWebhooks(() => world, { send: sendWebhook, allowRemote: options.allowRemote ?? false, origin }),
    tasks,
    billed: () => {
      const bill = createBill(formats, forgottenBill.total());
      for (const task of tasks.all()) bill.add(task);
      return bill.total();
    },
    journal: createJournal(options.journalLimit ?? defaultJournalLimit),
    links: createSignedLinks(seed),
    clipFiles: createClipCache(render, clipCacheBytes),
    countRequest: createRequestCounter(taskLimit),
  };
  return world;
}

/** Loaded with the first server rather than with the module, which keeps the import of types and clock quick. */
async function builtInRenderer(): Promise<ClipRenderer> {
  const { renderClip } = await import("./media/index.ts");
  return renderClip;
}
