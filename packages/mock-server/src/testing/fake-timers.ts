import { afterEach, beforeEach, vi } from "vitest";

// The suite once more, as a test runner's users have it who fake their timers: time stands still unless a test moves it.

beforeEach(() => void vi.useFakeTimers());

afterEach(() => {
  if (!vi.isFakeTimers()) throw new Error("the test went back to real timers: leave its file out of this project");
  vi.useRealTimers();
});
