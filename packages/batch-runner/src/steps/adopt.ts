import type { Task } from "@shotlist/core";
import { DeliveryError } from "../errors.ts";
import type { Lookup } from "../format-support.ts";
import type { Attempt } from "../ledger/ledger.ts";
import { about, type RunContext } from "../run/context.ts";
import type { Work } from "../run/work.ts";
import { parseJson } from "./classify-submit.ts";
import { headersOf } from "./headers.ts";
import { askForTask, asking, pollOnce } from "./poll.ts";

/** How far a vendor's clock may be from ours. */
const windowBeforeMs = 5 * 60_000;
const windowAfterMs = 15 * 60_000;
const listTimeoutMs = 30_000;
const listMaxBytes = 32 * 1024 * 1024;
/** More than so many strangers in the window, and a person looks. */
const candidatesAtMost = 50;

/**
 * Looks an uncertain submit up where the format has a way, and takes the task over when it is beyond doubt ours. Answers
 * the attempt as it then stands: `adopted`, or as uncertain as before. Sends nothing that could create a task.
 */
export async function adopt(context: RunContext, work: Work, attempt: Attempt): Promise<Attempt> {
  const lookup = lookupFor(context, attempt);
  if (lookup === undefined || attempt.state.name !== "uncertain" || attempt.intent === undefined) return attempt;
  const taskId =
    lookup.by === "clientId" ? await byClientId(context, attempt, lookup) : await byList(context, attempt, lookup);
  if (taskId === undefined || (await isKnown(context, attempt, taskId))) return attempt;
  const { attempt: adopted } = await context.advance({ attemptId: attempt.id, event: { type: "adopt", taskId } });
  context.emit({ type: "adopted", ...about(work), taskId });
  return adopted;
}

/** Whether an uncertain attempt can be looked up at all. */
export function canLookUp(context: Pick<RunContext, "formatOf">, { provider }: Pick<Attempt, "provider">): boolean {
  return lookupFor(context, { provider }) !== undefined;
}

/** A format that can list tasks is asked where its document says so, or where the provider's `list` does. */
function lookupFor(context: Pick<RunContext, "formatOf">, { provider }: Pick<Attempt, "provider">): Lookup | undefined {
  return context.formatOf(provider).lookup;
}

async function byClientId(
  context: RunContext,
  { provider, intent }: Attempt,
  lookup: Extract<Lookup, { by: "clientId" }>,
): Promise<string | undefined> {
  if (intent === undefined) return undefined;
  const outcome = await askForTask(asking(context, provider), provider, lookup.request(intent.clientId));
  return outcome.kind === "task" ? outcome.task.taskId : undefined;
}

async function byList(
  context: RunContext,
  attempt: Attempt,
  lookup: Extract<Lookup, { by: "list" }>,
): Promise<string | undefined> {
  const { intent, provider } = attempt;
  if (intent?.seed === undefined || (await isShared(context, attempt, intent.seed))) return undefined;
  const strangers: string[] = [];
  for (const { taskId } of await listed(context, attempt, lookup)) {
    if (taskId !== undefined && !(await isKnown(context, attempt, taskId))) strangers.push(taskId);
  }
  if (strangers.length > candidatesAtMost) return undefined;
  const ours: string[] = [];
  for (const taskId of strangers) {
    const outcome = await pollOnce(context, provider, taskId);
    if (outcome.kind === "task" && isOurs(outcome.task, attempt, lookup)) ours.push(taskId);
  }
  return ours.length === 1 ? ours[0] : undefined;
}

function isOurs(task: Task, { intent, model }: Attempt, { isModel }: Extract<Lookup, { by: "list" }>): boolean {
  if (task.status !== "succeeded" || task.seed === undefined || task.seed !== intent?.seed) return false;
  return task.model === undefined || isModel(model, task.model);
}

async function listed(
  context: RunContext,
  { provider, intentAt, createdAt }: Attempt,
  lookup: Extract<Lookup, { by: "list" }>,
): Promise<readonly Task[]> {
  const sentAt = intentAt ?? createdAt;
  const { method, path } = lookup.request({ fromMs: sentAt - windowBeforeMs, toMs: sentAt + windowAfterMs });
  await context.laneOf(provider).beforePoll(context.stopping);
  try {
    const answer = await context.transport.request(
      {
        method,
        url: `${provider.baseUrl}${path}`,
        headers: headersOf(provider, context).headers,
        timeoutMs: listTimeoutMs,
        maxBytes: listMaxBytes,
      },
      { signal: context.stopping },
    );
    return answer.status === 200 ? lookup.decode(parseJson(answer.body)) : [];
  } catch (error) {
    context.stopping.throwIfAborted();
    if (error instanceof DeliveryError) return [];
    throw error;
  }
}

/** An authored seed may stand in several requests: then it proves nothing. */
async function isShared({ state }: RunContext, attempt: Attempt, seed: number): Promise<boolean> {
  const others = await state.ledger.attempts({ states: ["submitting", "uncertain"] });
  return others.some(({ id, intent }) => id !== attempt.id && intent?.seed === seed);
}

async function isKnown({ state }: RunContext, attempt: Attempt, taskId: string): Promise<boolean> {
  const owner = await state.ledger.attemptOfTask(attempt.realm, taskId);
  return owner !== undefined && owner.id !== attempt.id;
}
