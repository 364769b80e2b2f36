import { controlError } from "./control/call.ts";
import { controlPath, serveControl } from "./control/control.ts";
import type { MountedFormat } from "./formats/mount.ts";
import { handleRequest } from "./handle-request.ts";
import { preflightAnswer, readableAnswer } from "./http/cors.ts";
import type { CorsPolicy } from "./http/cors.ts";
import { isForeignWrite } from "./http/own-hosts.ts";
import type { IsOwnHost } from "./http/own-hosts.ts";
import type { MockAnswer, MockRequest } from "./http/message.ts";
import { leastLimitBytes } from "./http/node-door.ts";
import { servePage } from "./page/page.ts";
import type { Routing } from "./routing/router.ts";
import { scopeHeader, scopeNameMistake, scopePrefix, splitScope } from "./scopes/scope-name.ts";
import type { Scopes } from "./scopes/scopes.ts";

/** What a door needs to serve requests. */
export interface Handler {
  readonly handle: (request: MockRequest) => MockAnswer;
  /** Bytes that a body on this path may have. */
  readonly bodyLimit: (method: string, path: string) => number;
}

/** Leads each request to its scope; every door leads here. */
export function createHandler(
  scopes: Scopes,
  route: (method: string, path: string) => Routing,
  { cors, isOwnHost }: { readonly cors: CorsPolicy; readonly isOwnHost: IsOwnHost },
): Handler {
  const answer = (request: MockRequest): MockAnswer => {
    const placed = splitScope(request.path);
    const name = placed.scope ?? request.header(scopeHeader) ?? "";
    const mistake = name === "" && placed.scope === undefined ? undefined : scopeNameMistake(name);
    if (mistake !== undefined) return controlError(400, "invalid_scope", mistake);
    const scope = name === "" ? scopes.main : scopes.find(name);
    const inside =
      name === "" ? request : { ...request, path: placed.path, origin: request.origin + scopePrefix(name) };
    if (inside.path === "/" || inside.path.startsWith(controlPath)) {
      if (isForeignWrite(inside, isOwnHost))
        return controlError(403, "cross_site", "A page from another host must not change the mock");
      return servePage(inside.method, inside.path) ?? serveControl(scope, scopes, inside);
    }
    const given = handleRequest(scope.world(), route, inside);
    return given.delivery === undefined ? given : { ...given, clock: scope.clock };
  };

  return {
    handle: (request) => preflightAnswer(cors, request) ?? readableAnswer(cors, request, answer(request)),
    bodyLimit: (method, path) => {
      const routing = route(method, splitScope(path).path);
      return routing.kind === "operation"
        ? largestBody(routing.routes.map(({ format }) => format.facts))
        : leastLimitBytes;
    },
  };
}

function largestBody(all: readonly MountedFormat["facts"][]): number {
  return Math.max(leastLimitBytes, ...all.map(({ maxBodyBytes }) => maxBodyBytes.value));
}
