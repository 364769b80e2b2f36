import type { Admission, Ledger } from "../../ledger/ledger.ts";
import type { Attempt } from "../../lifecycle/attempt.ts";
import { toMicros } from "../../money/micros.ts";
import { isUnreadable } from "../../money/rate.ts";
import type { HttpAnswer, HttpRequest } from "../../ports/transport.ts";
import type { Board } from "./board.ts";
import { createDayCap } from "./day-cap.ts";
import { aroundLedger } from "./guarded-ledger.ts";
import type { Checks } from "./invariants.ts";
import type { SimulatedProcess } from "./process.ts";
import { canaryKey, canarySignature } from "./vendor-answers.ts";
import { baseUrl, markerIn, type Vendor } from "./vendor.ts";
import type { Timeline } from "./timeline.ts";

/** What a process has sent so far. */
export interface Traffic {
  readonly process: SimulatedProcess;
  readonly requestsAt: number[];
  openSubmits: number;
  /** When a submit was last refused for the rate limit, and how many have left within a second of such a refusal. */
  limitedAt?: number;
  hasty: number;
  /** Whether requests were kept back after their time was counted, by something other than the vendor. */
  readonly isHeldUp?: () => boolean;
}

/** Looks at everything that crosses a border of the program, while it happens. */
export interface Watch {
  sending(traffic: Traffic, request: HttpRequest): Promise<void>;
  answered(traffic: Traffic, answer: HttpAnswer | undefined): void;
  /** The ledger itself, looked at after every write. */
  readonly ledger: Ledger;
  /** The same, where a person decides: what becomes resubmitted there may be billed once more. */
  readonly decisions: Ledger;
  /** Something written or said. */
  said(value: unknown, where: string): void;
  /** Clocks on the wall were set: limits in their time say nothing any more. */
  clockJumped(): void;
  /** Another ledger took the place of the one before. */
  moved(): void;
}

export interface WatchOptions {
  readonly board: Board;
  readonly vendor: Vendor;
  readonly checks: Checks;
  readonly timeline: Timeline;
  readonly ledger: Ledger;
}

const hastyMs = 1000;

export function createWatch({ board, vendor, checks, timeline, ledger }: WatchOptions): Watch {
  const { plan, price } = board;
  const [provider] = plan.providers;
  if (provider === undefined) throw new Error("a board has a provider");
  const digestOf = new Map(plan.takes.map((take) => [markerIn(JSON.stringify(take.asked.prompt)), take.digest]));
  const allowed = new Map<string, number>();
  /** What persons have released, by attempt. */
  const released = new Map<string, Set<string>>();
  let releases = 0;
  const dayCap = createDayCap({ board, vendor, checks, timeline });
  let hasJumped = false;
  /** Whether money ever was a guess: a ledger from receipts keeps what was counted, and not why. */
  let hasGuessed = false;
  /** Whether every attempt was looked at as its write has left it; those of an import and of another ledger were not. */
  let isAllSeen = false;

  async function sending(traffic: Traffic, { method, url, body = "", headers }: HttpRequest): Promise<void> {
    const isProvider = url.startsWith(`${baseUrl}/`);
    const carriesKey = JSON.stringify(headers).includes(canaryKey);
    checks.holds("key-to-provider", isProvider || !carriesKey, () => `the key went to ${new URL(url).host}`);
    if (!isProvider) return;
    traffic.requestsAt.push(timeline.now());
    withinRate(traffic);
    if (method === "POST") await submitting(traffic, String(body));
    else await polling(url);
  }

  function withinRate({ process, requestsAt, isHeldUp }: Traffic): void {
    const limit = provider?.requestsPerMinute;
    if (limit === undefined || hasJumped || process.wasFrozen || isHeldUp?.() === true) return;
    const lately = requestsAt.filter((at) => at > timeline.now() - 60_000).length;
    checks.holds("requests-per-minute", lately <= limit, () => `${lately} requests in a minute, ${limit} are allowed`);
  }

  async function submitting(traffic: Traffic, body: string): Promise<void> {
    const marker = markerIn(body);
    const attempt = await ledger.current(plan.takes[0]?.realm ?? "mock", digestOf.get(marker) ?? "");
    const name = attempt?.state.name ?? "absent";
    checks.holds(
      "intent-first",
      name === "submitting",
      () => `a submit for ${marker} left while its attempt was ${name}`,
    );
    traffic.openSubmits += 1;
    withoutHaste(traffic);
    const known = await ledger.attempts({ states: ["submitted", "adopted", "queued", "running"] });
    const atVendor = known.filter(({ state }) => {
      const task = vendor.tasks.find(({ id }) => "taskId" in state && id === state.taskId);
      // A task past its deadline counts as gone: some vendors never say that they gave one up. Clocks need not agree to the second.
      return (
        task !== undefined &&
        timeline.now() < Math.min(task.endsAt, task.createdAt + (provider?.deadlineMs ?? 0) - 1000)
      );
    }).length;
    const inFlight = atVendor + traffic.openSubmits;
    checks.holds(
      "tasks-in-flight",
      // After a clock jump a task may be past its deadline in one process's time and not in the world's.
      hasJumped || inFlight <= (provider?.concurrency ?? 0),
      () => `${inFlight} tasks in flight, ${provider?.concurrency} are allowed`,
    );
  }

  /** Those that were on their way already may leave. */
  function withoutHaste(traffic: Traffic): void {
    if (traffic.limitedAt === undefined || hasJumped) return;
    traffic.hasty = timeline.now() - traffic.limitedAt < hastyMs ? traffic.hasty + 1 : 0;
    checks.holds(
      "paced",
      traffic.hasty <= (provider?.concurrency ?? 0),
      () => `${traffic.hasty} submits at once after a 429`,
    );
  }

  async function polling(url: string): Promise<void> {
    for (const [taskId] of url.matchAll(/task_\d+/gu)) await isOwned(taskId);
  }

  async function isOwned(taskId: string): Promise<void> {
    const owner = await ledger.attemptOfTask(provider?.realm ?? "mock", taskId);
    // Who looks for a lost task asks about strangers.
    const isSearched = owner === undefined && (await ledger.attempts({ states: ["uncertain"] })).length > 0;
    checks.holds(
      "task-first",
      owner !== undefined || isSearched,
      () => `${taskId} is asked about and not in the ledger`,
    );
  }

  function answered(traffic: Traffic, answer: HttpAnswer | undefined): void {
    const isTask = answer !== undefined && Buffer.from(answer.body).includes("task_");
    if (answer?.status === 429 && !isTask) traffic.limitedAt = timeline.now();
    dayCap.answered();
    const billed = new Map<string, number>();
    const bills = new Map<number, { money: number; tasks: number }>();
    for (const task of vendor.tasks) {
      billed.set(task.marker, (billed.get(task.marker) ?? 0) + 1);
      const isFree =
        vendor.dialect.support.failuresAreFree && task.end !== "succeeded" && timeline.now() >= task.endsAt;
      const { money, tasks } = bills.get(task.sender) ?? { money: 0, tasks: 0 };
      bills.set(task.sender, { money: money + (isFree ? 0 : (price ?? 0)), tasks: tasks + 1 });
    }
    for (const [marker, times] of billed) {
      const may = 1 + (allowed.get(marker) ?? 0);
      checks.holds("paid-once", times <= may, () => `${marker} is billed ${times} times, ${may} allowed`);
    }
    let bill = 0;
    for (const { money, tasks } of bills.values()) {
      bill += money;
      withinBudget("the bill of a run", money, board.runBudget);
      withinBudget("tasks of a run", tasks, board.maxTasks);
    }
    withinBudget("the bill", bill, plan.budget?.amount);
  }

  function withinBudget(what: string, amount: number, limit: number | undefined): void {
    if (limit === undefined) return;
    checks.holds("budget", amount <= limit + 1e-9, () => `${what} came to ${amount} of ${limit}`);
  }

  function said(value: unknown, where: string): void {
    const text = typeof value === "string" ? value : written(value);
    const isClean = !text.includes(canaryKey) && !text.includes(canarySignature);
    checks.holds("secrets", isClean, () => `${where} holds a secret: ${text.slice(0, 300)}`);
  }

  /** `left` is the attempt as a write has left it, where it was about one. */
  async function afterWrite(left: Attempt | undefined, isAdmitted: boolean): Promise<void> {
    if (plan.budget === undefined || hasGuessed) return;
    const unseen = isAllSeen ? [] : await ledger.attempts();
    isAllSeen = true;
    // What cannot be read is settled at the most that it can be: the ledger may come to more then, and the vendor's bill may not.
    hasGuessed = [...unseen, ...(left === undefined ? [] : [left])].some(
      ({ rate, facts }) => rate !== undefined && isUnreadable(rate, facts),
    );
    if (hasGuessed) return;
    const { spent } = await ledger.spending(`storyboard:${plan.storyboard}`);
    // What a person releases may have been billed to somebody: then the ledger may come to more, and admits nothing.
    const limit = toMicros(plan.budget.amount) + (isAdmitted ? 0 : releases * toMicros(price ?? 0));
    for (const { micros } of spent) withinBudget("the ledger", micros, limit);
  }

  async function adopting(attemptId: string, taskId: string): Promise<void> {
    const attempt = await ledger.attempt(attemptId);
    const task = vendor.tasks.find(({ id }) => id === taskId);
    const isFree = released.get(attemptId)?.has(taskId) !== true;
    checks.holds("own-task", isFree, () => `${taskId} was released, and adopted again`);
    const isOwn = task !== undefined && digestOf.get(task.marker) === attempt?.digest;
    checks.holds("own-task", isOwn, () => `${taskId} is of ${task?.marker} and was adopted for another take`);
  }

  const writes = new Set(["admit", "advance", "want", "addVersion", "join"]);
  const watched = aroundLedger(ledger, async (name, values, call) => {
    const result = await call();
    if (name === "importRecords") isAllSeen = false;
    if (!writes.has(name)) return result;
    if (isAdmission(result)) dayCap.admitted(result.attempt.digest);
    said(values, `the ledger's ${name}`);
    const adopted = isAdvance(name, values) && values[1].event.type === "adopt" ? values[1] : undefined;
    if (adopted?.event.type === "adopt") await adopting(adopted.attemptId, adopted.event.taskId);
    await afterWrite(attemptIn(result), isAdmission(result));
    return result;
  });

  const decisions = aroundLedger(watched, async (name, values, call) => {
    const { attemptId, event } = isAdvance(name, values) ? values[1] : {};
    // A person may take back what a person has said.
    if (event?.type === "adopt") released.get(attemptId ?? "")?.delete(event.taskId);
    if (event?.type === "release") releases += 1;
    const result = await call();
    if (event?.type === "resubmit") await allowAgain(attemptId ?? "");
    if (event?.type === "release") {
      released.set(attemptId ?? "", (released.get(attemptId ?? "") ?? new Set()).add(event.taskId));
    }
    return result;
  });

  async function allowAgain(attemptId: string): Promise<void> {
    const attempt = await ledger.attempt(attemptId);
    for (const [marker, digest] of digestOf) {
      if (digest === attempt?.digest) allowed.set(marker, (allowed.get(marker) ?? 0) + 1);
    }
  }

  return {
    sending,
    answered,
    ledger: watched,
    decisions,
    said,
    clockJumped: () => {
      hasJumped = true;
      dayCap.clockJumped();
    },
    moved: () => {
      isAllSeen = false;
      dayCap.moved();
    },
  };
}

function isAdmission(result: unknown): result is Extract<Admission, { kind: "admitted" }> {
  return typeof result === "object" && result !== null && "kind" in result && result.kind === "admitted";
}

function isAdvance(name: string, _values: readonly unknown[]): _values is Parameters<Ledger["advance"]> {
  return name === "advance";
}

/** The attempt that an admission or an advance answers. */
function attemptIn(result: unknown): Attempt | undefined {
  return isAbout(result) ? result.attempt : undefined;
}

function isAbout(result: unknown): result is { readonly attempt: Attempt } {
  return typeof result === "object" && result !== null && "attempt" in result;
}

/** A value as JSON, with what its errors say. */
export function written(value: unknown): string {
  return (holdsError(value) ? JSON.stringify(value, withErrors) : JSON.stringify(value)) ?? "";
}

/** Few values do, and JSON with a look at each member takes several times as long. */
function holdsError(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return value instanceof Error || Object.values(value).some(holdsError);
}

function withErrors(_key: string, value: unknown): unknown {
  return value instanceof Error
    ? { ...Object.fromEntries(Object.entries(value)), message: value.message, stack: value.stack }
    : value;
}
