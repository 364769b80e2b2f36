import { factsOf } from "@shotlist/schema";
import type { CanonicalStatus, JsonValue } from "@shotlist/schema";
import { isEnded } from "../oracle/belief.ts";
import { checkRefusal, isRefusal } from "../check/check-refusal.ts";
import { levelOf } from "../check/level-of.ts";
import { NoVerdictError } from "../call/case-run.ts";
import type { CaseRun } from "../call/case-run.ts";
import { fetchClip, pollTask, pollToEnd, storyFinding, submitTask, waitForNextPoll } from "./steps.ts";

/** Polls after the end, which must all say the same. */
const pollsAfterEnd = 2;

/** A task from its submit to its end: every status in order, then the same one for good, then its clip. */
export async function runsToItsEnd(run: CaseRun, body: JsonValue): Promise<void> {
  const id = await submitTask(run, body);
  const task = await pollToEnd(run, id);
  for (let poll = 0; poll < pollsAfterEnd; poll += 1) {
    await waitForNextPoll(run, 0);
    await pollTask(run, id);
  }
  if (task.status === "succeeded") await fetchClip(run, task);
}

/** Two tasks made from one body, polled in turn: each has its own id and its own life. */
export async function twoTasksStayApart(run: CaseRun, body: JsonValue): Promise<void> {
  const first = await submitTask(run, body);
  const early = await pollTask(run, first);
  await waitForNextPoll(run, 0);
  const second = await submitTask(run, body);
  let unfinished = [first, second].filter((id) => id !== first || early === undefined || !isEnded(early.status));
  for (let poll = 0; unfinished.length > 0 && poll < 40; poll += 1) {
    const next: string[] = [];
    for (const id of unfinished) {
      const task = await pollTask(run, id);
      if (task === undefined || !isEnded(task.status)) next.push(id);
    }
    unfinished = next;
    await waitForNextPoll(run, poll);
  }
  if (unfinished.length > 0) throw new NoVerdictError("too_long", "the tasks did not end");
}

/** A task that exists is shown to nobody who has no key or a wrong one. */
export async function hidesFromStrangers(run: CaseRun, body: JsonValue): Promise<void> {
  const id = await submitTask(run, body);
  for (const key of ["absent", "wrong"] as const) {
    const occasion = key === "absent" ? "no_key" : "bad_key";
    const { answer } = await run.call({ kind: "call", operation: "poll", key, taskId: id });
    if (isRefusal(run.format, answer.status, [occasion])) run.report(...checkRefusal(run.format, answer, [occasion]));
    else {
      run.report({
        ...storyFinding(run, "submit", {
          rule: `error: ${occasion}`,
          seen: `HTTP ${answer.status}`,
          allowed: "a refusal",
          message:
            key === "absent" ? "a poll without a key must be refused" : "a poll with a wrong key must be refused",
        }),
      });
    }
  }
}

/** The link of a finished task works, and no longer once its time is over. */
export async function linkExpires(run: CaseRun, body: JsonValue): Promise<void> {
  const { linkLifeSeconds } = factsOf(run.format);
  if (!run.time.isVirtual) {
    const hours = linkLifeSeconds.value / 3600;
    throw new NoVerdictError(
      "not_offered",
      `the endpoint's clock cannot be moved, and links are valid for ${hours} hours`,
    );
  }
  const task = await pollToEnd(run, await submitTask(run, body));
  if (task.status !== "succeeded") throw new NoVerdictError("not_offered", `the task ended as ${task.status}`);
  const url = await fetchClip(run, task);
  if (url === undefined) return;
  await run.wait((linkLifeSeconds.value + 60) * 1000);
  const { answer } = await run.download(url, task.id);
  if (answer.status >= 400) return;
  run.report({
    rule: "link: expires",
    level: levelOf(linkLifeSeconds.provenance),
    path: "",
    seen: `HTTP ${answer.status}`,
    allowed: `a refusal after ${linkLifeSeconds.value} seconds`,
    message: "a link must not be valid longer than documented",
    provenance: linkLifeSeconds.provenance,
  });
}

/** Faults by which a test double makes a task end otherwise than well. */
const faultsByEnding: Readonly<Partial<Record<CanonicalStatus, string>>> = {
  failed: "task_fails",
  expired: "task_expires",
  cancelled: "task_cancelled",
};

/** A task that was asked to end in a certain way ends so. */
export async function endsAs(
  run: CaseRun,
  { body, ending }: { readonly body: JsonValue; readonly ending: CanonicalStatus },
): Promise<void> {
  const fault = faultsByEnding[ending];
  run.assertPlayable(fault);
  const task = await pollToEnd(run, await submitTask(run, body, fault));
  for (let poll = 0; poll < pollsAfterEnd; poll += 1) {
    await waitForNextPoll(run, 0);
    await pollTask(run, task.id);
  }
  if (task.status === ending) return;
  const provenance = factsOf(run.format).statuses.find(({ canonical }) => canonical === ending)?.provenance ?? {
    grade: "assumed",
  };
  run.report({
    rule: `lifecycle: ends-as-${ending}`,
    level: levelOf(provenance),
    path: "",
    seen: task.status,
    allowed: ending,
    message: `the task should have ended as ${ending}`,
    provenance,
  });
}
