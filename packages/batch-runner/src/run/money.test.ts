import { describe, expect, it } from "vitest";
import { aPlan, aProvider, aTake } from "../testing/plans.ts";
import { exportLedger, importLedger } from "../keep/export-ledger.ts";
import { createWorld } from "../testing/world.ts";
import { statusOf } from "../decide/status-of.ts";

const priced = (count: number, amount: number): ReturnType<typeof aTake>[] =>
  Array.from({ length: count }, (_, index) =>
    aTake(`shot-${index}`, { estimate: { kind: "exact", amount, currency: "CNY" } }),
  );

describe("money", () => {
  it("is reserved before a submit, so that no concurrency passes the budget", async () => {
    const { render, vendor } = createWorld();
    const plan = aPlan(priced(20, 0.7), { providers: [aProvider({ concurrency: 20 })] });
    const report = await render(plan, { budget: [{ amount: 4.9, currency: "CNY" }] });
    expect(vendor.tasks).toHaveLength(7);
    expect(report.totals).toMatchObject({ succeeded: 7, left: 13 });
    expect(report.spent).toEqual([{ amount: 4.9, currency: "CNY" }]);
    expect(report.takes.at(-1)?.error?.code).toBe("budget_reached");
  });

  it("is billed at the vendor's list price where the estimate rests on one", async () => {
    const { render } = createWorld();
    // The vendor counts a hundred tokens.
    const listPrice = {
      per: "million_tokens",
      amount: 50_000,
      currency: "CNY",
      source: "a page",
      asOf: "2026-08",
    } as const;
    const estimate = { kind: "range", min: 40, max: 100, currency: "CNY", listPrice } as const;
    const report = await render(aPlan([aTake("one", { estimate })]), { budget: [{ amount: 100, currency: "CNY" }] });
    expect(report.spent).toEqual([{ amount: 5, currency: "CNY" }]);
  });

  it("of a run is counted for that run alone, that of a storyboard for good", async () => {
    const { render, vendor } = createWorld();
    const plan = aPlan(priced(10, 1), { budget: { amount: 5, currency: "CNY" } });
    await render(plan, { budget: [{ amount: 3, currency: "CNY" }] });
    expect(vendor.tasks).toHaveLength(3);
    await render(plan, { budget: [{ amount: 3, currency: "CNY" }] });
    expect(vendor.tasks).toHaveLength(5);
    await render(plan);
    expect(vendor.tasks).toHaveLength(5);
  });

  it("of a failed task comes back only where failures are free", async () => {
    const free = createWorld();
    free.vendor.onPoll = () => ({ status: "failed", message: "no" });
    expect((await free.render(aPlan(priced(3, 1)))).spent).toEqual([{ amount: 0, currency: "CNY" }]);

    const { plainFormat } = await import("../testing/plain-format.ts");
    const billed = createWorld();
    billed.vendor.onPoll = () => ({ status: "failed", message: "no" });
    const report = await billed.render(aPlan(priced(3, 1)), {
      formats: () => ({ ...plainFormat, failuresAreFree: false }),
    });
    expect(report.spent).toEqual([{ amount: 3, currency: "CNY" }]);
  });

  it("of an uncertain take stays reserved", async () => {
    const { render, vendor } = createWorld();
    vendor.onSubmit = () => "lost-answer";
    const report = await render(aPlan(priced(1, 2)));
    expect(report.spent).toEqual([{ amount: 2, currency: "CNY" }]);
  });

  it("of a submit that was refused or never sent comes back at once", async () => {
    const { render, vendor } = createWorld();
    vendor.onSubmit = (nth) =>
      nth === 1 ? { status: 400 } : nth === 2 ? { status: 429 } : nth === 3 ? "refused" : undefined;
    const report = await render(aPlan(priced(2, 2), { providers: [aProvider({ concurrency: 1 })] }), {
      budget: [{ amount: 2, currency: "CNY" }],
    });
    expect(report.totals).toMatchObject({ failed: 1, succeeded: 1 });
    expect(report.spent).toEqual([{ amount: 2, currency: "CNY" }]);
    expect(report.submitted).toBe(1);
  });

  it("holds the caps of a provider, for a day and in total", async () => {
    const { render, vendor, clock } = createWorld();
    const caps = { perDay: { amount: 2, currency: "CNY" }, total: { amount: 3, currency: "CNY" } };
    const plan = aPlan(priced(9, 1), { providers: [aProvider({ caps })] });
    const first = await render(plan);
    expect(first.takes.at(-1)?.error?.code).toBe("cap_reached");
    expect(vendor.tasks).toHaveLength(2);
    clock.advance(24 * 3_600_000 + 60_000);
    await render(plan);
    expect(vendor.tasks).toHaveLength(3);
  });

  describe("holds a provider's cap for any 24 hours", () => {
    const caps = { perDay: { amount: 2, currency: "CNY" } };
    const plan = aPlan(priced(9, 1), { providers: [aProvider({ caps })] });
    const hourMs = 3_600_000;

    it("not only for a day of the calendar", async () => {
      const { render, vendor, clock } = createWorld();
      clock.advance(23 * hourMs);
      await render(plan);
      clock.advance(2 * hourMs);
      await render(plan);
      expect(vendor.tasks).toHaveLength(2);
      clock.advance(23 * hourMs);
      await render(plan);
      expect(vendor.tasks).toHaveLength(4);
    });

    it.each([
      ["ahead", 30 * hourMs],
      ["back", -30 * hourMs],
      ["a year ahead", 365 * 24 * hourMs],
      ["to 1970", -Date.UTC(2026, 0, 1)],
    ])("when the clock on the wall is set %s, and no longer", async (_, byMs) => {
      const { render, vendor, clock } = createWorld();
      await render(plan);
      clock.set(byMs);
      await render(plan);
      expect(vendor.tasks).toHaveLength(2);
      clock.advance(24 * hourMs + 60_000);
      await render(plan);
      expect(vendor.tasks).toHaveLength(4);
    });

    it("of an imported ledger from when money was reserved, however long the take had waited for it", async () => {
      const first = createWorld();
      first.vendor.onSubmit = () => ({ status: 429 });
      await first.render(plan);
      first.clock.advance(14 * hourMs);
      first.vendor.onSubmit = () => undefined;
      await first.render(plan);
      expect(first.vendor.tasks).toHaveLength(2);
      const second = createWorld({ seed: 2 });
      second.clock.advance(26 * hourMs);
      await importLedger(second.state, await exportLedger(first.state));
      await second.render(plan, { transport: first.vendor.transport });
      expect(first.vendor.tasks).toHaveLength(2);
      second.clock.advance(14 * hourMs);
      await second.render(plan, { transport: first.vendor.transport });
      expect(first.vendor.tasks).toHaveLength(4);
    });

    it("gives back what was reserved and not spent", async () => {
      const { render, vendor } = createWorld();
      vendor.onSubmit = (nth) => (nth <= 2 ? { status: 400 } : undefined);
      await render(plan);
      expect(vendor.tasks).toHaveLength(2);
    });
  });

  it("needs a price: a budget with an unpriced take is refused before anything is sent", async () => {
    const { render, vendor } = createWorld();
    const plan = aPlan([...priced(1, 1), aTake("free-of-price")]);
    await expect(render(plan, { budget: [{ amount: 9, currency: "CNY" }] })).rejects.toMatchObject({
      code: "budget_needs_price",
    });
    await expect(render(aPlan(priced(1, 1)), { budget: [{ amount: 9, currency: "USD" }] })).rejects.toMatchObject({
      code: "budget_needs_price",
    });
    expect(vendor.requests).toHaveLength(0);
  });

  it("is counted in tasks where there is no price", async () => {
    const { render, vendor } = createWorld();
    const report = await render(aPlan(Array.from({ length: 5 }, (_, index) => aTake(`shot-${index}`))), {
      maxTasks: 2,
    });
    expect(vendor.tasks).toHaveLength(2);
    expect(report.takes.at(-1)?.error?.code).toBe("max_tasks");
  });

  it("reserves the worst of a range when the cut-off is cautious", async () => {
    const { render, vendor } = createWorld();
    const takes = Array.from({ length: 4 }, (_, index) =>
      aTake(`shot-${index}`, { estimate: { kind: "range", min: 1, max: 3, currency: "CNY" } }),
    );
    await render(aPlan(takes), { budget: [{ amount: 6, currency: "CNY" }], cutoff: "cautious" });
    expect(vendor.tasks).toHaveLength(2);
    await render(aPlan(takes), { budget: [{ amount: 2, currency: "CNY" }] });
    expect(vendor.tasks).toHaveLength(3);
  });

  it("lets what depends on a paid shot finish when the cut-off is soft", async () => {
    const estimate = { kind: "exact", amount: 2, currency: "CNY" } as const;
    const takes = [
      aTake("first", { estimate }),
      aTake("second", { estimate, dependsOn: ["first"] }),
      aTake("third", { estimate }),
    ];
    const hard = createWorld();
    const budget = [{ amount: 2, currency: "CNY" }];
    expect((await hard.render(aPlan(takes), { budget })).takes.map(({ status }) => status)).toEqual([
      "succeeded",
      "left",
      "left",
    ]);
    const soft = createWorld();
    expect((await soft.render(aPlan(takes), { budget, cutoff: "soft" })).takes.map(({ status }) => status)).toEqual([
      "succeeded",
      "succeeded",
      "left",
    ]);
  });

  it("is settled with the bill where the vendor reports what its price counts, and the drift is reported", async () => {
    const { render, events, state, store } = createWorld();
    // The vendor reports 100 tokens a clip.
    const price = { currency: "CNY", perMillionTokens: { "720p": 12_000 } };
    const report = await render(aPlan(priced(2, 1), { providers: [aProvider({ price })] }));
    const cost = { quoted: { amount: 1, currency: "CNY" }, billed: { amount: 1.2, currency: "CNY" } };
    expect(report.takes.map((take) => take.cost)).toEqual([cost, cost]);
    expect(report.bills).toEqual([
      { clips: 2, quoted: { amount: 2, currency: "CNY" }, billed: { amount: 2.4, currency: "CNY" } },
    ]);
    expect(report.spent).toEqual([{ amount: 2.4, currency: "CNY" }]);
    expect(events.filter(({ type }) => type === "succeeded")).toMatchObject([{ cost }, { cost }]);
    const { attempts, spent } = await statusOf(state);
    expect(spent).toEqual([{ amount: 2.4, currency: "CNY" }]);
    expect(attempts[0]).toMatchObject({ cost: { amount: 1.2 }, quoted: { amount: 1 } });
    for await (const receipt of store.readReceipts()) {
      expect(receipt).toMatchObject({
        quote: { amount: 1 },
        price: { amount: 1.2 },
        billedBy: { per: "million_tokens" },
      });
    }
  });

  it("that was billed above its quote counts toward the budget of what comes after", async () => {
    const { render, vendor } = createWorld();
    const price = { currency: "CNY", perClip: 2 };
    const plan = aPlan(priced(4, 1), { providers: [aProvider({ price, concurrency: 1 })] });
    const report = await render(plan, { budget: [{ amount: 4, currency: "CNY" }] });
    expect(vendor.tasks).toHaveLength(2);
    expect(report.totals).toMatchObject({ succeeded: 2, left: 2 });
  });
});
