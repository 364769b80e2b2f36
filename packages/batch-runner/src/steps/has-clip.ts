import type { ResolvedProvider, Task } from "@shotlist/core";
import { DeliveryError } from "../failures/delivery-error.ts";
import { isRedirect } from "../http/same-origin.ts";
import type { ProviderAccess } from "../work/context.ts";
import { leave } from "./follow.ts";
import { headersOf } from "./headers.ts";

const timeoutMs = 30_000;

/**
 * Whether a task has a clip whose success is only supposed: there is a link, or the provider's own call hands one out. Of
 * the call's answer only the head is read.
 */
export async function hasClip(
  context: ProviderAccess,
  provider: ResolvedProvider,
  { videoUrl, download }: Extract<Task, { status: "succeeded" }>,
): Promise<boolean> {
  if (videoUrl !== undefined) return true;
  if (download === undefined) return false;
  const { accept: _, ...headers } = headersOf(provider, context).headers;
  await context.laneOf(provider).beforePoll(context.stopping);
  try {
    const answer = await context.transport.stream(
      {
        method: "GET",
        url: `${provider.baseUrl}${download.path}`,
        headers,
        timeoutMs,
        maxBytes: Number.MAX_SAFE_INTEGER,
      },
      { signal: context.stopping },
    );
    await leave(answer);
    return answer.status === 200 || answer.status === 206 || isRedirect(answer);
  } catch (error) {
    context.stopping.throwIfAborted();
    if (!(error instanceof DeliveryError)) throw error;
    return false;
  }
}
