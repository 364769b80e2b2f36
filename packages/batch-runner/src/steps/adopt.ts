import { about, type Formats, type ProviderAccess, type Telling, type Watching } from "../work/context.ts";
import type { Work } from "../work/work.ts";
import type { Lookup } from "../formats/format-support.ts";
import type { Attempt } from "../lifecycle/attempt.ts";
import { isKeepable } from "../redact/redact-answer.ts";
import { headersOf } from "./headers.ts";
import { findInList, isKnown } from "./find-in-list.ts";
import { asking } from "./ask.ts";
import { askForTask } from "./poll.ts";

/**
 * Looks an uncertain submit up where the format has a way, and takes the task over when it is beyond doubt ours. Answers
 * the attempt in its new state: `adopted`, or as uncertain as before. Sends nothing that could create a task.
 */
export async function adopt(context: Watching, work: Work, attempt: Attempt): Promise<Attempt> {
  const lookup = lookupFor(context, attempt);
  if (lookup === undefined || attempt.state.name !== "uncertain" || attempt.intent === undefined) return attempt;
  const taskId =
    lookup.by === "clientId"
      ? await byClientId(context, work, { attempt, lookup })
      : await findInList(context, { attempt, shot: work.lead.asked, lookup });
  // What a person has released stays released.
  if (taskId === undefined || attempt.released?.includes(taskId) === true || (await isKnown(context, attempt, taskId)))
    return attempt;
  const { attempt: adopted } = await context.advance({ attemptId: attempt.id, event: { type: "adopt", taskId } });
  context.emit({ type: "adopted", ...about(work), taskId });
  return adopted;
}

/** Whether an uncertain attempt can be looked up at all. */
export function canLookUp(context: Formats, { provider }: Pick<Attempt, "provider">): boolean {
  return lookupFor(context, { provider }) !== undefined;
}

/** A format that can list tasks is asked where its document says so, or where the provider's `list` does. */
function lookupFor(context: Formats, { provider }: Pick<Attempt, "provider">): Lookup | undefined {
  const { lookup } = context.formatOf(provider);
  return lookup?.by === "list" && !provider.list ? undefined : lookup;
}

async function byClientId(
  context: ProviderAccess & Telling,
  work: Work,
  {
    attempt: { provider, intent },
    lookup,
  }: { readonly attempt: Attempt; readonly lookup: Extract<Lookup, { by: "clientId" }> },
): Promise<string | undefined> {
  if (intent === undefined) return undefined;
  const outcome = await askForTask(asking(context, provider), provider, lookup.request(intent.clientId));
  if (outcome.kind !== "task") return undefined;
  const { taskId, clientId } = outcome.task;
  if (taskId === undefined || !isKeepable(taskId, headersOf(provider, context).key)) return undefined;
  if (clientId === undefined || clientId === intent.clientId) return taskId;
  const message = `${provider.name} answered with a task of another client id than ${intent.clientId}; it is not adopted`;
  context.emit({ type: "warning", ...about(work), message });
  return undefined;
}
