import { describe, expect, it } from "vitest";
import { cancelTakes } from "../decide/cancel-takes.ts";
import { plainFormat } from "../testing/plain-format.ts";
import { aPlan, aTake } from "../testing/plans.ts";
import { createWorld } from "../testing/world.ts";
import type { HostRefusal } from "../work/options.ts";

const plan = aPlan([aTake("reveal")]);
const refusal = { message: "Nobody allowed it", hint: "Allow it." };
const hostRefusal = (): HostRefusal => refusal;
const keys = (): undefined => undefined;
const support = {
  ...plainFormat,
  cancel: (taskId: string) => ({ method: "DELETE", path: `/tasks/${taskId}` }) as const,
  lookup: {
    by: "clientId",
    request: (clientId: string) => ({ method: "GET", path: `/lookup/${clientId}` }) as const,
  } as const,
};
const formats = (): typeof support => support;

describe("a host that nobody allowed gets no request,", () => {
  it("no submit, and nothing is reserved for it", async () => {
    const { render, vendor, ledger } = createWorld();
    const report = await render(plan, { hostRefusal, keys });
    expect(vendor.requests).toEqual([]);
    expect(report.takes[0]).toMatchObject({ error: { code: "host_not_allowed", ...refusal } });
    expect(await ledger.attempts({ states: ["submitting", "uncertain"] })).toEqual([]);
  });

  it("no poll of a task that is under way, which the next run collects", async () => {
    const { render, vendor } = createWorld();
    vendor.onPoll = () => ({ status: "running" });
    await render(plan, { maxDurationMs: 10_000 });
    const before = vendor.requests.length;
    const refused = await render(plan, { hostRefusal, keys });
    expect(vendor.requests).toHaveLength(before);
    expect(refused.takes[0]).toMatchObject({ status: "detached", error: { code: "host_not_allowed", ...refusal } });
    vendor.onPoll = createWorld().vendor.onPoll;
    expect((await render(plan)).takes[0]?.status).toBe("succeeded");
    expect(vendor.tasks).toHaveLength(1);
  });

  it("no look-up of an uncertain submit", async () => {
    const { render, vendor } = createWorld();
    vendor.onSubmit = () => "lost-answer";
    vendor.onPoll = () => ({ httpStatus: 500 });
    await render(plan, { formats, maxDurationMs: 10_000 });
    const before = vendor.requests.length;
    const refused = await render(plan, { hostRefusal, keys, formats });
    expect(vendor.requests).toHaveLength(before);
    expect(refused.takes[0]?.status).toBe("uncertain");
  });

  it("no cancellation, and none of a clip that went missing", async () => {
    const { render, vendor, state, store, clock } = createWorld();
    vendor.onPoll = () => ({ status: "queued" });
    await render(plan, { maxDurationMs: 10_000 });
    let before = vendor.requests.length;
    const options = { hostRefusal, keys, formats, transport: vendor.transport };
    expect(await clock.run(() => cancelTakes(state, options))).toMatchObject([{ outcome: "unknown" }]);
    expect(vendor.requests).toHaveLength(before);
    vendor.onPoll = createWorld().vendor.onPoll;
    await render(plan);
    store.clips.clear();
    before = vendor.requests.length;
    await render(plan, { hostRefusal, keys });
    expect(vendor.requests).toHaveLength(before);
  });
});
