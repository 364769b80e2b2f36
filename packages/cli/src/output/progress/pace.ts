import type { RunEvent } from "@shotlist/batch-runner";

/** How fast a run is, and how long it will go on. Times are real milliseconds: a mock's clock runs faster. */
export interface Pace {
  add(event: RunEvent, nowMs: number): void;
  /** Clips that arrived in the last minutes, per minute; undefined before the first. */
  clipsPerMinute(nowMs: number): number | undefined;
  /** From the lengths of the tasks that ended so far; undefined while none has, or where nothing is left to be waited for. */
  msLeft(nowMs: number): number | undefined;
}

/** What is known of one provider. Everything is a sum, so that an event costs the same at 5 and at 50,000 takes. */
interface Lane {
  waiting: number;
  running: number;
  /** Sum of the times at which the running tasks began. */
  beganMs: number;
  /** The most that ran at once lately: what the provider lets run. */
  atOnce: number;
  /** Mean length of its tasks; the newest count most. */
  lengthMs: number | undefined;
}

const windowMs = 5 * 60_000;
/** How much of the mean the newest task is. */
const weight = 0.2;

export function createPace(): Pace {
  const lanes = new Map<string, Lane>();
  const begun = new Map<string, number>();
  const planned = new Set<string>();
  const arrivals: number[] = [];
  let firstBeganMs: number | undefined;

  const laneOf = (provider: string): Lane => {
    const known = lanes.get(provider);
    if (known !== undefined) return known;
    const lane: Lane = { waiting: 0, running: 0, beganMs: 0, atOnce: 0, lengthMs: undefined };
    lanes.set(provider, lane);
    return lane;
  };

  const begin = (take: string, lane: Lane, nowMs: number): void => {
    if (begun.has(take)) return;
    if (planned.delete(take)) lane.waiting -= 1;
    begun.set(take, nowMs);
    lane.running += 1;
    lane.beganMs += nowMs;
    lane.atOnce = Math.max(lane.atOnce, lane.running);
    firstBeganMs ??= nowMs;
  };

  const end = (take: string, lane: Lane, { nowMs, isClip }: { nowMs: number; isClip: boolean }): void => {
    if (planned.delete(take)) lane.waiting -= 1;
    const beganMs = begun.get(take);
    if (beganMs === undefined) return;
    begun.delete(take);
    lane.running -= 1;
    lane.beganMs -= beganMs;
    if (!isClip) return;
    const lengthMs = nowMs - beganMs;
    lane.lengthMs = lane.lengthMs === undefined ? lengthMs : lane.lengthMs * (1 - weight) + lengthMs * weight;
    arrivals.push(nowMs);
  };

  return {
    add: (event, nowMs) => {
      if (!("take" in event) || !("provider" in event) || event.type === "warning") return;
      const take = `${event.storyboard}/${event.take}`;
      const lane = laneOf(event.provider);
      switch (event.type) {
        case "take-planned":
          if (event.action === "cached" || planned.has(take)) return;
          planned.add(take);
          lane.waiting += 1;
          return;
        case "submitting":
        case "submitted":
          return begin(take, lane, nowMs);
        case "downloaded":
          return end(take, lane, { nowMs, isClip: true });
        case "failed":
        case "uncertain":
        case "lost":
        case "detached":
        case "take-finished":
          return end(take, lane, { nowMs, isClip: false });
        case "uploading":
        case "uploaded":
        case "adopted":
        case "progress":
        case "succeeded":
          return;
        default:
          return event satisfies never;
      }
    },
    clipsPerMinute: (nowMs) => {
      while ((arrivals[0] ?? nowMs) < nowMs - windowMs) arrivals.shift();
      if (arrivals.length === 0 || firstBeganMs === undefined) return undefined;
      const spanMs = Math.min(windowMs, nowMs - firstBeganMs);
      return spanMs <= 0 ? undefined : (arrivals.length / spanMs) * 60_000;
    },
    msLeft: (nowMs) => {
      const left = [...lanes.values()].map((lane) => msLeftIn(lane, nowMs)).filter((ms) => ms !== undefined);
      return left.length === 0 ? undefined : Math.max(...left);
    },
  };
}

/** Work that is left, spread over what runs at once. */
function msLeftIn({ waiting, running, beganMs, atOnce, lengthMs }: Lane, nowMs: number): number | undefined {
  if (waiting + running === 0 || lengthMs === undefined) return undefined;
  const ofRunning = Math.max(0, running * lengthMs - (running * nowMs - beganMs));
  return (ofRunning + waiting * lengthMs) / Math.max(1, atOnce);
}
