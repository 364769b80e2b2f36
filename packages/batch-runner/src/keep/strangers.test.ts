import { describe, expect, it } from "vitest";
import type { LedgerRecord } from "../ledger/ledger-record.ts";
import { aPlan, aProvider, aTake } from "../testing/plans.ts";
import { createWorld } from "../testing/world.ts";
import { exportLedger, importLedger, rebuildLedger } from "./export-ledger.ts";

const plan = aPlan([aTake("reveal", { estimate: { kind: "exact", amount: 2, currency: "CNY" } })]);

/** A ledger that has rendered the plan. */
async function exported(): Promise<readonly LedgerRecord[]> {
  const { render, ledger } = createWorld();
  await render(plan);
  return ledger.records();
}

type Change = Readonly<Record<string, unknown>>;

async function withAttempt(change: Change): Promise<string> {
  const records = await exported();
  return records
    .map((record) =>
      JSON.stringify(record.type === "attempt" ? { ...record, attempt: { ...record.attempt, ...change } } : record),
    )
    .join("\n");
}

const elsewhere = "https://elsewhere.example.com";

describe("an exported ledger from a stranger is refused whole, with its line:", () => {
  it.each<readonly [string, Change, string]>([
    ["an id that is a path", { id: "../../outside" }, "attempt.id has the wrong form"],
    ["a run that is a path", { runId: "a/b" }, "attempt.runId has the wrong form"],
    ["a digest that is not a hash", { digest: "abc" }, "attempt.digest has the wrong form"],
    [
      "a clip that is not a hash",
      { state: { name: "downloaded", taskId: "t", sha256: "../x" } },
      "attempt.state.sha256",
    ],
    ["a task that is a step up", { state: { name: "running", taskId: ".." } }, "attempt.state.taskId"],
    ["a state that nobody knows", { state: { name: "approved" } }, "attempt.state has a value"],
    ["a state that is a name of every object", { state: { name: "constructor" } }, "attempt.state has a value"],
    ["a task that runs and has no id", { state: { name: "running" } }, "attempt.state has no taskId"],
    ["money beyond reason", { reserved: 1e300 }, "attempt.reserved is out of range"],
    ["money that is owed", { settled: -1 }, "attempt.settled is out of range"],
    ["a part of a millionth", { reserved: 0.5 }, "attempt.reserved is not of type integer"],
    ["a time beyond every calendar", { createdAt: 1e18 }, "attempt.createdAt is out of range"],
    ["a currency that is none", { currency: "gold" }, "attempt.currency has the wrong form"],
    ["an address of another realm", { provider: aProvider({ baseUrl: elsewhere }) }, "baseUrl is not in the realm"],
    ["a realm of its own", { realm: `live:${elsewhere}` }, "attempt.realm is not the realm of attempt.provider"],
    [
      "an address with a password",
      { provider: aProvider({ baseUrl: "https://a:b@c.example" }) },
      "baseUrl has the wrong form",
    ],
    ["an address that is a file", { provider: aProvider({ baseUrl: "file:///etc" }) }, "baseUrl has the wrong form"],
    ["a variable that is none", { provider: aProvider({ apiKeyEnv: "A B" }) }, "apiKeyEnv has the wrong form"],
    ["a format that is none", { provider: { ...aProvider(), format: "smoke" } }, "format is not a format"],
    ["a terminal's commands", { model: "model\u001b[2J" }, "attempt.model has the wrong form"],
    [
      "a take without a name",
      { takes: [{ storyboard: "board", take: "" }] },
      "attempt.takes.0.take has the wrong form",
    ],
    ["words where a list belongs", { takes: "all" }, "attempt.takes is not of type array"],
  ])("%s", async (_, change, fault) => {
    const { state, vendor } = createWorld({ seed: 2 });
    const text = await withAttempt(change);
    await expect((async () => importLedger(state, text))()).rejects.toMatchObject({
      code: "import_unreadable",
      line: 1,
      message: expect.stringContaining(fault),
    });
    expect(await exportLedger(state)).toBe("");
    expect(vendor.requests).toEqual([]);
  });

  it.each<readonly [string, (text: string) => string, number, string]>([
    ["a merge conflict", (text) => `${text}<<<<<<< ours\n`, 4, "a merge conflict"],
    ["a name twice", (text) => text.replace('"reserved":', '"reserved":1,"reserved":'), 1, "reserved occurs twice"],
    [
      "a name twice, once in disguise",
      (text) => text.replace('"reserved":', '"\\u0072eserved":1,"reserved":'),
      1,
      "reserved occurs twice",
    ],
    [
      "a line without end",
      (text) => `${text}{"type":"take","version":1,"x":"${"y".repeat(1024 * 1024)}"}\n`,
      4,
      "it is too long",
    ],
    ["half a line", (text) => text.slice(0, -20), 3, "not JSON"],
    ["a clip of nothing", (text) => text.split("\n").slice(1).join("\n"), 2, "its attempt"],
    [
      "a kind that is a name of every object",
      (text) => `${text}{"type":"__proto__","version":1}\n`,
      4,
      "the record has a value",
    ],
  ])("%s", async (_, change, line, fault) => {
    const { state, render } = createWorld();
    await render(plan);
    const text = change(await exportLedger(state));
    const other = createWorld({ seed: 2 }).state;
    await expect((async () => importLedger(other, text))()).rejects.toMatchObject({
      code: "import_unreadable",
      line,
      message: expect.stringContaining(fault),
    });
    expect(await exportLedger(other)).toBe("");
  });

  it("an attempt that is already recorded here with another request", async () => {
    const { state, render } = createWorld();
    await render(plan);
    const before = await exportLedger(state);
    const text = await withAttempt({ digest: "ab".repeat(32) });
    await expect((async () => importLedger(state, text))()).rejects.toMatchObject({ line: 1 });
    expect(await exportLedger(state)).toBe(before);
  });
});

describe("an exported ledger from a stranger", () => {
  it("lets nothing be paid for again that is paid for here", async () => {
    const { state, render, vendor } = createWorld();
    await render(plan);
    const freed = await withAttempt({ state: { name: "resubmitted", taskId: "task-1" }, updatedAt: 4_000_000_000_000 });
    await importLedger(state, freed);
    expect((await render(plan)).totals).toMatchObject({ cached: 1 });
    expect(vendor.tasks).toHaveLength(1);
  });

  it("may claim any amount within reason as often as it likes: sums stay sums", async () => {
    const { state } = createWorld({ seed: 2 });
    const [first] = await exported();
    const many = Array.from({ length: 20 }, (_, index) => ({
      type: "attempt",
      version: 1,
      attempt: {
        ...(first?.type === "attempt" ? first.attempt : {}),
        id: `claim-${index}`,
        digest: String(index).padStart(64, "0"),
        settled: 1e15,
      },
    }));
    await importLedger(state, many.map((record) => JSON.stringify(record)).join("\n"));
    expect((await state.ledger.spending("storyboard:board")).spent).toEqual([
      { micros: Number.MAX_SAFE_INTEGER, currency: "CNY" },
    ]);
  });
});

describe("a receipt from a stranger", () => {
  it.each([
    ["leads elsewhere", { baseUrl: elsewhere }],
    ["has money that is none", { price: { amount: 1e300, currency: "C" } }],
    ["has an id that is a path", { attempt: "../x" }],
  ])("that %s proves nothing", async (_, change) => {
    const { state, store, render } = createWorld();
    await render(plan);
    const [[name, receipt] = ["", {}]] = [...store.receipts];
    store.receipts.set(name, { ...receipt, ...change });
    const other = createWorld({ seed: 2 });
    expect(await rebuildLedger({ ...other.state, store })).toBe(0);
    expect(await rebuildLedger(state)).toBe(0);
  });
});
