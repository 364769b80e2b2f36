import type { Scenario } from "@shotlist/mock-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startCluster, type Cluster } from "./cluster.ts";
import { mostAtOnce } from "./most-at-once.ts";
import { concurrency, openStudio, render, takes, type Studio } from "./studio.ts";

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster.stop());

const createStudio = (scenario?: Scenario): Promise<Studio> => openStudio(cluster, { scenario });

describe("four machines on one ledger", () => {
  test("pay for each take once among them, keep within one limit, and all have the clips", async () => {
    const studio = await createStudio();
    const ends = await Promise.all(["a", "b", "c", "d"].map((machine) => render(studio, machine)));
    expect(ends.map(({ exitCode, stderr }) => ({ exitCode, stderr: exitCode === 0 ? "" : stderr }))).toEqual(
      Array.from({ length: 4 }, () => ({ exitCode: 0, stderr: "" })),
    );
    expect(studio.vendor.tasks).toHaveLength(takes);
    expect(mostAtOnce(studio.vendor)).toBeLessThanOrEqual(concurrency);
    const reports = ends.map(({ stdout }): { readonly totals: { readonly takes: number } } => JSON.parse(stdout));
    for (const { totals } of reports) expect(totals).toMatchObject({ takes, failed: 0, uncertain: 0, left: 0 });
    const { stdout } = await studio.start("e", "status", "--json");
    expect(JSON.parse(stdout).takes).toHaveLength(takes);
  });

  test("killed one after the other, lose nothing and pay nothing twice", async () => {
    const studio = await createStudio();
    const machines = ["a", "b", "c", "d"];
    const running = new Map(machines.map((machine) => [machine, render(studio, machine)]));
    for (let kills = 1; kills <= 4; kills += 1) {
      const wanted = Math.min(takes - 4, kills * 6);
      await expect.poll(() => studio.vendor.tasks.length).toBeGreaterThanOrEqual(wanted);
      const machine = machines[kills % machines.length] ?? "a";
      running.get(machine)?.kill("SIGKILL");
      await running.get(machine);
      running.set(machine, render(studio, machine));
    }
    await Promise.all(running.values());
    // Whatever a killed one was sending is a person's to decide; everything else is there.
    const last = await render(studio, "a");
    const report: { readonly takes: readonly { readonly status: string }[] } = JSON.parse(last.stdout);
    const held = report.takes.filter(({ status }) => status === "uncertain").length;
    const there = report.takes.filter(({ status }) => status === "cached" || status === "succeeded").length;
    expect(there + held).toBe(takes);
    expect(studio.vendor.tasks.length).toBeLessThanOrEqual(takes);
    expect(studio.vendor.tasks.length).toBeGreaterThanOrEqual(there);
    const paid = cluster.sql(
      studio.database,
      "SELECT count(*) FROM (SELECT task_id FROM shotlist_local.attempts WHERE task_id IS NOT NULL GROUP BY 1) t",
    );
    expect(Number(paid)).toBe(there);
  });

  test("that can do nothing for some takes do not wait for each other", async () => {
    // Three in a row would close the provider for a machine.
    const lost = [2, 8, 14, 20, 26, 32];
    const studio = await createStudio({
      rules: [{ fault: "cut_after_accepting", match: { operation: "submit", nth: lost } }],
    });
    const ends = await Promise.all(["a", "b", "c", "d"].map((machine) => render(studio, machine)));
    for (const { stdout } of ends) {
      const report: { readonly takes: readonly { readonly status: string }[] } = JSON.parse(stdout);
      expect(report.takes.filter(({ status }) => status === "uncertain")).toHaveLength(lost.length);
      expect(report.takes.filter(({ status }) => status === "cached" || status === "succeeded")).toHaveLength(
        takes - lost.length,
      );
    }
    expect(studio.vendor.tasks).toHaveLength(takes);
  });

  test("of which one is frozen for longer than a session may be silent, pay nothing twice, and go on without it", async () => {
    const studio = await createStudio();
    const frozen = render(studio, "a");
    await expect.poll(() => studio.vendor.tasks.length).toBeGreaterThanOrEqual(5);
    frozen.kill("SIGSTOP");
    await render(studio, "b");
    frozen.kill("SIGCONT");
    const { exitCode, stderr } = await frozen;
    // It has nothing to say any more, unless it was frozen when all of its work was done.
    expect({ exitCode, stderr }).toSatisfy(() => [0, 5].includes(exitCode ?? -1));
    // What was past its deadline when its place was taken over is collected now.
    const other = await render(studio, "b");
    const report: { readonly takes: readonly { readonly status: string }[] } = JSON.parse(other.stdout);
    const held = report.takes.filter(({ status }) => status === "uncertain").length;
    const there = report.takes.filter(({ status }) => status === "cached" || status === "succeeded").length;
    expect(there + held).toBe(takes);
    expect(studio.vendor.tasks.length).toBeLessThanOrEqual(takes);
    expect(studio.vendor.tasks.length).toBeGreaterThanOrEqual(there);
  });
});
