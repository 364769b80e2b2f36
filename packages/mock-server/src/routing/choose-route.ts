import { isJsonObject } from "@shotlist/schema";
import type { MockRequest } from "../http/message.ts";
import type { MockWorld } from "../world/mock-world.ts";
import { readBody } from "../http/read-body.ts";
import type { FormatRoute } from "./router.ts";

/**
 * Where formats share a path at the root, a poll goes by its task and a submit by the shape of its body: to the format
 * that a field marks as its own, else to the one that any body of this kind may be meant for. A format that yields its
 * paths answers only for its own tasks.
 */
export function chooseRoute(
  world: MockWorld,
  request: MockRequest,
  { routes, id }: { readonly routes: readonly FormatRoute[]; readonly id: string },
): FormatRoute | undefined {
  if (routes.length === 1) return routes[0];
  const first = routes.filter(({ format }) => format.vendor.yieldsSharedPaths !== true);
  if (id !== "") {
    const owner = world.tasks.get(id)?.format;
    return routes.find(({ format }) => format.id === owner) ?? first[0] ?? routes[0];
  }
  const claims = routes.map((route) => ({ route, claim: claimOf(request, route) }));
  const strongest = claims.find(({ claim }) => claim === "own") ?? claims.find(({ claim }) => claim === "possible");
  if (strongest !== undefined) return strongest.route;
  return first.length === 1 ? first[0] : undefined;
}

function claimOf(request: MockRequest, { format }: FormatRoute): "own" | "possible" | undefined {
  const read = readBody(request, format.facts);
  return read.kind === "json" && isJsonObject(read.body) ? format.vendor.claims?.(read.body) : undefined;
}
