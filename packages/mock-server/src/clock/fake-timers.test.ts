import { afterEach, expect, test, vi } from "vitest";
import { startMock } from "../testing/start-mock.ts";

afterEach(() => void vi.useRealTimers());

test("a whole server runs on a test runner's fake timers", async () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 5, 1) });
  const { submitted, poll } = await startMock("wisgate", {
    clock: "scaled",
    speed: 60,
    progress: { mode: "time", queuedSeconds: 30, runningSeconds: 60 },
  });
  const id = await submitted();
  expect(id).toMatch(/^cgt-20260601080000-/);
  const statuses: unknown[] = [];
  for (let polls = 0; polls < 4; polls += 1) {
    // oxlint-disable-next-line no-await-in-loop -- time moves between the polls
    statuses.push((await poll(id)).body["status"]);
    vi.advanceTimersByTime(500);
  }
  expect(statuses).toEqual(["queued", "running", "running", "succeeded"]);
});
