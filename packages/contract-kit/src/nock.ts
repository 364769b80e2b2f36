import { factsOf } from "@shotlist/schema";
import type { FormatId, JsonValue } from "@shotlist/schema";
import nock from "nock";
import { createDocumentedEndpoint, exampleVideoUrl } from "./documented/documented-endpoint.ts";
import type { DocumentedLife } from "./documented/documented-endpoint.ts";

export type { DocumentedLife } from "./documented/documented-endpoint.ts";

export interface NockLifecycleOptions extends DocumentedLife {
  /** Where the client under test sends its requests; the format's own address by default. */
  readonly baseUrl?: string;
  /** Bytes behind the clip's link; a short text by default. */
  readonly clip?: Uint8Array;
}

/** What a lifecycle that nock plays has seen. */
export interface NockLifecycle {
  /** Bodies of the submits that were accepted, oldest first. */
  readonly submits: readonly JsonValue[];
  /** Ids of the tasks made. */
  readonly taskIds: readonly string[];
  /** Link to the clip, as finished tasks show it. */
  readonly videoUrl: string;
  /** Takes the interceptors out again. */
  remove(this: void): void;
}

/**
 * Installs the documented lifecycle of a format as interceptors of nock: a submit is held against the schema and makes
 * a task, polls show it queued, running and then ended, the link of a finished one leads to bytes.
 */
export function nockLifecycle(format: FormatId, options: NockLifecycleOptions = {}): NockLifecycle {
  const { baseUrl = factsOf(format).baseUrl.value, videoUrl = exampleVideoUrl, clip = exampleClip } = options;
  const endpoint = createDocumentedEndpoint(format, { ...options, videoUrl });
  const { origin, pathname } = new URL(baseUrl);
  const calls = nock(origin).persist();
  const link = new URL(videoUrl);

  const installed = (["submit", "poll"] as const).flatMap((operation) => {
    const { method = "GET", path = "" } = factsOf(format).operations[operation] ?? {};
    const matcher = pathMatcher(`${pathname.replace(/\/$/, "")}${path}`);
    const interceptor = calls.intercept((uri) => matcher.test(uri), method);
    interceptor.reply(async (request: Request) => {
      const [, taskId] = matcher.exec(new URL(request.url).pathname) ?? [];
      const { status, body } = endpoint.answer({
        operation,
        ...(taskId === undefined ? {} : { taskId: decodeURIComponent(taskId) }),
        hasKey: request.headers.has("authorization"),
        text: await request.text(),
      });
      return [status, body, { "content-type": "application/json" }];
    });
    return [interceptor];
  });
  const download = nock(link.origin).persist().get(`${link.pathname}${link.search}`);
  download.reply(200, Buffer.from(clip), { "content-type": "video/mp4" });

  return {
    get submits() {
      return endpoint.submits;
    },
    get taskIds() {
      return endpoint.taskIds;
    },
    videoUrl,
    remove: () => {
      for (const interceptor of [...installed, download]) nock.removeInterceptor(interceptor);
    },
  };
}

const exampleClip = new TextEncoder().encode("clip");

/** Matches a path template, and gives the task id as its first group. */
function pathMatcher(template: string): RegExp {
  const parts = template.split(/\{[^}]*\}/).map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join("([^/?]+)")}$`);
}
