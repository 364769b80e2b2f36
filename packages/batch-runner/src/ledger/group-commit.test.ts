import { describe, expect, it } from "vitest";
import { createGroupCommit } from "./group-commit.ts";

/** Transactions whose disk is synced by hand. */
function setup(): {
  readonly log: string[];
  readonly commit: ReturnType<typeof createGroupCommit>;
  readonly synced: () => Promise<void>;
  readonly refuse: (error: Error) => Promise<void>;
} {
  const log: string[] = [];
  const syncs: PromiseWithResolvers<void>[] = [];
  const commit = createGroupCommit(
    {
      begin: () => void log.push("begin"),
      commit: () => void log.push("commit"),
      rollback: () => void log.push("rollback"),
      savepoint: () => void log.push("savepoint"),
      keep: () => void log.push("keep"),
      undo: () => void log.push("undo"),
      sync: () => {
        const sync = Promise.withResolvers<void>();
        syncs.push(sync);
        return sync.promise;
      },
    },
    queueMicrotask,
  );
  const settled = async (act: (sync: PromiseWithResolvers<void>) => void): Promise<void> => {
    const sync = syncs.shift();
    if (sync === undefined) throw new Error("nothing waits for the disk");
    act(sync);
    await turn();
  };
  return {
    log,
    commit,
    synced: () => settled((sync) => sync.resolve()),
    refuse: (error) => settled((sync) => sync.reject(error)),
  };
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

describe("a group commit outside the event loop", () => {
  it("answers nobody before the disk has what was written", async () => {
    const { log, commit, synced } = setup();
    const written = commit(() => "one").then((value) => log.push(value));
    await turn();
    expect(log).toEqual(["begin", "commit"]);
    await synced();
    await written;
    expect(log).toEqual(["begin", "commit", "one"]);
  });

  it("makes one transaction of what comes while the disk syncs", async () => {
    const { log, commit, synced } = setup();
    const first = commit(() => 1);
    await turn();
    const rest = Promise.all([commit(() => 2), commit(() => 3)]);
    await turn();
    expect(log).toEqual(["begin", "commit"]);
    await synced();
    expect(await first).toBe(1);
    await synced();
    expect(await rest).toEqual([2, 3]);
    expect(log).toEqual(["begin", "commit", "begin", "commit"]);
  });

  it("rejects everything of a transaction that the disk did not take, and continues", async () => {
    const { commit, refuse, synced } = setup();
    const both = Promise.allSettled([commit(() => 1), commit(() => 2)]);
    await turn();
    await refuse(new Error("the disk fails"));
    expect((await both).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    const next = commit(() => 3);
    await turn();
    await synced();
    expect(await next).toBe(3);
  });

  it("undoes work that throws, and keeps what was asked for at the same time", async () => {
    const { log, commit, synced } = setup();
    const all = Promise.allSettled([
      commit(() => log.push("first")),
      commit(() => {
        throw new Error("no");
      }),
      commit(() => log.push("last")),
    ]);
    await turn();
    await synced();
    expect((await all).map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(log.join(" ")).toBe(
      "begin first rollback begin savepoint first keep savepoint undo savepoint last keep commit",
    );
  });
});
