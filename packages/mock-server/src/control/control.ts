import { jsonAnswer, isJsonObject } from "../http/message.ts";
import type { MockAnswer, MockRequest } from "../http/message.ts";
import type { MockWorld } from "../mock-world.ts";
import { parseDurationMs } from "./parse-duration.ts";
import { taskSummary } from "./task-summary.ts";

/** Below this path a client drives the mock itself; no vendor has such a path. */
export const controlPath = "/__mock/";

/** Answers a call of the control API. These calls need no key and are not in the journal. */
export function serveControl(world: MockWorld, request: MockRequest): MockAnswer {
  const call = `${request.method} ${request.path.slice(controlPath.length)}`;
  switch (call) {
    case "GET health":
      return jsonAnswer(200, { ok: true, formats: world.formats.map(({ id }) => id) });
    case "GET clock":
      return clockAnswer(world);
    case "POST clock":
      return moveClock(world, request);
    case "GET requests":
      return jsonAnswer(200, { total: world.journal.total, requests: world.journal.entries() });
    case "GET tasks":
      return jsonAnswer(200, {
        total: world.tasks.created,
        tasks: [...world.tasks.all()].map((task) => taskSummary(task)),
      });
    default:
      return jsonAnswer(404, { error: { message: `The control API has no call ${call}`, code: "unknown_call" } });
  }
}

function clockAnswer({ clock }: MockWorld): MockAnswer {
  const nowMs = clock.now();
  return jsonAnswer(200, { nowMs, now: new Date(nowMs).toISOString(), mode: clock.mode, speed: clock.speed });
}

function moveClock(world: MockWorld, request: MockRequest): MockAnswer {
  const advanceMs = parseDurationMs(readField(request.body, "advance"));
  if (advanceMs === undefined) {
    const message = 'Send {"advance": "90s"}: a number with the unit ms, s, m, h or d, or a number of milliseconds';
    return jsonAnswer(400, { error: { message, code: "invalid_call" } });
  }
  world.clock.advance(advanceMs);
  return clockAnswer(world);
}

function readField(body: Uint8Array, name: string): unknown {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body));
    return isJsonObject(value) ? value[name] : undefined;
  } catch {
    return undefined;
  }
}
