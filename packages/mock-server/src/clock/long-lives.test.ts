import { describe, expect, onTestFinished, test, vi } from "vitest";
import { playableFormats } from "../formats/mount.ts";
import { startMock } from "../testing/start-mock.ts";

// Lives from ten minutes to a week, on the runner's own timers and on faked ones: neither may make a difference.

const minuteSeconds = 60;
const weekSeconds = 604_800;
const livesOfEach = 14;

const lives = playableFormats.flatMap((format) =>
  Array.from({ length: livesOfEach }, (_, index) => {
    const share = index / (livesOfEach - 1);
    return { format, seconds: Math.round(10 * minuteSeconds * (weekSeconds / (10 * minuteSeconds)) ** share) };
  }),
);

describe.each(["real", "faked"] as const)("on %s timers", (timers) => {
  test.each(lives)("$format takes $seconds seconds of virtual time and sets no timer", async ({ format, seconds }) => {
    if (timers === "faked") {
      vi.useFakeTimers();
      onTestFinished(() => void vi.useRealTimers());
    }
    const setTimer = vi.spyOn(globalThis, "setTimeout");
    onTestFinished(() => setTimer.mockRestore());
    const half = seconds / 2;
    const { mock, facts, submitted, poll } = await startMock(format, {
      progress: { mode: "time", queuedSeconds: half, runningSeconds: half, minimumPolls: 0 },
    });
    const id = await submitted();
    const statuses = [mock.tasks[0]?.status];
    for (const part of [half, half]) {
      mock.clock.advance(part * 1000);
      // oxlint-disable-next-line no-await-in-loop -- time moves between the polls
      await poll(id);
      statuses.push(mock.tasks[0]?.status);
    }
    const expiresAfter = mock.tasks[0]?.requested.expiresAfterSeconds ?? Infinity;
    const hasExpired = facts.statuses.some(({ canonical }) => canonical === "expired");
    // A vendor that gives tasks up after two days does so to the longer ones.
    const given = (atSeconds: number, otherwise: string): string =>
      atSeconds < expiresAfter ? otherwise : hasExpired ? "expired" : "running";
    expect(statuses).toEqual(["queued", given(half, "running"), given(seconds, "succeeded")]);
    expect(setTimer).not.toHaveBeenCalled();
  });
});

test("there are two hundred lives at least", () => {
  expect(lives.length * 2).toBeGreaterThanOrEqual(200);
  expect(new Set(lives.map(({ seconds }) => seconds))).toContain(weekSeconds);
});
