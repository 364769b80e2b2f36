import { serveClip } from "./clips/serve-clip.ts";
import { clipsPath } from "./clips/signed-links.ts";
import { controlPath, serveControl } from "./control/control.ts";
import type { MountedFormat } from "./formats/mount.ts";
import type { Refusal } from "./formats/vendor.ts";
import { isJsonObject, jsonAnswer } from "./http/message.ts";
import type { MockAnswer, MockRequest } from "./http/message.ts";
import { longestKeptBodyBytes } from "./journal/journal.ts";
import type { MockWorld } from "./mock-world.ts";
import { authorize } from "./operations/authorize.ts";
import type { Outcome } from "./operations/outcome.ts";
import { refused } from "./operations/outcome.ts";
import { performOperation } from "./operations/perform.ts";
import { refuse } from "./operations/refuse.ts";
import type { FormatRoute, Routing } from "./routing/router.ts";

/** Answers one request. Every door leads here; nothing here waits. */
export function handleRequest(
  world: MockWorld,
  route: (method: string, path: string) => Routing,
  request: MockRequest,
): MockAnswer {
  if (request.path.startsWith(controlPath)) return serveControl(world, request);
  if (request.path.startsWith(clipsPath)) {
    const { answer, taskId } = serveClip(world, request);
    note(world, request, { answer, operation: "download", outcome: { kind: "answered", answer, taskId } });
    return answer;
  }
  const routing = route(request.method, request.path);
  switch (routing.kind) {
    case "nowhere": {
      const answer = jsonAnswer(404, { error: { message: nowhereMessage(world), code: "unknown_path" } });
      note(world, request, { answer, outcome: { kind: "answered", answer } });
      return answer;
    }
    case "unknown": {
      const message = routing.knownPath ? `${request.method} is not offered on this path` : undefined;
      const refusal = refuse(routing.format.facts, "unknown_path", message === undefined ? {} : { message });
      return finish(world, request, { format: routing.format, outcome: refused(refusal) });
    }
    case "operation": {
      const chosen = chooseRoute(world, request, routing);
      if (chosen === undefined) {
        const answer = jsonAnswer(404, { error: { message: sharedMessage(routing.routes), code: "ambiguous_path" } });
        note(world, request, { answer, outcome: { kind: "answered", answer } });
        return answer;
      }
      const { format, operation } = chosen;
      const unauthorized = authorize(request, format.facts, world.isValidKey);
      const outcome =
        unauthorized === undefined
          ? performOperation(world, chosen, { request, id: routing.id })
          : refused(unauthorized);
      return finish(world, request, { format, operation, outcome });
    }
    default:
      return routing satisfies never;
  }
}

/** Where formats share a path at the root, a poll goes by its task and a submit by the shape of its body. */
function chooseRoute(
  world: MockWorld,
  request: MockRequest,
  { routes, id }: { readonly routes: readonly FormatRoute[]; readonly id: string },
): FormatRoute | undefined {
  if (routes.length === 1) return routes[0];
  if (id !== "") {
    const owner = world.tasks.get(id)?.format;
    return routes.find(({ format }) => format.id === owner) ?? routes[0];
  }
  const body = parseObject(request.body);
  if (body === undefined) return undefined;
  return routes.find(({ format }) => format.vendor.claims?.(body) === true);
}

function parseObject(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function finish(
  world: MockWorld,
  request: MockRequest,
  {
    format,
    operation,
    outcome,
  }: {
    readonly format: MountedFormat;
    readonly operation?: string;
    readonly outcome: Outcome;
  },
): MockAnswer {
  const answer = outcome.kind === "answered" ? outcome.answer : refusalAnswer(format, outcome.refusal);
  note(world, request, { answer, format: format.id, operation, outcome });
  return answer;
}

/** A refusal in the vendor's own envelope. */
export function refusalAnswer({ vendor }: MountedFormat, refusal: Refusal): MockAnswer {
  const headers =
    refusal.retryAfterSeconds === undefined ? undefined : { "retry-after": String(refusal.retryAfterSeconds) };
  return jsonAnswer(refusal.httpStatus, vendor.errorAnswer(refusal), headers);
}

function note(
  world: MockWorld,
  request: MockRequest,
  {
    answer,
    format,
    operation,
    outcome,
  }: {
    readonly answer: MockAnswer;
    readonly format?: string;
    readonly operation?: string | undefined;
    readonly outcome: Outcome;
  },
): void {
  world.journal.add({
    atMs: world.clock.now(),
    method: request.method,
    path: request.path,
    format,
    operation,
    status: answer.status,
    verdict: answer.status < 400 ? "accepted" : "refused",
    taskId: outcome.taskId,
    errors: outcome.errors ?? [],
    advice: outcome.advice ?? [],
    body: request.body.length <= longestKeptBodyBytes ? outcome.body : undefined,
    fault: undefined,
  });
}

function nowhereMessage(world: MockWorld): string {
  const places = world.formats.map(({ id }) => `/${id}`).join(", ");
  return `No format has this path. Each format is served below its own name: ${places}`;
}

function sharedMessage(routes: readonly FormatRoute[]): string {
  const places = routes.map(({ format }) => `/${format.id}`).join(", ");
  return `Several formats have this path. Use one of ${places} in front of it, or serve a single format`;
}
