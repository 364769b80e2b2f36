import { expect, it } from "vitest";
import { createVirtualClock } from "../testing/virtual-clock.ts";
import { createRateWindow } from "./rate-window.ts";

it("grants one that comes in the very moment in which the last one was granted", async () => {
  const clock = createVirtualClock();
  const { signal } = new AbortController();
  const window = createRateWindow(10, clock, signal);
  const granted: number[] = [];
  const enter = (index: number): Promise<void> => window.enter("submit", signal).then(() => void granted.push(index));
  await clock.run(() => Promise.all([enter(1), Promise.resolve().then(() => enter(2)), enter(3)]));
  expect(granted.toSorted((left, right) => left - right)).toEqual([1, 2, 3]);
});

it("lets no more through in a minute than are allowed, submits first", async () => {
  const clock = createVirtualClock();
  const { signal } = new AbortController();
  const window = createRateWindow(2, clock, signal);
  const begun = clock.now();
  const granted: [string, number][] = [];
  await clock.run(() =>
    Promise.all(
      (["poll", "poll", "poll", "submit"] as const).map((urgency) =>
        window.enter(urgency, signal).then(() => granted.push([urgency, clock.now() - begun])),
      ),
    ),
  );
  expect(granted).toEqual([
    ["poll", 0],
    ["poll", 0],
    ["submit", 60_000],
    ["poll", 60_000],
  ]);
});
