import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startCluster, type Cluster } from "./cluster.ts";
import { mostAtOnce } from "./most-at-once.ts";
import { concurrency, openStudio, render, takes, type Child, type Studio } from "./studio.ts";

const pgBoss = { SHOTLIST_DISPATCH: "pg-boss" };

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster.stop());

function detach(studio: Studio, ...words: readonly string[]): Child {
  return studio.start("desk", "render", "board.yaml", "--base-url", studio.vendor.url, "--detach", ...words);
}

function work(studio: Studio, machine: string, ...words: readonly string[]): Child {
  return studio.start(machine, "worker", "--out", `clips-${machine}`, "--json", ...words);
}

interface Work {
  readonly ok: boolean;
  readonly takes: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly handedBack: number;
}

async function endOf(child: Child): Promise<Work & { readonly exitCode: number | undefined }> {
  const { stdout, stderr, exitCode } = await child;
  if (stdout === "") throw new Error(stderr);
  return { ...JSON.parse(stdout), exitCode };
}

/** What the ledger has in the end. */
function openParts({ database }: Studio): number {
  return Number(cluster.sql(database, "SELECT count(*) FROM shotlist_local.order_parts WHERE ended_at IS NULL"));
}

interface Status {
  readonly takes: readonly { readonly state: string }[];
}

interface Totals {
  readonly takes: number;
  readonly cached: number;
  readonly succeeded: number;
  readonly uncertain: number;
}

async function totalsOf(studio: Studio): Promise<Totals> {
  const { stdout } = await render(studio, "desk");
  return JSON.parse(stdout).totals;
}

describe("a render that is handed to workers", () => {
  test("is carried out by two of them: each take is paid for once, within one limit", async () => {
    const studio = await openStudio(cluster);
    const handed = await detach(studio, "--json");
    expect({ exitCode: handed.exitCode, stderr: handed.exitCode === 0 ? "" : handed.stderr }).toEqual({
      exitCode: 0,
      stderr: "",
    });
    expect(JSON.parse(handed.stdout)).toMatchObject({ ok: true, orders: [{ realm: "local", takes }] });
    expect(studio.vendor.tasks).toHaveLength(0);
    const ends = await Promise.all(["a", "b"].map((machine) => endOf(work(studio, machine, "--until-empty"))));
    expect(ends).toMatchObject([
      { ok: true, exitCode: 0, handedBack: 0 },
      { ok: true, exitCode: 0, handedBack: 0 },
    ]);
    expect(ends.reduce((sum, end) => sum + end.takes, 0)).toBe(takes);
    expect(studio.vendor.tasks).toHaveLength(takes);
    expect(mostAtOnce(studio.vendor)).toBeLessThanOrEqual(concurrency);
    expect(openParts(studio)).toBe(0);
  });

  test.each([
    ["rows of the ledger hand out", {}],
    ["pg-boss hands out", pgBoss],
  ])(
    "is finished by others when a worker is killed whose work %s: nothing is paid twice, and everything ends",
    async (_name, dispatch) => {
      const studio = (await openStudio(cluster)).within(dispatch);
      await detach(studio);
      const killed = work(studio, "a");
      await expect.poll(() => studio.vendor.tasks.length).toBeGreaterThanOrEqual(8);
      killed.kill("SIGKILL");
      await killed;
      await Promise.all(["b", "c"].map((machine) => endOf(work(studio, machine, "--until-empty"))));
      expect(openParts(studio)).toBe(0);
      expect(studio.vendor.tasks.length).toBeLessThanOrEqual(takes);
      const { cached, succeeded, uncertain } = await totalsOf(studio);
      // Whatever the killed one was sending is a person's to decide; everything else is there.
      expect(cached + succeeded + uncertain).toBe(takes);
      expect(uncertain).toBeLessThanOrEqual(concurrency);
      expect(studio.vendor.tasks.length).toBeGreaterThanOrEqual(cached + succeeded);
    },
  );

  test("goes on at once elsewhere when a worker is asked to stop", async () => {
    const studio = await openStudio(cluster);
    await detach(studio);
    const stopped = work(studio, "a");
    await expect.poll(() => studio.vendor.tasks.length).toBeGreaterThanOrEqual(8);
    stopped.kill("SIGTERM");
    const end = await endOf(stopped);
    expect(end).toMatchObject({ exitCode: 0 });
    expect(end.handedBack).toBeGreaterThan(0);
    const held = cluster.sql(studio.database, "SELECT count(*) FROM shotlist_local.jobs WHERE token IS NOT NULL");
    expect(Number(held)).toBe(0);
    expect(await endOf(work(studio, "b", "--until-empty"))).toMatchObject({ ok: true, exitCode: 0 });
    expect(studio.vendor.tasks).toHaveLength(takes);
    expect(await totalsOf(studio)).toMatchObject({ takes, uncertain: 0 });
  });
});

test("status --watch follows workers from another machine until everything has ended, though one of them stays", async () => {
  const studio = await openStudio(cluster);
  await detach(studio);
  const watched = studio.start("desk", "status", "--watch", "--json");
  const idle = work(studio, "a");
  const { exitCode, stdout, stderr } = await watched;
  idle.kill("SIGTERM");
  await idle;
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  const documents: readonly Status[] = stdout.split("\n").map((line) => JSON.parse(line));
  expect(documents.length).toBeGreaterThan(1);
  expect(documents.at(-1)?.takes.map(({ state }) => state)).toEqual(Array.from({ length: takes }, () => "downloaded"));
  expect(openParts(studio)).toBe(0);
});

test("workers that pg-boss serves find what was handed over before, when rows served them", async () => {
  const studio = await openStudio(cluster);
  await detach(studio);
  expect(await endOf(work(studio.within(pgBoss), "a", "--until-empty"))).toMatchObject({ ok: true, takes });
  expect(studio.vendor.tasks).toHaveLength(takes);
});
