import { factsOf } from "@shotlist/schema";
import type { FormatRef } from "@shotlist/schema";
import { createDocumentedEndpoint, exampleVideoUrl, readRequestBody } from "./documented-endpoint.ts";
import type { DocumentedEndpoint, DocumentedLife, EndpointCall } from "./documented-endpoint.ts";
import { smallestPicture } from "./smallest-picture.ts";
import { createAccountEvents } from "./account-event.ts";
import type { AccountEvents } from "./account-event.ts";

export interface LifecycleOptions extends DocumentedLife {
  /** Where the client under test sends its requests; the format's own address by default. */
  readonly baseUrl?: string;
  /** Bytes of the clip; a short text by default. */
  readonly clip?: Uint8Array;
}

/** What a lifecycle that is played has seen. */
interface PlayedLifecycle extends Pick<DocumentedEndpoint, "submits" | "taskIds"> {
  /** Link to the clip, as finished tasks show it. */
  readonly videoUrl: string;
  readonly eventOf: AccountEvents;
}

/** A documented lifecycle behind requests of the platform. */
export interface ServedLifecycle extends PlayedLifecycle {
  readonly origin: string;
  /** Whether a path belongs to the format: one that it documents, or one below those. */
  owns(method: string, pathname: string): boolean;
  answer(request: Request): Promise<Response>;
  /** The clip behind its link. */
  readonly clip: Uint8Array<ArrayBuffer>;
}

/** Plays the lifecycle of a format at an address. Calls that the format does not document are answered as it answers them. */
export function serveDocumented(format: FormatRef, options: LifecycleOptions): ServedLifecycle {
  const { baseUrl = factsOf(format).baseUrl.value, videoUrl = exampleVideoUrl, clip = exampleClip } = options;
  const endpoint = createDocumentedEndpoint(format, { ...options, videoUrl });
  const { origin, pathname: prefix } = new URL(baseUrl);
  const routes = routesOf(format, prefix.replace(/\/$/, ""));
  const bytes = Uint8Array.from(clip);
  const find = (method: string, pathname: string): Pick<EndpointCall, "operation" | "id"> => {
    for (const route of routes) {
      const match = route.method === method ? route.path.exec(pathname) : null;
      if (match !== null) return { operation: route.operation, id: decodeURIComponent(match[1] ?? "") };
    }
    return { operation: undefined, id: "" };
  };
  const roots = routes.filter(({ isRoot }) => isRoot).map(({ path }) => path.source.slice(1, -1));
  const ownGround = new RegExp(`^(?:${roots.join("|")})(?:/|$)`);

  return {
    origin,
    videoUrl,
    clip: bytes,
    owns: (method, pathname) => ownGround.test(pathname) || find(method, pathname).operation !== undefined,
    answer: async (request) => {
      const { pathname, searchParams: query } = new URL(request.url);
      const call = find(request.method, pathname);
      const hasKey = request.headers.has("authorization");
      const body = await readRequestBody(format, request);
      const answer = endpoint.answer({ ...call, query, hasKey, body });
      if (answer.file !== undefined) {
        return new Response(smallestPicture(answer.file) ?? bytes, { headers: { "content-type": answer.file } });
      }
      return Response.json(answer.body, { status: answer.status });
    },
    eventOf: createAccountEvents(format, (taskId) => endpoint.endOf(taskId)),
    get submits() {
      return endpoint.submits;
    },
    get taskIds() {
      return endpoint.taskIds;
    },
  };
}

const exampleClip = new TextEncoder().encode("clip");

interface DocumentedRoute {
  readonly operation: NonNullable<EndpointCall["operation"]>;
  readonly method: string;
  /** Gives the id as its first group. */
  readonly path: RegExp;
  /** The path at which tasks are made: what is below it is the format's as well. */
  readonly isRoot: boolean;
}

function routesOf(format: FormatRef, prefix: string): readonly DocumentedRoute[] {
  const { operations, furtherCalls = [] } = factsOf(format);
  const own = Object.entries(operations).map(([name, operation]): DocumentedRoute => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a format's operations
    const known = name as keyof typeof operations;
    return {
      operation: known,
      method: operation.method,
      path: pathMatcher(prefix + (operation.path.split("?")[0] ?? "")),
      isRoot: known === "submit",
    };
  });
  const further = furtherCalls.map(({ name, method, path }): DocumentedRoute => ({
    operation: name,
    method,
    path: pathMatcher(prefix + path),
    isRoot: false,
  }));
  return [...further, ...own];
}

/** Matches a path template, and gives the task id as its first group. */
function pathMatcher(template: string): RegExp {
  const parts = template.split(/\{[^}]*\}/).map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join("([^/?]+)")}$`);
}
