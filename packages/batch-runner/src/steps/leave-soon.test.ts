import { expect, it } from "vitest";
import { createVirtualClock } from "../testing/virtual-clock.ts";
import { leaveSoon } from "./leave-soon.ts";

it.each([
  ["live:https://vendor.example.com", false],
  ["local:http://127.0.0.1:4010", false],
  ["mock", true],
] as const)("a request at %s that was recorded 20 seconds ago may leave: %s", (realm, late) => {
  const clock = createVirtualClock();
  const mayLeave = leaveSoon(realm, clock);
  clock.advance(19_999);
  expect(mayLeave()).toBe(true);
  clock.advance(1);
  expect(mayLeave()).toBe(late);
});
