import { isJsonObject, type Sources, tooDeepAt } from "@shotlist/schema";
import { checkScenario, ruleOf } from "../faults/check-scenario.ts";
import { faultLibrary } from "../faults/library.ts";
import { jsonAnswer } from "../http/message.ts";
import type { MockAnswer, MockRequest } from "../http/message.ts";
import type { MockWorld } from "../world/mock-world.ts";
import { stepTask } from "../tasks/step-task.ts";
import { usualTimes } from "../tasks/task-plan.ts";
import { viewTask } from "../tasks/view-task.ts";
import { mistakenHeader } from "./mock-headers.ts";
import type { Scope, Scopes } from "../scopes/scopes.ts";
import { controlError } from "./call.ts";
import type { Call, CallDetails } from "./call.ts";
import { parseDurationMs } from "./parse-duration.ts";
import { requestsAnswer } from "./requests.ts";
import { taskSummary } from "./task-summary.ts";

/** Below this path a client drives the mock itself; no vendor has such a path. */
export const controlPath = "/__mock/";

const mostTasksShown = 1000;

/** The calls of the control API, by method and first part of the path. */
const calls: Readonly<Record<string, Call>> = {
  "GET health": ({ formats }) => jsonAnswer(200, { ok: true, formats: formats.map(({ id }) => id) }),
  "GET clock": clockAnswer,
  "POST clock": moveClock,
  "GET requests": requestsAnswer,
  "DELETE requests": ({ journal }) => {
    journal.clear();
    return jsonAnswer(200, { total: 0, requests: [] });
  },
  "GET tasks": tasksAnswer,
  "POST tasks": stepOne,
  "GET billed": ({ billed }) => jsonAnswer(200, billed()),
  "GET webhooks": ({ webhooks }) => jsonAnswer(200, { attempts: webhooks.attempts }),
  "GET faults": faultsAnswer,
  "POST faults": addFault,
  "PUT faults": replaceFaults,
  "DELETE faults": removeFaults,
  "POST reset": (_world, { scope }) => {
    scope.reset();
    return jsonAnswer(200, { ok: true });
  },
  "GET scopes": (_world, { scopes }) => jsonAnswer(200, { scopes: scopes.names() }),
  "DELETE scopes": (_world, { scopes, argument }) => {
    scopes.drop(argument);
    return jsonAnswer(200, { scopes: scopes.names() });
  },
  "GET provenance": provenanceAnswer,
};

/** Answers a call of the control API, for one scope. These calls need no key and are not in the journal. */
export function serveControl(scope: Scope, scopes: Scopes, request: MockRequest): MockAnswer {
  const [name = "", argument = ""] = request.path.slice(controlPath.length).split("/");
  const call = calls[`${request.method} ${name}`];
  if (call === undefined) return controlError(404, "unknown_call", `The control API has no ${request.method} ${name}`);
  const mistake = mistakenHeader(request);
  if (mistake !== undefined) return controlError(400, "invalid_header", mistake);
  const body = readBody(request.body);
  if (body === notJson) return controlError(400, "invalid_call", "The body is not JSON");
  const { origin } = request;
  return call(scope.world(), { body, argument, query: new URLSearchParams(request.query), origin, scope, scopes });
}

/** Every fact that the mock plays by, each with its source, the source's address and date: of the formats, and of its own under `mock`. */
function provenanceAnswer({ formats }: MockWorld): MockAnswer {
  const ofFormats = formats.map(({ id, facts, vendor }) => [
    id,
    withPlaces({ ...facts, webhookRetryAfterSeconds: vendor.webhook?.retryAfterSeconds }, facts.sources),
  ]);
  return jsonAnswer(200, { ...Object.fromEntries(ofFormats), mock: usualTimes });
}

/** A copy in which each `provenance` also has the place and date of the source that it names. */
function withPlaces(value: unknown, sources: Sources): unknown {
  if (Array.isArray(value)) return value.map((entry) => withPlaces(entry, sources));
  if (!isJsonObject(value)) return value;
  const { source } = value;
  const place = typeof source === "string" && "grade" in value ? sources[source] : undefined;
  const inner = Object.entries(value).map(([key, one]) => [key, withPlaces(one, sources)]);
  return { ...Object.fromEntries(inner), ...place };
}

function clockAnswer({ clock }: MockWorld): MockAnswer {
  const nowMs = clock.now();
  return jsonAnswer(200, { nowMs, now: new Date(nowMs).toISOString(), mode: clock.mode, speed: clock.speed });
}

function moveClock(world: MockWorld, { body }: CallDetails): MockAnswer {
  const advanceMs = parseDurationMs(isJsonObject(body) ? body["advance"] : undefined);
  if (advanceMs === undefined) {
    const units = "a number with the unit ms, s, m, h or d, or a number of milliseconds";
    return controlError(400, "invalid_call", `Send {"advance": "90s"}: ${units}`);
  }
  world.clock.advance(advanceMs);
  return clockAnswer(world);
}

/** The newest tasks, oldest first; ended ones with a link to their clip. */
function tasksAnswer(world: MockWorld, { origin }: CallDetails): MockAnswer {
  const newest = [...world.tasks.all()].slice(-mostTasksShown);
  const tasks = newest.map((task) => {
    const format = world.formats.find(({ id }) => id === task.format);
    const result = format === undefined ? undefined : viewTask(world, format, { task, origin }).result;
    return { ...taskSummary(task), videoUrl: result?.videoUrl };
  });
  return jsonAnswer(200, { total: world.tasks.created, tasks });
}

function stepOne(world: MockWorld, { argument: taskId }: CallDetails): MockAnswer {
  const task = world.tasks.get(taskId);
  if (task === undefined) return controlError(404, "unknown_task", `Unknown task ${taskId}`);
  stepTask(task, world.clock.now());
  world.webhooks.taskMoved(task);
  return jsonAnswer(200, taskSummary(task));
}

function faultsAnswer({ faults }: MockWorld): MockAnswer {
  const library = faultLibrary.map(({ name, layer, purpose, places }) => ({ name, layer, purpose, places }));
  return jsonAnswer(200, { rules: faults.rules(), library });
}

function addFault(world: MockWorld, { body }: CallDetails): MockAnswer {
  const checked = ruleOf(body);
  if (!checked.ok) return controlError(400, "invalid_call", checked.problems.map(({ message }) => message).join("; "));
  world.faults.add(checked.rule);
  return faultsAnswer(world);
}

/** Every rule that is in force makes way for those of a scenario. */
function replaceFaults(world: MockWorld, { body }: CallDetails): MockAnswer {
  const checked = checkScenario(body);
  if (!checked.ok) return controlError(400, "invalid_call", checked.problems.map(({ message }) => message).join("; "));
  world.faults.clear();
  for (const rule of checked.scenario.rules) world.faults.add(rule);
  return faultsAnswer(world);
}

/** `DELETE /__mock/faults` takes every rule out, `DELETE /__mock/faults/2` the one with that number. */
function removeFaults(world: MockWorld, { argument: number }: CallDetails): MockAnswer {
  if (number === "") world.faults.clear();
  else world.faults.remove(Number(number));
  return faultsAnswer(world);
}

const notJson = Symbol("not JSON");

function readBody(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return undefined;
  try {
    const text = new TextDecoder().decode(bytes);
    return tooDeepAt(text) === undefined ? (JSON.parse(text) as unknown) : notJson;
  } catch {
    return notJson;
  }
}
