import { present } from "@shotlist/schema";
import { toPrice } from "./billing/price-task.ts";
import { serveClip } from "./operations/serve-clip.ts";
import { serveUpload } from "./operations/serve-upload.ts";
import { clipsPath } from "./clips/signed-links.ts";
import { uploadsPath } from "./uploads/uploaded-files.ts";
import type { FaultPlace } from "./faults/fault.ts";
import type { Strike } from "./faults/fault-plan.ts";
import { strikeInstead, strikeRequest } from "./operations/strike-request.ts";
import type { MountedFormat } from "./formats/mount.ts";
import { jsonAnswer } from "./http/message.ts";
import type { MockAnswer, MockRequest } from "./http/message.ts";
import { longestKeptBodyBytes } from "./journal/journal.ts";
import type { JournalEntry } from "./journal/journal.ts";
import { mistakenHeader } from "./control/mock-headers.ts";
import type { MockWorld } from "./world/mock-world.ts";
import { authorize } from "./operations/authorize.ts";
import type { Outcome } from "./operations/outcome.ts";
import { refused } from "./operations/outcome.ts";
import { performOperation } from "./operations/perform.ts";
import { refusalAnswer, refuse } from "./operations/refuse.ts";
import { pageViewer } from "./page/page.ts";
import { chooseRoute } from "./routing/choose-route.ts";
import type { FormatRoute, Routing } from "./routing/router.ts";

/** Answers one request to a vendor. Nothing here waits. */
export function handleRequest(
  world: MockWorld,
  route: (method: string, path: string) => Routing,
  request: MockRequest,
): MockAnswer {
  const mistake = mistakenHeader(request);
  if (mistake !== undefined)
    return serveNobody(world, request, { status: 400, code: "invalid_header", message: mistake });
  if (request.path.startsWith(clipsPath)) return serveDownload(world, request);
  if (request.path.startsWith(uploadsPath))
    return finish(world, request, { outcome: { kind: "answered", answer: serveUpload(world, request) } });
  const routing = route(request.method, request.path);
  switch (routing.kind) {
    case "nowhere":
      return serveNobody(world, request, { code: "unknown_path", message: nowhereMessage(world) });
    case "unknown": {
      const message = routing.knownPath ? `${request.method} is not supported on this path` : undefined;
      const refusal = refuse(routing.format.facts, "unknown_path", present({ message }));
      return finish(world, request, { format: routing.format, outcome: refused(refusal) });
    }
    case "operation": {
      const chosen = chooseRoute(world, request, routing);
      if (chosen !== undefined) return serveOperation(world, chosen, { request, id: routing.id });
      return serveNobody(world, request, { code: "ambiguous_path", message: sharedMessage(routing.routes) });
    }
    default:
      return routing satisfies never;
  }
}

function serveOperation(
  world: MockWorld,
  chosen: FormatRoute,
  { request, id }: { readonly request: MockRequest; readonly id: string },
): MockAnswer {
  const { format, operation } = chosen;
  const unauthorized = authorize(request, format.facts, world.isValidKey);
  if (unauthorized !== undefined) return finish(world, request, { format, operation, outcome: refused(unauthorized) });
  const strike = strikeRequest(world, { place: operation, format, request, taskId: id === "" ? undefined : id });
  const outcome =
    strikeInstead(strike, format) ??
    performOperation(world, chosen, { request, id, fate: strike?.fault.task?.(strike.settings, format) });
  return finish(world, request, { format, operation, outcome, strike });
}

function serveDownload(world: MockWorld, request: MockRequest): MockAnswer {
  // The page at the root shows clips without being a client of the vendor.
  if (request.query.endsWith(pageViewer)) return serveClip(world, request);
  const taskId = request.path.slice(clipsPath.length).split("/")[0] ?? "";
  const formatId = world.tasks.get(taskId)?.format;
  const format = world.formats.find(({ id }) => id === formatId);
  const strike = strikeRequest(world, { place: "download", format, request, taskId });
  const outcome: Outcome = strikeInstead(strike, format) ?? {
    kind: "answered",
    answer: serveClip(world, request),
    taskId,
  };
  return finish(world, request, { format, operation: "download", outcome: { ...outcome, taskId }, strike });
}

function serveNobody(
  world: MockWorld,
  request: MockRequest,
  { status = 404, ...error }: { readonly status?: number; readonly code: string; readonly message: string },
): MockAnswer {
  return finish(world, request, { outcome: { kind: "answered", answer: jsonAnswer(status, { error }) } });
}

const none: readonly never[] = [];

/** Puts the vendor's envelope round a refusal, lets a fault spoil the answer, and notes both in the journal. */
function finish(
  world: MockWorld,
  request: MockRequest,
  {
    format,
    operation,
    outcome,
    strike,
  }: {
    readonly format?: MountedFormat | undefined;
    readonly operation?: FaultPlace;
    readonly outcome: Outcome;
    readonly strike?: Strike | undefined;
  },
): MockAnswer {
  const whole = outcome.kind === "answered" ? outcome.answer : refusalAnswer(format, outcome.refusal);
  const answer = strike?.fault.spoil?.(whole, strike.settings, format) ?? whole;
  const entry: JournalEntry = {
    number: world.journal.total + 1,
    atMs: world.clock.now(),
    method: request.method,
    path: request.path,
    authorized: request.header("authorization") !== undefined,
    format: format?.id,
    operation,
    status: answer.status,
    verdict: strike !== undefined ? "faulted" : answer.status < 400 ? "accepted" : "refused",
    taskId: outcome.taskId,
    price: outcome.price === undefined ? undefined : toPrice(outcome.price),
    errors: outcome.errors ?? none,
    advice: outcome.advice ?? none,
    body: request.body.length <= longestKeptBodyBytes ? outcome.body : undefined,
    fault: strike?.fault.name,
  };
  world.journal.add(entry, keptText(answer.body));
  return answer;
}

function keptText(body: MockAnswer["body"]): string | undefined {
  return typeof body === "string" && body.length <= longestKeptBodyBytes ? body : undefined;
}

function nowhereMessage(world: MockWorld): string {
  const places = world.formats.map(({ id }) => `/${id}`).join(", ");
  return `No format has this path. Each format is served under its own name: ${places}`;
}

function sharedMessage(routes: readonly FormatRoute[]): string {
  const places = routes.map(({ format }) => `/${format.id}`).join(", ");
  return `Several formats have this path. Put one of ${places} in front of it, or serve a single format`;
}
