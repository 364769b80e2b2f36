import { ruleOf } from "../faults/check-scenario.ts";
import { faultLibrary } from "../faults/library.ts";
import { isJsonObject, jsonAnswer } from "../http/message.ts";
import type { MockAnswer, MockRequest } from "../http/message.ts";
import type { MockWorld } from "../mock-world.ts";
import { stepTask } from "../tasks/step-task.ts";
import { parseDurationMs } from "./parse-duration.ts";
import { taskSummary } from "./task-summary.ts";

/** Below this path a client drives the mock itself; no vendor has such a path. */
export const controlPath = "/__mock/";

type Call = (world: MockWorld, body: unknown, argument: string) => MockAnswer;

/** The calls of the control API, by method and first part of the path. */
const calls: Readonly<Record<string, Call>> = {
  "GET health": ({ formats }) => jsonAnswer(200, { ok: true, formats: formats.map(({ id }) => id) }),
  "GET clock": clockAnswer,
  "POST clock": moveClock,
  "GET requests": ({ journal }) => jsonAnswer(200, { total: journal.total, requests: journal.entries() }),
  "DELETE requests": ({ journal }) => {
    journal.clear();
    return jsonAnswer(200, { total: 0, requests: [] });
  },
  "GET tasks": ({ tasks }) =>
    jsonAnswer(200, { total: tasks.created, tasks: Array.from(tasks.all(), (task) => taskSummary(task)) }),
  "POST tasks": stepOne,
  "GET billed": ({ billed }) => jsonAnswer(200, billed()),
  "GET webhooks": ({ webhooks }) => jsonAnswer(200, { attempts: webhooks.attempts }),
  "GET faults": faultsAnswer,
  "POST faults": addFault,
  "DELETE faults": removeFaults,
  "GET provenance": ({ formats }) => jsonAnswer(200, Object.fromEntries(formats.map(({ id, facts }) => [id, facts]))),
};

/** Answers a call of the control API. These calls need no key and are not in the journal. */
export function serveControl(world: MockWorld, request: MockRequest): MockAnswer {
  const [name = "", argument = ""] = request.path.slice(controlPath.length).split("/");
  const call = calls[`${request.method} ${name}`];
  if (call === undefined) return callError(404, "unknown_call", `The control API has no ${request.method} ${name}`);
  const body = readBody(request.body);
  return body === notJson ? callError(400, "invalid_call", "The body is not JSON") : call(world, body, argument);
}

function clockAnswer({ clock }: MockWorld): MockAnswer {
  const nowMs = clock.now();
  return jsonAnswer(200, { nowMs, now: new Date(nowMs).toISOString(), mode: clock.mode, speed: clock.speed });
}

function moveClock(world: MockWorld, body: unknown): MockAnswer {
  const advanceMs = parseDurationMs(isJsonObject(body) ? body["advance"] : undefined);
  if (advanceMs === undefined) {
    const units = "a number with the unit ms, s, m, h or d, or a number of milliseconds";
    return callError(400, "invalid_call", `Send {"advance": "90s"}: ${units}`);
  }
  world.clock.advance(advanceMs);
  return clockAnswer(world);
}

function stepOne(world: MockWorld, _body: unknown, taskId: string): MockAnswer {
  const task = world.tasks.get(taskId);
  if (task === undefined) return callError(404, "unknown_task", `There is no task ${taskId}`);
  stepTask(task, world.clock.now());
  world.webhooks.taskMoved(task);
  return jsonAnswer(200, taskSummary(task));
}

function faultsAnswer({ faults }: MockWorld): MockAnswer {
  const library = faultLibrary.map(({ name, layer, purpose, places }) => ({ name, layer, purpose, places }));
  return jsonAnswer(200, { rules: faults.rules(), library });
}

function addFault(world: MockWorld, body: unknown): MockAnswer {
  const checked = ruleOf(body);
  if (!checked.ok) return callError(400, "invalid_call", checked.problems.map(({ message }) => message).join("; "));
  world.faults.add(checked.rule);
  return faultsAnswer(world);
}

/** `DELETE /__mock/faults` takes every rule out, `DELETE /__mock/faults/2` the one with that number. */
function removeFaults(world: MockWorld, _body: unknown, number: string): MockAnswer {
  if (number === "") world.faults.clear();
  else world.faults.remove(Number(number));
  return faultsAnswer(world);
}

function callError(status: number, code: string, message: string): MockAnswer {
  return jsonAnswer(status, { error: { code, message } });
}

const notJson = Symbol("not JSON");

function readBody(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  } catch {
    return notJson;
  }
}
