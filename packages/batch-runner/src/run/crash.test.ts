import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Plan } from "@shotlist/core";
import { openSqliteLedger } from "../ledger/sqlite-ledger.ts";
import { resolveTake } from "../decide/resolve-take.ts";
import { createMortal } from "../testing/mortal.ts";
import { aPlan, aTake } from "../testing/plans.ts";
import { createWorld } from "../testing/world.ts";

const plan: Plan = aPlan([aTake("reveal"), aTake("detail", { dependsOn: ["reveal"] })]);

function ledgerFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "shotlist-crash-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "ledger.sqlite");
}

/** Runs until the process dies at a write, then again over the same ledger until nothing more can be done. */
async function crashAndGoOn(
  atWrite: number,
  when: "before" | "after",
): Promise<{ died: boolean; billed: number; held: number }> {
  const file = ledgerFile();
  const before = openSqliteLedger({ file, sync: false });
  const world = createWorld({ ledger: before });
  const mortal = createMortal({ ledger: before, transport: world.vendor.transport }, { atWrite, when });
  const outcome = await world.clock.run(() =>
    Promise.race([
      mortal.died,
      world
        .begin(plan, { state: { ...world.state, ledger: mortal.ledger }, transport: mortal.transport })
        .then(() => "ended" as const),
    ]),
  );
  await before.close();

  const after = openSqliteLedger({ file, sync: false });
  onTestFinished(() => after.close());
  const processes = { ...world.state.processes, isGone: () => true };
  const reborn = { ...world.state, ledger: after, processes };
  const options = { state: reborn };
  const second = await world.render(plan, options);
  expect(await after.attempts({ states: ["submitting"] })).toEqual([]);
  const held = second.takes.filter(({ status }) => status === "uncertain");
  for (const { id } of held) {
    const client = (await after.attempts({ storyboard: "board", take: id }))[0]?.intent?.clientId;
    const task = world.vendor.tasks.find(({ body }) => body["client"] === client);
    await resolveTake(reborn, id, task === undefined ? "resubmit" : { adopt: task.id });
  }
  const last = await world.render(plan, options);
  expect(last.totals.cached + last.totals.succeeded).toBe(2);
  return { died: outcome === "died", billed: world.vendor.tasks.length, held: held.length };
}

describe("a process that dies at a write", () => {
  it.each(["before", "after"] as const)(
    "just %s it is on the disk pays for nothing twice, at whichever write",
    async (when) => {
      let deaths = 0;
      for (let atWrite = 1; ; atWrite += 1) {
        const { died, billed, held } = await crashAndGoOn(atWrite, when);
        expect({ atWrite, billed }).toEqual({ atWrite, billed: 2 });
        expect(held).toBeLessThanOrEqual(1);
        if (!died) break;
        deaths += 1;
      }
      // At least lock, admission, intent, task, progress, success, clip and version of two takes.
      expect(deaths).toBeGreaterThan(15);
    },
    60_000,
  );
});
