import { describe, expect, it } from "vitest";
import { createSystemProcesses } from "../ledger/process-holder.ts";
import { aPlan, aProvider, aTake } from "../testing/plans.ts";
import { createWorld } from "../testing/world.ts";

const shots = (count: number): ReturnType<typeof aTake>[] =>
  Array.from({ length: count }, (_, index) => aTake(`shot-${index}`));

describe("the limits of a provider", () => {
  it("has no more tasks in flight than the provider takes", async () => {
    const { render, vendor } = createWorld();
    let most = 0;
    const done = new Set<string>();
    vendor.onPoll = (task) => {
      most = Math.max(most, vendor.tasks.length - done.size);
      if (task === undefined || task.polls < 3) return { status: "running" };
      done.add(task.id);
      return { status: "succeeded", url: `https://vendor.example.com/files/${task.id}.mp4` };
    };
    const report = await render(aPlan(shots(20)));
    expect(report.totals).toMatchObject({ succeeded: 20 });
    expect(most).toBe(3);
  });

  it("sends no more requests in any minute than are allowed, submits and polls together", async () => {
    const { render, vendor, clock } = createWorld();
    const times: number[] = [];
    const counted: typeof vendor.transport = {
      ...vendor.transport,
      request(wanted, options) {
        times.push(clock.now());
        return vendor.transport.request(wanted, options);
      },
    };
    await render(aPlan(shots(12), { providers: [aProvider({ concurrency: 12, requestsPerMinute: 10 })] }), {
      transport: counted,
    });
    for (const start of times) {
      expect(times.filter((time) => time >= start && time < start + 60_000).length).toBeLessThanOrEqual(10);
    }
    expect(vendor.tasks).toHaveLength(12);
  });

  it("obeys Retry-After for the provider as a whole: one 429 stops every submit, and none fails", async () => {
    const { render, vendor, clock } = createWorld();
    const submits: number[] = [];
    vendor.onSubmit = (nth) => {
      submits.push(clock.now());
      return nth === 1 ? { status: 429, headers: { "retry-after": "90" } } : undefined;
    };
    const started = clock.now();
    const report = await render(aPlan(shots(30), { providers: [aProvider({ concurrency: 1 })] }));
    expect(report.totals).toMatchObject({ succeeded: 30 });
    expect(submits.length).toBe(31);
    expect((submits[1] ?? 0) - started).toBeGreaterThanOrEqual(90_000);
  });

  it("obeys Retry-After as a date", async () => {
    const { render, vendor, clock } = createWorld();
    const at = new Date(clock.now() + 120_000).toUTCString();
    let second = 0;
    vendor.onSubmit = (nth) => {
      if (nth === 2) second = clock.now();
      return nth === 1 ? { status: 429, headers: { "retry-after": at } } : undefined;
    };
    await render(aPlan(shots(1)));
    expect(second).toBeGreaterThanOrEqual(Date.parse(at));
  });

  it("leaves what a provider refuses for a quarter of an hour, and pays nothing", async () => {
    const { render, vendor } = createWorld();
    vendor.onSubmit = () => ({ status: 429 });
    const report = await render(aPlan(shots(200)));
    expect(report.totals).toMatchObject({ left: 200 });
    expect(report.takes[0]?.error?.code).toBe("rate_limited");
    expect(vendor.requests.length).toBeLessThan(100);
    vendor.onSubmit = () => undefined;
    expect((await render(aPlan(shots(200)))).totals).toMatchObject({ succeeded: 200 });
  });

  it("leaves the takes of a provider that cannot be reached", async () => {
    const { render, vendor } = createWorld();
    vendor.onSubmit = () => "refused";
    const report = await render(aPlan(shots(200)));
    expect(report.totals).toMatchObject({ left: 200 });
    expect(report.takes[0]?.error?.code).toBe("provider_unreachable");
    expect(vendor.requests.length).toBeLessThan(40);
  });

  it.each([
    ["on this machine, where nothing listens", "local", 0, 2],
    ["where nothing has answered yet", "live", 0, 4],
    ["where it answered before", "live", 1, 6],
  ] as const)("is tried again a few times %s", async (_where, realmClass, answered, tries) => {
    const { render, vendor, ledger, store, clock } = createWorld();
    vendor.onSubmit = (nth) => (nth <= answered ? undefined : "refused");
    const baseUrl = realmClass === "local" ? "http://127.0.0.1:4010" : "https://vendor.example.com";
    const realm = `${realmClass}:${baseUrl}` as const;
    const takes = [aTake("a", { realm }), aTake("b", { realm })];
    const plan = aPlan(takes, { providers: [aProvider({ concurrency: 1, baseUrl, realm })] });
    const state = { realmClass, ledger, store, clock, processes: createSystemProcesses(), close: () => ledger.close() };
    expect((await render(plan, { state })).totals).toMatchObject({ left: 2 - answered });
    expect(vendor.requests.filter(({ method }) => method === "POST")).toHaveLength(answered + tries);
  });

  it("lets another provider continue meanwhile", async () => {
    const { render, vendor } = createWorld();
    const other = aProvider({
      name: "other",
      baseUrl: "https://other.example.com",
      realm: "live:https://other.example.com",
    });
    vendor.onSubmit = () => undefined;
    const transport: typeof vendor.transport = {
      ...vendor.transport,
      request: async (wanted, options) =>
        wanted.method === "POST" && wanted.url.startsWith("https://vendor.")
          ? { status: 401, headers: {}, body: Buffer.from("{}") }
          : vendor.transport.request(wanted, options),
    };
    const takes = [aTake("a"), aTake("b", { provider: "other", realm: other.realm })];
    const report = await render(aPlan(takes, { providers: [aProvider(), other] }), { transport });
    expect(report.takes.map(({ status }) => status)).toEqual(["left", "succeeded"]);
  });
});
