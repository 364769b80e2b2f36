import { nockLifecycle } from "@shotlist/contract-kit/nock";
import { onTestFinished } from "vitest";
import { secret, type Play } from "./played.ts";

/** Interceptors of nock, at an address that nothing listens on. */
export const playByNock: Play = (format, { outcome = "succeeded" } = {}) => {
  const { remove, eventOf } = nockLifecycle(format, { baseUrl: "https://vendor.example", outcome });
  onTestFinished(remove);
  const played = {
    baseUrl: "https://vendor.example",
    fetch: globalThis.fetch,
    eventOf: (taskId: string) => eventOf(taskId, { secret }),
  };
  return Promise.resolve(played);
};
