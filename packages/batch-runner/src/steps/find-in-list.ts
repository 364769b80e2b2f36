import { realmClassOf, type ListedTask, type ResolvedShot, type Task, type TaskPage } from "@shotlist/core";
import { DeliveryError } from "../failures/delivery-error.ts";
import type { Lookup } from "../formats/format-support.ts";
import type { Attempt } from "../lifecycle/attempt.ts";
import { parseJson } from "../http/parse-json.ts";
import type { Keeping, ProviderAccess } from "../work/context.ts";
import { headersOf } from "./headers.ts";
import { pollOnce } from "./poll.ts";
import { requestWithin } from "./request-within.ts";

/** How far a vendor's clock may be from ours. */
const windowBeforeMs = 5 * 60_000;
const windowAfterMs = 15 * 60_000;
const listTimeoutMs = 30_000;
const listMaxBytes = 32 * 1024 * 1024;
const pagesAtMost = 500;
/** More than so many strangers in the window, and a person looks. */
const candidatesAtMost = 50;
/** A seed is reported only once a task has ended: so long are strangers that still run waited for. */
const patienceMs = 60 * 60_000;

interface Search {
  readonly attempt: Attempt;
  /** What was asked for. */
  readonly shot: ResolvedShot;
  readonly lookup: Extract<Lookup, { by: "list" }>;
}

/**
 * Looks through the vendor's list for the task of a submit whose answer was lost: one that was made in its window, that no
 * attempt has, and that repeats everything that was sent as far as it repeats anything. `undefined` unless exactly one has
 * its seed, and nobody else sent that seed.
 */
export async function findInList(context: ProviderAccess, search: Search): Promise<string | undefined> {
  const { attempt } = search;
  if (attempt.intent?.seed === undefined || (await isShared(context, attempt, attempt.intent.seed))) return undefined;
  const listed = await listedInWindow(context, search);
  if (listed === undefined) return undefined;
  let open: readonly ListedTask[] = await strangersAmong(context, search, listed);
  if (open.length > candidatesAtMost) return undefined;
  const ours: string[] = [];
  const giveUpAt = context.state.clock.now() + patienceMs;
  for (;;) {
    const running: ListedTask[] = [];
    for (const candidate of open) {
      const verdict = await judge(context, search, candidate);
      if (verdict === "ours") ours.push(candidate.taskId);
      if (verdict === "running") running.push(candidate);
    }
    open = running;
    if (open.length === 0) return ours.length === 1 ? ours[0] : undefined;
    // While one may still turn out to be a second match, the first proves nothing.
    if (context.state.clock.now() >= giveUpAt) return undefined;
    await context.state.clock.sleep(attempt.provider.pollEveryMs, context.stopping);
  }
}

/** Whether another attempt has a task of the vendor's. */
export async function isKnown({ state }: Keeping, attempt: Attempt, taskId: string): Promise<boolean> {
  const owner = await state.ledger.attemptOfTask(attempt.realm, taskId);
  return owner !== undefined && owner.id !== attempt.id;
}

async function strangersAmong(
  context: Keeping,
  { attempt, shot, lookup }: Search,
  listed: readonly ListedTask[],
): Promise<readonly ListedTask[]> {
  const strangers: ListedTask[] = [];
  for (const task of listed) {
    if (repeats(task, { attempt, shot, lookup }) && !(await isKnown(context, attempt, task.taskId)))
      strangers.push(task);
  }
  return strangers;
}

async function judge(
  context: ProviderAccess,
  search: Search,
  candidate: ListedTask,
): Promise<"ours" | "foreign" | "running"> {
  const outcome = await pollOnce(context, search.attempt.provider, candidate.taskId);
  switch (outcome.kind) {
    case "task": {
      const { task } = outcome;
      const seed = candidate.seed ?? seedOf(task);
      if (task.status === "queued" || task.status === "running") return seed === undefined ? "running" : "ours";
      if (seed === undefined || seed !== search.attempt.intent?.seed) return "foreign";
      return task.status !== "succeeded" || repeats(task, search) ? "ours" : "foreign";
    }
    case "unknown-task":
      return "foreign";
    case "rate-limited":
    case "closed":
    case "again":
      return "running";
    default:
      throw new Error(`no such outcome: ${JSON.stringify(outcome satisfies never)}`);
  }
}

function seedOf(task: Task): number | undefined {
  return task.status === "succeeded" ? task.seed : undefined;
}

/** Whether nothing that a task repeats of its request differs from ours. What it leaves out says nothing. */
function repeats(echoed: Omit<ListedTask, "taskId">, { attempt, shot, lookup }: Search): boolean {
  const pairs = [
    [echoed.seed, attempt.intent?.seed],
    [echoed.resolution, shot.resolution],
    [echoed.ratio, shot.ratio === "adaptive" ? undefined : shot.ratio],
    [echoed.durationSeconds, shot.duration === -1 ? undefined : shot.duration],
    [echoed.expiresAfterSeconds, shot.expiresAfter],
  ];
  if (pairs.some(([told, sent]) => told !== undefined && sent !== undefined && told !== sent)) return false;
  // A task that carries a mark which was not sent is somebody else's.
  if (Object.entries(echoed.extra ?? {}).some(([field, told]) => shot.extra?.[field] !== told)) return false;
  return echoed.model === undefined || lookup.isModel(attempt.model, echoed.model);
}

/**
 * The tasks of the list that were made around the time of the submit; `undefined` where it cannot be read whole. The clock
 * of a mock on this machine may run as fast as it likes: there the time says nothing.
 */
async function listedInWindow(context: ProviderAccess, search: Search): Promise<readonly ListedTask[] | undefined> {
  const { intentAt, createdAt, realm } = search.attempt;
  const sentAt = intentAt ?? createdAt;
  const found = new Map<string, ListedTask>();
  let seen = 0;
  for (let page = 1; page <= pagesAtMost; page += 1) {
    const answer = await pageOf(context, search, page);
    if (answer === undefined) return undefined;
    seen += answer.tasks.length;
    for (const task of answer.tasks)
      if (realmClassOf(realm) !== "live" || isAround(sentAt, task)) found.set(task.taskId, task);
    if (answer.tasks.length === 0 || answer.total === undefined || seen >= answer.total) return [...found.values()];
  }
  return undefined;
}

function isAround(sentAt: number, { createdAt }: ListedTask): boolean {
  if (createdAt === undefined) return true;
  const madeAt = createdAt * 1000;
  return madeAt >= sentAt - windowBeforeMs && madeAt <= sentAt + windowAfterMs;
}

async function pageOf(
  context: ProviderAccess,
  { attempt: { provider }, shot, lookup }: Search,
  page: number,
): Promise<TaskPage | undefined> {
  const { method, path } = lookup.request(page, shot.serviceTier);
  await context.laneOf(provider).beforePoll(context.stopping);
  try {
    const answer = await requestWithin(context, {
      method,
      url: `${provider.baseUrl}${path}`,
      headers: headersOf(provider, context).headers,
      timeoutMs: listTimeoutMs,
      maxBytes: listMaxBytes,
    });
    return answer.status === 200 ? lookup.decode(parseJson(answer.body)) : undefined;
  } catch (error) {
    context.stopping.throwIfAborted();
    if (error instanceof DeliveryError) return undefined;
    throw error;
  }
}

/** An authored seed may be in several requests: then it proves nothing. */
async function isShared({ state }: Keeping, attempt: Attempt, seed: number): Promise<boolean> {
  const others = await state.ledger.attempts();
  return others.some(({ id, intent }) => id !== attempt.id && intent?.seed === seed);
}
