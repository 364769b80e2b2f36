import { factsOf, present } from "@shotlist/schema";
import type { CanonicalStatus, JsonValue } from "@shotlist/schema";
import { contractOf } from "@shotlist/schema/contracts";
import { textAt } from "../answer/pointer.ts";
import { checkMessage } from "../check/check-message.ts";
import { describe } from "../check/describe.ts";
import type { Finding } from "../check/finding.ts";
import { levelOf } from "../check/level-of.ts";
import { canonicalOf, isEnded } from "../oracle/belief.ts";
import { NoVerdictError } from "../call/case-run.ts";
import type { Answered, CaseRun } from "../call/case-run.ts";

/** A task as the last poll showed it. */
export interface PolledTask {
  readonly id: string;
  readonly status: CanonicalStatus;
  /** The answer's body with its links whole. */
  readonly raw: JsonValue;
}

/** Submits a body that the format accepts and gives the task's id. */
export async function submitTask(run: CaseRun, body: JsonValue, provoke?: string): Promise<string> {
  const { answer, raw } = await run.call({
    kind: "call",
    operation: "submit",
    key: "valid",
    body,
    ...present({ provoke }),
  });
  const accepted = answer.status >= 200 && answer.status < 300;
  if (!accepted) {
    run.report(
      storyFinding(run, "submit", {
        rule: "submit: accepted",
        seen: `HTTP ${answer.status}${answer.kind === "json" ? `, ${describe(answer.body)}` : ""}`,
        allowed: "success, with the task's id",
        message: "a documented body must be accepted",
      }),
    );
    throw new NoVerdictError("no_answer", "the task was not accepted");
  }
  run.report(...checkMessage(run.format, "submit.response", answer.kind === "json" ? answer.body : undefined));
  const id = textAt(raw, contractOf(run.format).places.submittedTaskId);
  if (id === undefined) throw new NoVerdictError("no_answer", "the answer to the submit has no task id");
  return id;
}

/** Asks for a task once; undefined where the endpoint refuses or its answer shows no status of the format. */
export async function pollTask(run: CaseRun, id: string): Promise<PolledTask | undefined> {
  return toTask(run, id, await run.call({ kind: "call", operation: "poll", key: "valid", taskId: id }));
}

export function toTask(run: CaseRun, id: string, { answer, raw }: Answered): PolledTask | undefined {
  if (answer.status >= 300 || raw === undefined) return undefined;
  const word = contractOf(run.format)
    .places.status.map((place) => textAt(raw, [place]))
    .find((text) => text !== undefined);
  const status = canonicalOf(run.format, word);
  return status === undefined ? undefined : { id, status, raw };
}

/** Polls at this pace before they become rarer, for tasks that take very long. */
const pollsAtPace = 60;

/** Waits about as long as the format recommends between two polls: sometimes less, sometimes more. */
export async function waitForNextPoll(run: CaseRun, poll: number): Promise<void> {
  const { pollEverySeconds } = factsOf(run.format);
  const stretch = run.time.isVirtual ? 0.2 + run.random.next() * 1.6 : 1 + run.random.next() * 0.2;
  const rarer = 2 ** Math.max(0, poll - pollsAtPace);
  await run.wait(pollEverySeconds.value * 1000 * stretch * rarer);
}

/** Polls a task until it has ended; a finding where the format's deadline passes first. */
export async function pollToEnd(run: CaseRun, id: string): Promise<PolledTask> {
  const { deadlineSeconds } = factsOf(run.format);
  const startedAtMs = run.time.now();
  for (let poll = 0; ; poll += 1) {
    const task = await pollTask(run, id);
    if (task !== undefined && isEnded(task.status)) return task;
    if (run.time.now() - startedAtMs > deadlineSeconds.value * 1000) {
      run.report({
        rule: "lifecycle: ends-in-time",
        level: levelOf(deadlineSeconds.provenance),
        path: contractOf(run.format).places.status[0] ?? "",
        seen: task?.status ?? "no status",
        allowed: `an end within ${deadlineSeconds.value} seconds`,
        message: "a task must end",
        provenance: deadlineSeconds.provenance,
      });
      throw new NoVerdictError("too_long", "the task did not end");
    }
    await waitForNextPoll(run, poll);
  }
}

/**
 * Fetches a clip's link and holds what comes against what a link to a clip must give. A clip that was paid for and cannot be
 * fetched is a failure, whatever the source of the format.
 */
export async function fetchClip(run: CaseRun, { id, raw }: PolledTask): Promise<string | undefined> {
  const url = textAt(raw, contractOf(run.format).places.videoUrl);
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { answer } = await run.download(url, id);
  const about = { path: contractOf(run.format).places.videoUrl[0] ?? "" };
  if (answer.status !== 200 && answer.status !== 206) {
    run.report({
      ...storyFinding(run, "poll", {
        ...about,
        rule: "link: reachable",
        seen: `HTTP ${answer.status}`,
        allowed: "HTTP 200 or 206",
        message: "the link of a finished task must open its clip",
      }),
      level: "reject",
    });
    return undefined;
  }
  const type = answer.headers["content-type"] ?? "";
  if (!/^(video\/|application\/octet-stream)/.test(type) || (answer.kind === "other" && answer.bytes === 0)) {
    run.report({
      ...storyFinding(run, "poll", {
        ...about,
        rule: "link: video",
        seen: `${answer.kind === "other" ? answer.bytes : "no"} bytes of ${type === "" ? "no type" : type}`,
        allowed: "the bytes of a video",
        message: "the link of a finished task must open a video",
      }),
      level: "reject",
    });
  }
  return url;
}

/** A finding of a story, on the word of the operation's source. */
export function storyFinding(
  { format }: CaseRun,
  operation: "submit" | "poll" | "cancel" | "list" | "lookup" | "content",
  words: Pick<Finding, "rule" | "seen" | "allowed" | "message"> & { readonly path?: string },
): Finding {
  const provenance = factsOf(format).operations[operation]?.provenance ?? { grade: "assumed" };
  return { level: levelOf(provenance), provenance, path: "", ...words };
}
