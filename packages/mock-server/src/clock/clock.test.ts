import { afterEach, describe, expect, test, vi } from "vitest";
import { createClock, manualStartMs } from "./clock.ts";

afterEach(() => void vi.useRealTimers());

test("a manual clock stands still until it is moved", () => {
  const clock = createClock({ mode: "manual", speed: 60 });
  expect(clock.now()).toBe(manualStartMs);
  clock.advance(90_000);
  expect(clock.now()).toBe(manualStartMs + 90_000);
});

test("everything due on the way happens in order and at its own time", () => {
  const clock = createClock({ mode: "manual", speed: 60, startAtMs: 0 });
  const seen: string[] = [];
  clock.schedule(300, () => void seen.push(`c at ${clock.now()}`));
  clock.schedule(100, () => {
    seen.push(`a at ${clock.now()}`);
    clock.schedule(200, () => void seen.push(`b at ${clock.now()}`));
  });
  clock.schedule(100, () => void seen.push(`a2 at ${clock.now()}`));
  clock.schedule(400, () => void seen.push("never"));
  clock.advance(350);
  expect(seen).toEqual(["a at 100", "a2 at 100", "b at 200", "c at 300"]);
  expect(clock.now()).toBe(350);
});

test("what is cancelled does not happen", () => {
  const clock = createClock({ mode: "manual", speed: 60 });
  const action = vi.fn<() => void>();
  const callOff = clock.schedule(clock.now() + 1, action);
  callOff();
  clock.advance(10);
  expect(action).not.toHaveBeenCalled();
});

test("a sleeper wakes when its time has come, or with the reason of its signal", async () => {
  const clock = createClock({ mode: "manual", speed: 60 });
  const controller = new AbortController();
  const slept = clock.sleep(1000).then(() => clock.now());
  const aborted = clock.sleep(1000, controller.signal);
  controller.abort(new Error("enough"));
  await expect(aborted).rejects.toThrow("enough");
  clock.advance(1000);
  expect(await slept).toBe(manualStartMs + 1000);
  await expect(clock.sleep(1, AbortSignal.abort(new Error("too late")))).rejects.toThrow("too late");
});

test("a scaled clock runs at its speed, also under a test runner's fake timers", async () => {
  vi.useFakeTimers({ now: 1_000_000 });
  const clock = createClock({ mode: "scaled", speed: 60 });
  const slept = clock.sleep(30_000).then(() => clock.now());
  await vi.advanceTimersByTimeAsync(250);
  expect(clock.now()).toBe(1_000_000 + 15_000);
  await vi.advanceTimersByTimeAsync(250);
  expect(await slept).toBe(1_000_000 + 30_000);
});

describe("a clock that waits for the loop", () => {
  const speed = 6000;

  test("runs at its speed while the loop keeps up", async () => {
    vi.useFakeTimers({ now: 0 });
    const clock = createClock({ mode: "scaled", speed, waitsForLoop: true });
    const slept = clock.sleep(600_000).then(() => clock.now());
    await vi.advanceTimersByTimeAsync(1000);
    expect(clock.now()).toBe(1000 * speed);
    expect(await slept).toBe(600_000);
    clock.close();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("stands still while it is held up, so that no deadline passes before an answer is read", async () => {
    vi.useFakeTimers({ now: 0 });
    const clock = createClock({ mode: "scaled", speed, waitsForLoop: true });
    await vi.advanceTimersByTimeAsync(100);
    const before = clock.now();
    // A minute in which no timer runs: the machine is at something else.
    vi.setSystemTime(60_100);
    expect(clock.now() - before).toBe(20 * speed);
    await vi.advanceTimersByTimeAsync(10);
    expect(clock.now() - before).toBeLessThanOrEqual(30 * speed);
    await vi.advanceTimersByTimeAsync(1000);
    expect(clock.now() - before).toBeLessThanOrEqual(1030 * speed);
    expect(clock.now() - before).toBeGreaterThanOrEqual(1000 * speed);
    clock.close();
  });

  test("counts a thousand held-up turns of five seconds as moments", async () => {
    vi.useFakeTimers({ now: 0 });
    const clock = createClock({ mode: "scaled", speed, waitsForLoop: true });
    const plain = createClock({ mode: "scaled", speed });
    for (let turn = 0; turn < 1000; turn += 1) {
      vi.setSystemTime(Date.now() + 5000);
      // oxlint-disable-next-line no-await-in-loop -- one turn of a busy loop after the other
      await vi.advanceTimersByTimeAsync(10);
    }
    expect(plain.now()).toBeGreaterThan(1000 * 5000 * speed - 1);
    expect(clock.now()).toBeLessThanOrEqual(1000 * 30 * speed);
    clock.close();
    plain.close();
  });

  test("is moved by hand all the same where it is manual, and follows the machine where it is real", () => {
    vi.useFakeTimers({ now: 0 });
    const manual = createClock({ mode: "manual", speed, startAtMs: 0, waitsForLoop: true });
    manual.advance(90_000);
    expect(manual.now()).toBe(90_000);
    const real = createClock({ mode: "real", speed, waitsForLoop: true });
    vi.setSystemTime(60_000);
    expect(real.now()).toBe(60_000);
    expect(vi.getTimerCount()).toBe(0);
  });
});

test("advancing a scaled clock wakes who is due at once", async () => {
  vi.useFakeTimers({ now: 0 });
  const clock = createClock({ mode: "scaled", speed: 60 });
  const slept = clock.sleep(3_600_000);
  clock.advance(3_600_000);
  await slept;
  expect(clock.now()).toBe(3_600_000);
});

test("time never goes back when the machine's clock is set back", () => {
  vi.useFakeTimers({ now: 10_000 });
  const clock = createClock({ mode: "real", speed: 60 });
  vi.setSystemTime(5000);
  expect(clock.now()).toBe(10_000);
});

test("a sleep longer than one timer can hold still ends on time", async () => {
  vi.useFakeTimers({ now: 0 });
  const clock = createClock({ mode: "real", speed: 1 });
  const thirtyDaysMs = 30 * 86_400_000;
  const slept = clock.sleep(thirtyDaysMs).then(() => clock.now());
  await vi.advanceTimersByTimeAsync(thirtyDaysMs);
  expect(await slept).toBe(thirtyDaysMs);
});

test("refuses to go back and to scale by nothing", () => {
  expect(() => createClock({ mode: "manual", speed: 1 }).advance(-1)).toThrow("can only move forward");
  expect(() => createClock({ mode: "scaled", speed: 0 })).toThrow("positive");
});

test("a closed clock holds no timer", () => {
  vi.useFakeTimers();
  const clock = createClock({ mode: "scaled", speed: 60 });
  clock.schedule(clock.now() + 1000, () => undefined);
  expect(vi.getTimerCount()).toBe(1);
  clock.close();
  expect(vi.getTimerCount()).toBe(0);
});
