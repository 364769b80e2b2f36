import { AsyncLocalStorage } from "node:async_hooks";
import { expect, it } from "vitest";
import type { Transport } from "../ports/transport.ts";
import { aPlan, aTake } from "../testing/plans.ts";
import { createWorld } from "../testing/world.ts";

it("does everything about a take within the call that is given for it", async () => {
  const world = createWorld();
  const within = new AsyncLocalStorage<string>();
  const called: string[] = [];
  const asked: string[] = [];
  const note = ({ method }: { readonly method: string }): unknown =>
    asked.push(`${method} for ${within.getStore() ?? "nobody"}`);
  const { transport } = world.vendor;
  const noted: Transport = {
    ...transport,
    request: (request, options) => (note(request), transport.request(request, options)),
    stream: (request, options) => (note(request), transport.stream(request, options)),
  };
  const report = await world.render(aPlan([aTake("a"), aTake("b")]), {
    transport: noted,
    around: ({ storyboard, take, provider }, deed) => {
      called.push(`${storyboard}/${take} at ${provider}`);
      return within.run(take, deed);
    },
  });
  expect(report.totals).toMatchObject({ succeeded: 2 });
  const { provider, storyboard } = aTake("a");
  expect(called).toEqual([`${storyboard}/a at ${provider}`, `${storyboard}/b at ${provider}`]);
  expect(asked.filter((line) => line === "POST for a")).toHaveLength(1);
  expect(asked.filter((line) => line === "POST for b")).toHaveLength(1);
  expect(asked.filter((line) => line.endsWith("nobody"))).toEqual([]);
  expect(asked.filter((line) => line === "GET for b").length).toBeGreaterThan(1);
});
