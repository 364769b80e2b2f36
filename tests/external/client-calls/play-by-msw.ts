import { mswLifecycle } from "@shotlist/contract-kit/msw";
import { setupServer } from "msw/node";
import { onTestFinished } from "vitest";
import { secret, type Play } from "./played.ts";

/** Handlers of MSW, at an address that nothing listens on. */
export const playByMsw: Play = (format, { outcome = "succeeded" } = {}) => {
  const { handlers, eventOf } = mswLifecycle(format, { baseUrl: "https://vendor.example", outcome });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same class, installed twice in this workspace
  const server = setupServer(...(handlers as unknown as Parameters<typeof setupServer>));
  server.listen();
  onTestFinished(() => server.close());
  const played = {
    baseUrl: "https://vendor.example",
    fetch: globalThis.fetch,
    eventOf: (taskId: string) => eventOf(taskId, { secret }),
  };
  return Promise.resolve(played);
};
