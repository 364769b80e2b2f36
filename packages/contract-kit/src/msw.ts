import type { FormatId, JsonValue } from "@shotlist/schema";
import { http } from "msw";
import type { HttpHandler } from "msw";
import type { AccountEvents } from "./documented/account-event.ts";
import { refuseUnknownOptions } from "./documented/known-options.ts";
import { serveDocumented } from "./documented/serve-documented.ts";
import type { LifecycleOptions } from "./documented/serve-documented.ts";

export type { AccountEvent, AccountEventOptions, AccountEvents } from "./documented/account-event.ts";
export type { DocumentedLife } from "./documented/documented-endpoint.ts";

/** How the lifecycle goes, and where. */
export type MswLifecycleOptions = LifecycleOptions;

/** Handlers for MSW, and what they have seen. */
export interface MswLifecycle {
  /** Give these to `setupServer`, `setupWorker` or `server.use`. */
  readonly handlers: readonly HttpHandler[];
  /** Bodies of the submits that were accepted, oldest first; of a form, the JSON that says the same. */
  readonly submits: readonly JsonValue[];
  /** Ids of the tasks made. */
  readonly taskIds: readonly string[];
  /** Link to the clip, as finished tasks show it. */
  readonly videoUrl: string;
  /** The event that the vendor would post about a task that has ended, signed; for formats that have events of an account. */
  readonly eventOf: AccountEvents;
}

/**
 * The documented lifecycle of a format as handlers of MSW, in a browser, in React Native or in Node. What the format has
 * nothing to do with continues to the next handler.
 */
export function mswLifecycle(format: FormatId, options: MswLifecycleOptions = {}): MswLifecycle {
  refuseUnknownOptions("mswLifecycle", options);
  const served = serveDocumented(format, options);
  const link = new URL(served.videoUrl);
  const calls = http.all(`${served.origin}/*`, async ({ request }) =>
    served.owns(request.method, new URL(request.url).pathname) ? served.answer(request.clone()) : undefined,
  );
  const download = http.get(link.origin + link.pathname, ({ request }) =>
    new URL(request.url).search === link.search
      ? new Response(served.clip, { headers: { "content-type": "video/mp4" } })
      : undefined,
  );
  return {
    handlers: [download, calls],
    get submits() {
      return served.submits;
    },
    get taskIds() {
      return served.taskIds;
    },
    videoUrl: served.videoUrl,
    eventOf: served.eventOf,
  };
}
