import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSharedNotices, type Clock, type Notice } from "@shotlist/batch-runner";
import { createMockServer } from "@shotlist/mock-server";
import { execa } from "execa";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { root } from "../../src/sources.ts";
import { freePort, startCluster, type Cluster } from "./cluster.ts";

const launcher = join(root, "packages/cli/bin/shotlist.js");
/** Nobody would ask about its tasks for a day. */
const storyboard = (name: string): string => `shotlist: 1
name: ${name}
provider: ark
providers: { ark: { pollEvery: 24h, concurrency: 4, requestsPerMinute: 60000, deadline: 48h } }
defaults: { model: doubao-seedance-1-5-pro-251215, duration: 5 }
matrix: { n: [1, 2, 3, 4, 5, 6] }
shots:
  - { id: shot, prompt: "${name} \${{ matrix.n }}" }
`;

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster.stop());

test("one receiver serves two runs on a shared ledger, and prints no address of it", async () => {
  const folder = await mkdtemp(join(tmpdir(), "shotlist-webhooks-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const vendor = await createMockServer({ format: "ark", speed: 60 });
  onTestFinished(() => vendor.close());
  const ledger = cluster.database("webhooks");
  const port = String(await freePort());
  const start = (...words: readonly string[]) => {
    const child = execa(process.execPath, [launcher, ...words], {
      cwd: folder,
      reject: false,
      env: { SHOTLIST_LEDGER: ledger, ARK_API_KEY: "a-key" },
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    return child;
  };
  const receiver = start("webhooks", "--port", port, "--json");
  await expect
    .poll(() =>
      fetch(`http://127.0.0.1:${port}`).then(
        ({ status }) => status,
        () => 0,
      ),
    )
    .toBe(405);
  const runs = await Promise.all(
    ["one", "two"].map(async (name) => {
      await writeFile(join(folder, `${name}.yaml`), storyboard(name));
      const words = ["--base-url", vendor.url, "--webhook-url", `http://127.0.0.1:${port}`, "--json"];
      return start("render", `${name}.yaml`, "--state", join(folder, name), ...words);
    }),
  );
  for (const { exitCode, stdout, stderr } of runs) {
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(JSON.parse(stdout)).toMatchObject({ totals: { succeeded: 6 } });
  }
  receiver.kill("SIGTERM");
  const { stdout, stderr } = await receiver;
  expect(JSON.parse(stdout)).toEqual({ url: `http://127.0.0.1:${port}` });
  expect(stdout + stderr).not.toContain("postgres");
  expect(vendor.webhooks.every(({ outcome }) => outcome === 204)).toBe(true);
});

/** Waits for no time at all. */
const impatient: Clock = { now: () => 0, sleep: () => new Promise((resolve) => void setImmediate(resolve)) };

test("notices reach whoever listens, again after the server has come back, and nothing else does", async () => {
  const address = cluster.database("notices");
  await using teller = await openSharedNotices({ address, clock: impatient });
  await using listener = await openSharedNotices({ address, clock: impatient });
  const heard: Notice[] = [];
  const stop = listener.subscribe((notice) => heard.push(notice));
  const one = { format: "ark", taskId: "cgt-1", isOpen: false };
  await teller.tell({ ...one, taskId: "x".repeat(9000) });
  await teller.tell(one);
  await expect.poll(() => heard).toEqual([one]);
  stop();
  await teller.tell(one);
  const next: Notice[] = [];
  listener.subscribe((notice) => next.push(notice));
  cluster.sql("notices", `SELECT pg_notify('shotlist_notices', '{"format": 7}')`);
  cluster.sql("notices", `SELECT pg_notify('shotlist_notices', 'cgt-1')`);
  await cluster.crash();
  await expect
    .poll(async () => {
      await teller.tell({ ...one, taskId: "cgt-2" });
      return next.at(-1);
    })
    .toEqual({ ...one, taskId: "cgt-2" });
  expect(heard).toEqual([one]);
});
