import type { FormatId, JsonValue } from "@shotlist/schema";
import nock from "nock";
import type { AccountEvents } from "./documented/account-event.ts";
import { serveDocumented } from "./documented/serve-documented.ts";
import type { LifecycleOptions } from "./documented/serve-documented.ts";
import { refuseUnknownOptions } from "./documented/known-options.ts";

export type { AccountEvent, AccountEventOptions, AccountEvents } from "./documented/account-event.ts";
export type { DocumentedLife } from "./documented/documented-endpoint.ts";

/** How the lifecycle goes, and where. */
export type NockLifecycleOptions = LifecycleOptions;

/** What a lifecycle that nock plays has seen. */
export interface NockLifecycle {
  /** Bodies of the submits that were accepted, oldest first; of a form, the JSON that says the same. */
  readonly submits: readonly JsonValue[];
  /** Ids of the tasks made. */
  readonly taskIds: readonly string[];
  /** Link to the clip, as finished tasks show it. */
  readonly videoUrl: string;
  /** The event that the vendor would post about a task that has ended, signed; for formats that have events of an account. */
  readonly eventOf: AccountEvents;
  /** Takes the interceptors out again. */
  remove(this: void): void;
}

const methods = ["GET", "POST", "DELETE"] as const;

/**
 * Installs the documented lifecycle of a format as interceptors of nock: a submit, as JSON or as a form, is checked against the
 * schema and makes a task, polls show it queued, running and then ended, the link of a finished one leads to bytes. The
 * format's other calls are answered as it documents them, and what it does not document as it answers unknown paths.
 */
export function nockLifecycle(format: FormatId, options: NockLifecycleOptions = {}): NockLifecycle {
  refuseUnknownOptions("nockLifecycle", options);
  const served = serveDocumented(format, options);
  const calls = nock(served.origin).persist();
  const link = new URL(served.videoUrl);

  const installed = methods.map((method) => {
    const interceptor = calls.intercept((uri) => served.owns(method, uri.split("?")[0] ?? ""), method);
    interceptor.reply(async (request: Request) => {
      const answer = await served.answer(request);
      const body = Buffer.from(await answer.arrayBuffer());
      return [answer.status, body, Object.fromEntries(answer.headers)];
    });
    return interceptor;
  });
  const download = nock(link.origin).persist().get(`${link.pathname}${link.search}`);
  download.reply(200, Buffer.from(served.clip), { "content-type": "video/mp4" });

  return {
    get submits() {
      return served.submits;
    },
    get taskIds() {
      return served.taskIds;
    },
    videoUrl: served.videoUrl,
    eventOf: served.eventOf,
    remove: () => {
      for (const interceptor of [...installed, download]) nock.removeInterceptor(interceptor);
    },
  };
}
