import { basename } from "node:path";
import type { Task } from "@shotlist/core";
import { present } from "@shotlist/schema";
import { OutputRefusedError } from "../failures/clip-errors.ts";
import { reported } from "../failures/runner-error.ts";
import type { Attempt } from "../lifecycle/attempt.ts";
import { costOf } from "../work/bills.ts";
import type { StoredClip } from "../ports/clip-store.ts";
import {
  about,
  type Collecting,
  type Fetching,
  type Placing,
  type ProviderAccess,
  type Telling,
} from "../work/context.ts";
import type { Outcome } from "../work/outcome.ts";
import type { TakeError } from "../failures/take-error.ts";
import type { Work } from "../work/work.ts";
import { addVersions, placeCopies } from "./deliver.ts";
import { outputFileOf } from "./output-file.ts";
import { fetchFromSources } from "./fetch-clip.ts";
import { fetchFrame } from "./fetch-frame.ts";
import { createLiveLinks } from "./live-link.ts";
import { receiptOf } from "./receipt.ts";

type Succeeded = Extract<Task, { status: "succeeded" }>;

/** Brings the clip of a task that succeeded into the store and to its files. */
export async function collect(context: Collecting, work: Work, attempt: Attempt, task: Succeeded): Promise<Outcome> {
  const taskId = attempt.state.name === "succeeded" ? attempt.state.taskId : undefined;
  if (taskId === undefined)
    throw new Error(`attempt ${attempt.id} is ${attempt.state.name}; there is nothing to collect`);
  try {
    const fetched = await fetchClip(context, attempt, taskId, task);
    if (fetched.kind !== "stored") return failed(context, work, taskId, fetched.error);
    const { clip, latest } = fetched;
    context.downloadRoom.fetched(clip.bytes);
    const frame = await frameOf(context, work, attempt, latest);
    const receipt = receiptOf(work, attempt, clip, frame);
    await context.state.store.writeReceipt(clip.sha256, attempt.id, receipt, frame?.sha256);
    const stored = {
      type: "clip-stored",
      sha256: clip.sha256,
      ...present({ frameSha256: frame?.sha256 }),
    } as const;
    // One commit: the clip counts, and is a version of its takes.
    await Promise.all([
      context.advance({ attemptId: attempt.id, event: stored }),
      addVersions(context, work, { attemptId: attempt.id, sha256: clip.sha256, firstOf: attempt }),
    ]);
    context.emit({ type: "downloaded", ...about(work), taskId, sha256: clip.sha256, bytes: clip.bytes });
    const refused = await placeOrRefuse(context, work, clip.sha256);
    tellOfEnding(context, work, clip.sha256);
    const cost = costOf(attempt);
    const outcome = { taskId, sha256: clip.sha256, ...present({ cost }) };
    return refused === undefined
      ? { status: "succeeded", ...outcome }
      : { status: "failed", ...outcome, error: refused };
  } catch (error) {
    if (!context.stopping.aborted) throw error;
    const stopped = {
      code: "still_running",
      message: "The run ended while the clip was being downloaded",
      hint: "Run again to collect it.",
    };
    context.emit({ type: "detached", ...about(work), taskId, error: stopped });
    return { status: "detached", taskId, error: stopped };
  }
}

/** The storyboard says how a file is to be named, and the vendor what is in it. */
function tellOfEnding(context: Placing, work: Work, sha256: string): void {
  const container = context.state.store.containerOf(sha256);
  for (const { take, plan } of work.takes) {
    const file = outputFileOf(context.options, plan, take, container);
    if (file === outputFileOf(context.options, plan, take)) continue;
    const message = `The clip is a ${container} file, unlike the output ${take.output}: it is written to ${basename(file)}`;
    context.emit({ type: "warning", ...about(work), take: take.id, message });
  }
}

/** The clip counts and is in the store, also where it may not be put in its place. */
async function placeOrRefuse(context: Placing, work: Work, sha256: string): Promise<TakeError | undefined> {
  try {
    await placeCopies(context, work, sha256);
    return undefined;
  } catch (error) {
    if (!(error instanceof OutputRefusedError)) throw error;
    return reported(error);
  }
}

type Fetched =
  | { readonly kind: "stored"; readonly clip: StoredClip; readonly latest: Succeeded }
  | { readonly kind: "failed"; readonly error: TakeError };

async function fetchClip(context: ProviderAccess, attempt: Attempt, taskId: string, task: Succeeded): Promise<Fetched> {
  const links = createLiveLinks(context, attempt, taskId);
  let latest = task;
  for (;;) {
    const got = await fetchFromSources(context, attempt, latest, { receiptFollows: true });
    if (got.kind === "stored") return { kind: "stored", clip: got.clip, latest };
    const fresh = got.kind === "failed" ? undefined : await links.next();
    if (fresh === undefined) return { kind: "failed", error: got.error };
    latest = fresh;
  }
}

/** The last frame is fetched while its link lives; a clip is not held back for it. */
async function frameOf(
  context: Fetching & Telling,
  work: Work,
  attempt: Attempt,
  { lastFrameUrl }: Succeeded,
): Promise<StoredClip | undefined> {
  if (lastFrameUrl === undefined) return undefined;
  const result = await fetchFrame(context, attempt, { link: lastFrameUrl, receiptFollows: true });
  if (result.kind === "stored") return result.clip;
  context.emit({
    type: "warning",
    ...about(work),
    message: `The last frame could not be downloaded: ${result.error.message}`,
  });
  return undefined;
}

function failed(context: Telling, work: Work, taskId: string, { code, message }: TakeError): Outcome {
  const again = "Run again: the clip is downloaded again, not paid for again.";
  const hint =
    code === "link_refused"
      ? `${again} If the provider is in your own network, list its host under linkHosts first.`
      : again;
  const error = { code, message, hint };
  context.emit({ type: "failed", ...about(work), taskId, error });
  return { status: "failed", taskId, error };
}
