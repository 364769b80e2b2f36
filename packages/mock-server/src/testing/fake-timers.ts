import { afterEach, beforeEach, expect, vi } from "vitest";

// The suite once more, as a test runner's users have it who fake their timers: time stands still unless a test moves it.

beforeEach(() => void vi.useFakeTimers());

afterEach(() => {
  expect(vi.isFakeTimers()).toBe(true);
  vi.useRealTimers();
});
