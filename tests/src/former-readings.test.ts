import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createDiskLockFiles,
  DeliveryError,
  joinPlan,
  openState,
  runPlans,
  type State,
  type Transport,
} from "@shotlist/batch-runner";
import { compileStoryboard, noFiles, type Plan } from "@shotlist/core";
import { describe, expect, onTestFinished, test } from "vitest";

const fixture = join(import.meta.dirname, "../fixtures/former-readings");
const board = readFileSync(join(fixture, "board.yaml"), "utf8");
const table = 'lang,line\nen,"First the dial,\nthen the strap"\n';

function compile(cells: string): Plan {
  const files = { ...noFiles, readText: () => ({ text: cells }) };
  const { plan, diagnostics } = compileStoryboard({ file: "board.yaml", text: board }, { files });
  if (plan === undefined) throw new Error(JSON.stringify(diagnostics));
  return plan;
}

/** A copy of what the earlier release left: its ledger and clips, its lock file, or both. */
function setup({ ledger }: { readonly ledger: boolean }) {
  const folder = mkdtempSync(join(tmpdir(), "former-readings-"));
  if (ledger) cpSync(join(fixture, "state"), join(folder, "state"), { recursive: true });
  cpSync(join(fixture, "former.lock.json"), join(folder, "former.lock.json"));
  const state: State = openState({ dir: join(folder, "state"), realmClass: "live" });
  onTestFinished(async () => {
    await state.close();
    rmSync(folder, { recursive: true });
  });
  const lockFiles = createDiskLockFiles({ fileOf: () => join(folder, "former.lock.json") });
  const sent: string[] = [];
  const send = ({ url }: { readonly url: string }): never => {
    sent.push(url);
    throw new DeliveryError({ phase: "not-sent", code: "offline", message: "This test has no network" });
  };
  const transport: Transport = {
    request: (request) => Promise.resolve().then(() => send(request)),
    stream: (request) => Promise.resolve().then(() => send(request)),
    close: () => Promise.resolve(),
  };
  const render = async (plan: Plan) => {
    const { totals } = await runPlans([plan], {
      state,
      transport,
      lockFiles,
      keys: () => "key",
      outputDirOf: () => join(folder, "out"),
    });
    return { totals, sent };
  };
  return { state, lockFiles, render, lock: () => readFileSync(join(folder, "former.lock.json"), "utf8") };
}

const checkouts = [
  ["as it was checked out then", table.replaceAll("\n", "\r\n")],
  ["checked out with other line ends", table],
  ["with the line ends of a spreadsheet", table.replaceAll("\n", "\r\n").replace(",\r\nthen", ",\nthen")],
] as const;

describe.each(checkouts)("what an earlier release paid for counts with the table %s", (_, cells) => {
  test("where its ledger is here: both takes are cached, and nothing is sent", async () => {
    const { state, render, lock } = setup({ ledger: true });
    const before = lock();
    const joined = await joinPlan([compile(cells)], state);
    expect(joined.map(({ take, action }) => [take.shot, action])).toEqual([
      ["watch", "cached"],
      ["after", "cached"],
    ]);
    expect(joined.map(({ take }) => take.id)).toEqual([
      "watch[lang=en,line=First the dial-then the ~4a41e4a6]",
      "after[lang=en,line=First the dial-then the ~4a41e4a6]",
    ]);
    expect(joined[1]?.take.dependsOn).toEqual([joined[0]?.take.id]);
    expect(await render(compile(cells))).toMatchObject({ totals: { takes: 2, cached: 2, succeeded: 0 }, sent: [] });
    expect(lock()).toBe(before);
  });

  test("where only its lock file is here: neither take is bought again", async () => {
    const { lockFiles, render, lock } = setup({ ledger: false });
    const plan = compile(cells);
    const joined = await joinPlan([plan], undefined, { lockFiles });
    expect(joined.map(({ action }) => action)).toEqual(["missing", "missing"]);
    const before = lock();
    const { sent, totals } = await render(plan);
    expect(totals).toMatchObject({ takes: 2, missing: 2, succeeded: 0 });
    // The two tasks are asked for their links; none is submitted.
    expect(sent.filter((url) => !url.includes("/cgt-"))).toEqual([]);
    expect(lock()).toBe(before);
  });
});

test("another text is another clip, whatever was paid for", async () => {
  const { state } = setup({ ledger: true });
  const joined = await joinPlan([compile(table.replace("strap", "crown"))], state);
  expect(joined.map(({ action }) => action)).toEqual(["render", "waiting"]);
});

test("a plan compiled as today has the same digests on every machine", () => {
  const [first, ...others] = checkouts.map(([, cells]) => compile(cells).takes.map(({ id, digest }) => [id, digest]));
  expect(first?.[0]?.[0]).not.toContain("4a41e4a6");
  for (const other of others) expect(other).toEqual(first);
});
