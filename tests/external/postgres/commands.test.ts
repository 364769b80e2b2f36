import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { startCluster, type Cluster } from "./cluster.ts";
import { openStudio, render, renderWords, type Child, type Studio } from "./studio.ts";

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster.stop());

const board = { takes: 6, concurrency: 6 };

/** What a command that must succeed has said. */
async function documentOf<Document>(child: Child): Promise<Document> {
  const { exitCode, stderr, stdout } = await child;
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  return JSON.parse(stdout);
}

interface Report {
  readonly takes: readonly { readonly id: string; readonly status: string }[];
}

async function exported(child: Child): Promise<string> {
  return (await child).stdout;
}

async function statusesOf(child: Child): Promise<readonly string[]> {
  const report: Report = JSON.parse((await child).stdout);
  return report.takes.map(({ status }) => status).toSorted();
}

/** So many takes with each status, as `statusesOf` says it. */
function statuses(counts: Readonly<Record<string, number>>): readonly string[] {
  return Object.entries(counts).flatMap(([status, count]) => Array.from({ length: count }, () => status));
}

interface Undecided {
  readonly undecided: readonly { readonly takes: readonly string[] }[];
}

async function undecidedOn(studio: Studio, machine: string): Promise<readonly string[]> {
  const { undecided } = await documentOf<Undecided>(studio.start(machine, "resolve", "--list", "--json"));
  return undecided.flatMap(({ takes }) => takes);
}

describe("from a machine that rendered nothing", () => {
  test("resolve decides what another machine was sending, for every machine", async () => {
    const studio = await openStudio(cluster, {
      ...board,
      scenario: { rules: [{ fault: "cut_after_accepting", match: { operation: "submit", nth: [2, 4, 6] } }] },
    });
    expect(await statusesOf(render(studio, "a"))).toEqual([
      "succeeded",
      "succeeded",
      "succeeded",
      "uncertain",
      "uncertain",
      "uncertain",
    ]);
    const [adopted = "", resubmitted = "", abandoned = ""] = await undecidedOn(studio, "b");
    const paid = studio.vendor.tasks.map(({ id }) => id);
    const known = cluster
      .sql(studio.database, "SELECT task_id FROM shotlist_local.attempts WHERE task_id IS NOT NULL")
      .split("\n");
    const lost = paid.find((id) => !known.includes(id)) ?? "";
    await documentOf(studio.start("b", "resolve", adopted, "--adopt", lost, "--json"));
    await documentOf(studio.start("c", "resolve", resubmitted, "--resubmit", "--yes", "--json"));
    await documentOf(studio.start("d", "resolve", abandoned, "--abandon", "--json"));
    expect(await undecidedOn(studio, "a")).toEqual([]);
    expect(await statusesOf(render(studio, "e"))).toEqual([
      "cached",
      "cached",
      "cached",
      "cancelled",
      "succeeded",
      "succeeded",
    ]);
    expect(studio.vendor.tasks).toHaveLength(paid.length + 1);
  });
  test("retry lets any machine submit again what failed, once", async () => {
    const studio = await openStudio(cluster, {
      ...board,
      scenario: { rules: [{ fault: "invalid_request", match: { operation: "submit", nth: [2, 5] } }] },
    });
    expect(await statusesOf(render(studio, "a"))).toEqual(statuses({ failed: 2, succeeded: 4 }));
    // Without it, nobody does.
    expect(await statusesOf(render(studio, "b"))).toEqual(statuses({ cached: 4, failed: 2 }));
    const { takes } = await documentOf<{ readonly takes: readonly string[] }>(
      studio.start("c", "retry", "--failed", "--yes", "--json"),
    );
    expect(takes).toHaveLength(2);
    const both = await Promise.all(["a", "b"].map((machine) => statusesOf(render(studio, machine))));
    for (const ends of both) expect(ends.filter((status) => status === "failed")).toEqual([]);
    expect(studio.vendor.tasks).toHaveLength(6);
  });

  test("cancel stops what waits at the vendor for another machine, which then ends", async () => {
    const studio = await openStudio(cluster, { ...board, speed: 0.001 });
    const rendering = render(studio, "a");
    await expect.poll(() => studio.vendor.tasks.length).toBe(6);
    await expect
      .poll(() =>
        cluster.sql(studio.database, "SELECT count(*) FROM shotlist_local.attempts WHERE task_id IS NOT NULL"),
      )
      .toBe("6");
    const { tasks } = await documentOf<{ readonly tasks: readonly unknown[] }>(
      studio.start("b", "cancel", "board.yaml", "--json"),
    );
    expect(tasks).toHaveLength(6);
    expect(await statusesOf(rendering)).toEqual(statuses({ cancelled: 6 }));
  });

  test("status, plan, report and approve see what other machines have made, also while they render", async () => {
    const studio = await openStudio(cluster, board);
    const plan = ["plan", "board.yaml", "--base-url", studio.vendor.url, "--json"];
    const rendering = render(studio, "a");
    await expect.poll(() => studio.vendor.tasks.length).toBe(6);
    const seen = await documentOf<Report>(studio.start("b", "status", "--json"));
    expect(seen.takes.length).toBeGreaterThan(0);
    await rendering;
    const { takes } = await documentOf<{ readonly takes: readonly { readonly state: string }[] }>(
      studio.start("b", "status", "--json"),
    );
    expect(takes.map(({ state }) => state)).toEqual(statuses({ downloaded: 6 }));
    const planned = await documentOf<{ readonly takes: readonly { readonly action: string }[] }>(
      studio.start("a", ...plan),
    );
    expect(planned.takes.map(({ action }) => action)).toEqual(statuses({ cached: 6 }));
    const elsewhere = await documentOf<typeof planned>(studio.start("b", ...plan));
    // A render there fetches them, and pays for nothing.
    expect(elsewhere.takes.map(({ action }) => action)).toEqual(statuses({ missing: 6 }));
    await documentOf(studio.start("c", "approve", "board/*", "--json"));
    const { exitCode } = await studio.start("a", "report", "board.yaml", "--out", "page.html");
    expect(exitCode).toBe(0);
    expect((await readFile(join(studio.folder, "page.html"), "utf8")).match(/[0-9a-f]{64}\.mp4/gu)).toHaveLength(6);
    expect(studio.vendor.tasks).toHaveLength(6);
  });
});

describe("a ledger that moves", () => {
  test("from a file to a server and back loses nothing, and nothing is rendered again", async () => {
    const studio = await openStudio(cluster, {
      ...board,
      scenario: {
        rules: [
          { fault: "cut_after_accepting", match: { operation: "submit", nth: [2] } },
          { fault: "invalid_request", match: { operation: "submit", nth: [4] } },
        ],
      },
    });
    const ends = statuses({ failed: 1, succeeded: 4, uncertain: 1 });
    expect(await statusesOf(studio.startAlone("a", ...renderWords(studio, "a")))).toEqual(ends);
    const later = statuses({ cached: 4, failed: 1, uncertain: 1 });
    const words = ["ledger", "export", "--realm", "local"];
    const before = await exported(studio.startAlone("a", ...words));
    await studio.startAlone("a", ...words, "--out", "one.jsonl");
    await documentOf(studio.start("a", "ledger", "import", "one.jsonl", "--json"));
    expect(await exported(studio.start("a", ...words))).toBe(before);
    const moved: Report = JSON.parse((await render(studio, "a")).stdout);
    expect(moved.takes.map(({ status }) => status).toSorted()).toEqual(later);
    const good = moved.takes.find(({ status }) => status === "cached")?.id ?? "";
    await documentOf(studio.start("b", "approve", good, "--json"));
    const after = await exported(studio.start("b", ...words));
    await studio.start("b", ...words, "--out", "two.jsonl");
    await documentOf(studio.startAlone("c", "ledger", "import", "two.jsonl", "--json"));
    expect(await exported(studio.startAlone("c", ...words))).toBe(after);
    // Where it came from learns what happened meanwhile.
    await documentOf(studio.startAlone("a", "ledger", "import", "two.jsonl", "--json"));
    expect(await exported(studio.startAlone("a", ...words))).toBe(after);
    expect(await statusesOf(studio.startAlone("a", ...renderWords(studio, "a")))).toEqual(later);
    expect(await statusesOf(studio.startAlone("c", ...renderWords(studio, "c")))).toEqual(later);
    expect(studio.vendor.tasks).toHaveLength(5);
  });
});
