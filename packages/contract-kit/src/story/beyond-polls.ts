import type { JsonValue } from "@shotlist/schema";
import { contractOf } from "@shotlist/schema/contracts";
import { withValueAt } from "@shotlist/schema/own";
import { findAt, textAt } from "../answer/pointer.ts";
import { checkRefusal } from "../check/check-refusal.ts";
import { isEnded } from "../oracle/belief.ts";
import { NoVerdictError } from "../call/case-run.ts";
import type { CaseRun } from "../call/case-run.ts";
import { pollTask, pollToEnd, waitForNextPoll, storyFinding, submitTask, toTask } from "./steps.ts";

const mostPollsToStart = 60;

/** A task that still waits is cancelled, and stays so; a second cancel is refused. */
export async function cancelsAWaitingTask(run: CaseRun, body: JsonValue): Promise<void> {
  const id = await submitTask(run, body);
  const { answer } = await run.call({ kind: "call", operation: "cancel", key: "valid", taskId: id });
  if (answer.status >= 400) {
    run.report(...checkRefusal(run.format, answer, ["cannot_cancel"]));
    // It may have begun to run in the meantime; then the refusal is right and the task continues.
    const task = await pollTask(run, id);
    if (task?.status !== "queued") return;
    run.report(
      storyFinding(run, "cancel", {
        rule: "lifecycle: cancel-granted",
        seen: `HTTP ${answer.status}`,
        allowed: "success, because the task is still waiting",
        message: "a waiting task can be cancelled",
      }),
    );
    return;
  }
  const task = await pollTask(run, id);
  if (task === undefined) return;
  const again = await run.call({ kind: "call", operation: "cancel", key: "valid", taskId: id });
  if (again.answer.status >= 400)
    run.report(...checkRefusal(run.format, again.answer, ["cannot_cancel", "unknown_task"]));
  await pollTask(run, id);
}

/** A task that runs cannot be cancelled, where the format says so: it is refused and the task continues. */
export async function keepsARunningTask(run: CaseRun, body: JsonValue): Promise<void> {
  const id = await submitTask(run, body);
  for (let poll = 0; poll < mostPollsToStart; poll += 1) {
    const task = await pollTask(run, id);
    if (task?.status === "running") break;
    if (task !== undefined && isEnded(task.status))
      throw new NoVerdictError("not_offered", "the task was never running");
    await waitForNextPoll(run, 0);
  }
  const { answer } = await run.call({ kind: "call", operation: "cancel", key: "valid", taskId: id });
  if (answer.status >= 400) run.report(...checkRefusal(run.format, answer, ["cannot_cancel"]));
  await pollTask(run, id);
}

/** A cancel of an ended task is refused or takes it off the records; nothing in between. */
export async function removesAnEndedTask(run: CaseRun, body: JsonValue): Promise<void> {
  const task = await pollToEnd(run, await submitTask(run, body));
  const { answer } = await run.call({ kind: "call", operation: "cancel", key: "valid", taskId: task.id });
  if (answer.status >= 400) run.report(...checkRefusal(run.format, answer, ["cannot_cancel"]));
  await pollTask(run, task.id);
}

/** A task that was accepted is in the list, with the status that a poll shows. */
export async function listsATask(run: CaseRun, body: JsonValue): Promise<void> {
  const { places } = contractOf(run.format);
  const id = await submitTask(run, body);
  const { raw, answer } = await run.call({ kind: "call", operation: "list", key: "valid" });
  const listed = findAt(raw, places.listedTasks)?.value;
  const holds = Array.isArray(listed) && listed.some((entry) => textAt(entry, places.taskId) === id);
  if (!holds) {
    run.report(
      storyFinding(run, "list", {
        rule: "list: holds-task",
        path: places.listedTasks?.[0] ?? "",
        seen: `HTTP ${answer.status}, ${Array.isArray(listed) ? `${listed.length} other tasks` : "no tasks"}`,
        allowed: `the task ${id}`,
        message: "a newly accepted task must be in the list",
      }),
    );
  }
  await pollTask(run, id);
}

/** A task is found by the id that its client gave it. */
export async function findsByClientId(run: CaseRun, body: JsonValue): Promise<void> {
  const [place] = contractOf(run.format).places.clientId ?? [];
  if (place === undefined) throw new NoVerdictError("not_offered", "the contract has no field for the client's own id");
  const clientId = `contract-${Math.floor(run.random.next() * 1e12).toString(36)}`;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a JSON value with a text put into it is one
  const id = await submitTask(run, withValueAt(body, place, clientId) as JsonValue);
  const found = await run.call({ kind: "call", operation: "lookup", key: "valid", taskId: clientId, aboutTask: id });
  if (toTask(run, id, found) !== undefined) return;
  run.report(
    storyFinding(run, "lookup", {
      rule: "lookup: finds-task",
      seen: `HTTP ${found.answer.status}`,
      allowed: `the task ${id}`,
      message: "a task must be found by the client's own id",
    }),
  );
}

/** The clip of a finished task is returned under the key. */
export async function handsOutContent(run: CaseRun, body: JsonValue): Promise<void> {
  const task = await pollToEnd(run, await submitTask(run, body));
  if (task.status !== "succeeded") throw new NoVerdictError("not_offered", `the task ended as ${task.status}`);
  const { answer } = await run.call({ kind: "call", operation: "content", key: "valid", taskId: task.id });
  const isVideo =
    answer.kind === "other" &&
    answer.bytes > 0 &&
    /^(video\/|application\/octet-stream)/.test(answer.headers["content-type"] ?? "");
  // A redirect to where the clip lies is as good.
  if (isVideo && answer.status < 300) return;
  if (answer.status >= 300 && answer.status < 400 && answer.headers["location"] !== undefined) return;
  run.report({
    ...storyFinding(run, "content", {
      rule: "content: video",
      seen: `HTTP ${answer.status}, ${answer.headers["content-type"] ?? "no type"}`,
      allowed: "the bytes of a video",
      message: "the content of a finished task must be its clip",
    }),
    level: "reject",
  });
}
