import { factsOf } from "@shotlist/schema";
import { expect, test } from "vitest";
import { playableFormats } from "../formats/mount.ts";
import { seededRandom } from "../random/seeded-random.ts";
import { sampleRequest } from "../testing/sample-requests.ts";
import { mountFormats } from "../formats/mount.ts";
import { hasStatus, planExpiry, planPace } from "./task-plan.ts";
import type { Pace } from "../vendor/task.ts";

function draw(seed: number): Pace {
  return planPace({ mode: "time", queuedSeconds: [1, 2], runningSeconds: 30 }, 1000, seededRandom(seed));
}

test("durations are drawn within their range, and the same under the same seed", () => {
  for (let seed = 0; seed < 50; seed += 1) {
    const pace = draw(seed);
    if (pace.mode !== "time") throw new Error(pace.mode);
    expect(pace.startsAtMs).toBeGreaterThanOrEqual(2000);
    expect(pace.startsAtMs).toBeLessThanOrEqual(3000);
    expect(pace.endsAtMs - pace.startsAtMs).toBe(30_000);
    expect(pace).toEqual(draw(seed));
  }
});

test.each(playableFormats)("%s gives a task up after the time that the request sets", (id) => {
  const [format] = mountFormats([id]);
  const facts = factsOf(id);
  const requested = {
    ...format!.vendor.readRequest(sampleRequest(id), facts, () => undefined),
    expiresAfterSeconds: 60,
  };
  const pace = { mode: "time", startsAtMs: 90_000, endsAtMs: 120_000, minimumPolls: 2 } as const;
  const plan = planExpiry(facts, { requested, createdAtMs: 0, pace, ending: { status: "succeeded" } });
  expect(plan).toEqual({
    pace: { ...pace, startsAtMs: 60_000, endsAtMs: 60_000 },
    // A relay without that word shows the task running forever.
    ending: { status: hasStatus(facts, "expired") ? "expired" : "never" },
  });
});
