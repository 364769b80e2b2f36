import type { PollOutcome } from "../work/poll-outcome.ts";
import type { ResolvedProvider, WireRequest } from "@shotlist/core";
import { redactTask } from "../redact/redact-answer.ts";
import type { ProviderAccess } from "../work/context.ts";
import { ask, asking, type Asking } from "./ask.ts";
import { foreign, isAbout } from "./foreign-task.ts";

const pollMaxBytes = 8 * 1024 * 1024;

/** Asks a provider once for the state of a task. `onAsk` is called when the request goes, which may have waited for the rate limit. */
export function pollOnce(
  context: ProviderAccess,
  provider: ResolvedProvider,
  taskId: string,
  onAsk: () => void = () => undefined,
): Promise<PollOutcome> {
  const own = asking(context, provider);
  const beforePoll = (): Promise<void> => own.beforePoll().then(onAsk);
  const request = context.formatOf(provider).codec.encodePoll(taskId);
  return askForTask({ ...own, beforePoll }, provider, { ...request, taskId });
}

/** Sends a request that reads, and is answered with a task: the one that is asked for by its `taskId`, where there is one. */
export async function askForTask(
  context: Asking,
  provider: ResolvedProvider,
  { taskId, ...request }: WireRequest & { readonly taskId?: string },
): Promise<PollOutcome> {
  const asked = await ask(context, provider, request, pollMaxBytes);
  if (asked.kind !== "json") return asked;
  const { body, key } = asked;
  const task = redactTask(context.formatOf(provider).codec.decodeTask(body, taskId), key);
  return taskId === undefined || isAbout(task, taskId) ? { kind: "task", task } : foreign(task, { taskId, key });
}
