import type { Task } from "@shotlist/core";
import type { Attempt } from "../lifecycle/attempt.ts";
import type { Fetching } from "../work/context.ts";
import { addressRuleOf } from "./check-address.ts";
import { clipSources, type ClipSource } from "./clip-sources.ts";
import { download, type Downloaded } from "./download.ts";

type Succeeded = Extract<Task, { status: "succeeded" }>;

/** Where there is another place to ask, a link is not tried for long. */
const triesBeforeAnother = 2;

/** Names under which the downloads of an attempt lie on the disk: what came from one place is not continued from another. */
export function downloadKeysOf(attemptId: string): readonly string[] {
  return [keyOf(attemptId, "link"), keyOf(attemptId, "content")];
}

function keyOf(attemptId: string, by: ClipSource["by"]): string {
  return by === "link" ? attemptId : `${attemptId}-content`;
}

/** Fetches the clip of a task from the first place that has it. What is said about a failure is what the first place said. */
export async function fetchFromSources(
  context: Fetching,
  { id, provider }: Attempt,
  task: Succeeded,
  { receiptFollows }: { readonly receiptFollows: boolean },
): Promise<Downloaded> {
  const rule = addressRuleOf(provider.baseUrl, context.options.linkHosts);
  const sources = clipSources(context, provider, task);
  let first: Exclude<Downloaded, { kind: "stored" }> | undefined;
  let mayExpire = sources.length === 0;
  for (const [index, { by, ...address }] of sources.entries()) {
    const isLast = index === sources.length - 1;
    const got = await download(context, {
      key: keyOf(id, by),
      kind: "video",
      rule,
      receiptFollows,
      ...address,
      ...(isLast ? {} : { tries: triesBeforeAnother }),
    });
    if (got.kind === "stored") return got;
    mayExpire ||= got.kind === "link-expired";
    first ??= got;
  }
  const { error } = first ?? noLink;
  return { kind: mayExpire ? "link-expired" : "failed", error };
}

const noLink: { readonly error: { readonly code: string; readonly message: string } } = {
  error: { code: "no_link", message: "The vendor gives no valid link to the clip" },
};
