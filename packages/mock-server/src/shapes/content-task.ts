import { type JsonObject, present } from "@shotlist/schema";
import type { SeededRandom } from "../random/seeded-random.ts";
import { lowerAlphanumerics } from "../random/seeded-random.ts";
import type { TaskView } from "../vendor/vendor.ts";
import { unixSeconds } from "./unix-seconds.ts";

/** Task ids carry the local time of the service, UTC+8. */
const serviceTimeZoneOffsetMs = 8 * 3_600_000;

/** An id such as `cgt-20260518175249-8x55h`. */
export function newContentTaskId(random: SeededRandom, createdAtMs: number): string {
  return contentTaskIdStart(createdAtMs) + random.text(5, lowerAlphanumerics);
}

/** The start made last: writing a date out costs more than the rest of an id, and many tasks share a second. */
let lastStart = { second: Number.NaN, text: "" };

/** An id up to what is drawn for it: `cgt-20260518175249-`. */
export function contentTaskIdStart(createdAtMs: number): string {
  const second = unixSeconds(createdAtMs);
  if (lastStart.second !== second) {
    const local = new Date(second * 1000 + serviceTimeZoneOffsetMs).toISOString();
    lastStart = { second, text: `cgt-${local.replaceAll(/\D/g, "").slice(0, 14)}-` };
  }
  return lastStart.text;
}

/** The task object of the upstream API: bare while unfinished, with content and usage once it has succeeded. */
export function contentTaskAnswer(view: TaskView): JsonObject {
  const { requested, result } = view;
  const common = {
    id: view.id,
    model: view.model,
    status: view.status,
    created_at: unixSeconds(view.createdAtMs),
    updated_at: unixSeconds(view.updatedAtMs),
  };
  const service = present({
    service_tier: requested.echo["service_tier"],
    execution_expires_after: requested.echo["execution_expires_after"],
  });
  if (result === undefined) {
    return { ...common, ...present({ error: view.failure && { ...view.failure } }), ...service };
  }
  return {
    ...common,
    error: null,
    content: {
      ...present({ video_url: result.videoUrl }),
      ...(requested.returnLastFrame ? { last_frame_url: result.lastFrameUrl } : {}),
    },
    seed: view.seed,
    resolution: requested.resolution,
    ratio: requested.ratio,
    // An answer names the length in the unit in which it was asked for, never in both.
    ...(requested.frames === undefined ? { duration: requested.seconds } : { frames: requested.frames }),
    framespersecond: view.framesPerSecond,
    generate_audio: requested.audio,
    ...service,
    usage: { completion_tokens: result.completionTokens, total_tokens: result.completionTokens },
  };
}
