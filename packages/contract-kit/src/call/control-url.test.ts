import { createMockServer } from "@shotlist/mock-server";
import { expect, test } from "vitest";
import { systemClock } from "./clock.ts";
import { controlUrl } from "./control-url.ts";
import { findTime } from "./time-keeper.ts";

test("controls are at the root of a double, or below the scope that a base URL is in", () => {
  expect(controlUrl("http://127.0.0.1:4010/wisgate", "clock")).toBe("http://127.0.0.1:4010/__mock/clock");
  expect(controlUrl("http://127.0.0.1:4010/@one/wisgate", "faults")).toBe("http://127.0.0.1:4010/@one/__mock/faults");
});

test("a run in a scope moves the time of its scope alone", async () => {
  await using mock = await createMockServer({ formats: ["wisgate"], clock: "manual" });
  const scope = mock.scope("one");
  const [before, others] = [scope.clock.now(), mock.clock.now()];
  const time = await findTime({ baseUrl: scope.urlOf("wisgate"), fetch: mock.fetch, clock: systemClock });
  expect(time).toMatchObject({ isVirtual: true });
  await time.wait(90_000, AbortSignal.abort());
  expect(scope.clock.now() - before).toBe(90_000);
  expect(mock.clock.now()).toBe(others);
});
