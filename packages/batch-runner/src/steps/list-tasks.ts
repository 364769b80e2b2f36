import type { ResolvedProvider, Task } from "@shotlist/core";
import { redactTask } from "../redact/redact-answer.ts";
import type { PollOutcome } from "../work/poll-outcome.ts";
import { ask, type Asking } from "./ask.ts";
import { isAbout } from "./foreign-task.ts";

const listMaxBytes = 32 * 1024 * 1024;
/** More ids than that make an address too long for some gateways. */
export const idsAtMost = 100;

/** What a list says of the tasks that were asked for. */
type Listed =
  | { readonly kind: "tasks"; readonly tasks: ReadonlyMap<string, Task> }
  /** There is no list here, whatever the provider's settings say. */
  | { readonly kind: "no-list" }
  | Extract<PollOutcome, { readonly kind: "rate-limited" | "closed" | "again" }>;

/** Whether a provider can be asked about several tasks at once. */
export function canList({ formatOf }: Pick<Asking, "formatOf">, provider: ResolvedProvider): boolean {
  const { codec, lookup } = formatOf(provider);
  return provider.list && lookup?.by === "list" && codec.encodeListOf !== undefined && codec.decodeListed !== undefined;
}

/** Asks once about several tasks of one tier. What the answer says of other tasks is not read. */
export async function listTasks(
  context: Asking,
  provider: ResolvedProvider,
  { taskIds, serviceTier }: { readonly taskIds: readonly string[]; readonly serviceTier: string | undefined },
): Promise<Listed> {
  const { codec } = context.formatOf(provider);
  const request = codec.encodeListOf?.(taskIds, serviceTier);
  if (request === undefined) return { kind: "no-list" };
  const asked = await ask(context, provider, request, listMaxBytes);
  if (asked.kind === "unknown-task") return { kind: "no-list" };
  if (asked.kind !== "json") return asked;
  const listed = codec.decodeListed?.(asked.body, taskIds);
  if (listed === undefined) return { kind: "no-list" };
  const own = [...listed].filter(([taskId, task]) => isAbout(task, taskId));
  return { kind: "tasks", tasks: new Map(own.map(([taskId, task]) => [taskId, redactTask(task, asked.key)])) };
}
