import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startCluster, type Cluster } from "../postgres/cluster.ts";
import { openStudio, render, renderWords, type Studio } from "../postgres/studio.ts";
import { startBucketServer, type BucketServer } from "./server.ts";

const takes = 6;
const token = "canary-token";
let cluster: Cluster;
let server: BucketServer;

beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster.stop());
beforeAll(async () => {
  server = await startBucketServer();
});
afterAll(() => server.end());

/** A studio whose machines have nothing in common but the ledger and the bucket, in which each test has a place of its own. */
async function createStudio(): Promise<Studio> {
  const studio = await openStudio(cluster, { takes });
  const place = `s3://clips/${studio.database}`;
  return studio.within({ ...server.env, SHOTLIST_CLIPS: place, AWS_SESSION_TOKEN: token });
}

/** Every file of a kind below a folder, and what is in it. */
function filesBelow(folder: string, ending: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).filter((path) => path.endsWith(ending));
  return new Map(paths.map((path) => [path.slice(folder.length), readFileSync(path, "latin1")]));
}

describe("two machines with one ledger and one bucket", () => {
  test("have the same clips, and the second one asks the vendor for nothing", async () => {
    const studio = await createStudio();
    const first = await render(studio, "a");
    expect(first).toMatchObject({ exitCode: 0 });
    const asked = studio.vendor.requests.length;
    const second = await render(studio, "b");
    expect(second).toMatchObject({ exitCode: 0 });
    expect(JSON.parse(second.stdout).totals).toMatchObject({ takes, failed: 0, left: 0 });
    expect(studio.vendor.requests).toHaveLength(asked);
    const clips = filesBelow(join(studio.folder, "clips-a"), ".mp4");
    expect(clips.size).toBe(takes);
    expect(filesBelow(join(studio.folder, "clips-b"), ".mp4")).toEqual(clips);
  });

  test("write no key anywhere", async () => {
    const studio = await createStudio();
    const texts = [];
    for (const machine of ["a", "b"]) {
      const { stdout, stderr } = await studio.start(
        machine,
        ...renderWords(studio, machine),
        "--events",
        `${machine}.jsonl`,
      );
      texts.push(stdout, stderr);
    }
    const keys = { AWS_ACCESS_KEY_ID: "canary-id", AWS_SECRET_ACCESS_KEY: "canary-secret", AWS_SESSION_TOKEN: token };
    const refused = await render(studio.within({ ...server.env, ...keys }), "c");
    expect(refused.exitCode).not.toBe(0);
    expect(refused.stdout + refused.stderr).toContain("The bucket refused access");
    texts.push(refused.stdout, refused.stderr, ...filesBelow(studio.folder, "").values());
    for (const text of texts) expect(text).not.toMatch(/canary|S3RVER|AWS4-HMAC/u);
  });

  test("fetch a clip from the vendor again where the bucket has damaged it, and pay for nothing", async () => {
    const studio = await createStudio();
    await render(studio, "a");
    const own = server.names().find((name) => name.startsWith(studio.database) && name.endsWith(".mp4")) ?? "";
    server.overwrite(own, "rotten");
    const second = await render(studio, "b");
    expect(second.exitCode).toBe(0);
    expect(studio.vendor.tasks).toHaveLength(takes);
    expect(filesBelow(join(studio.folder, "clips-b"), ".mp4")).toEqual(
      filesBelow(join(studio.folder, "clips-a"), ".mp4"),
    );
    const third = await render(studio, "c");
    expect(third.exitCode).toBe(0);
    expect(studio.vendor.tasks).toHaveLength(takes);
  });

  test("submit nothing while the bucket cannot be reached, and lose nothing where it fails later", async () => {
    const studio = await createStudio();
    await server.stop();
    const early = await render(studio, "a");
    expect(early.exitCode).not.toBe(0);
    expect(early.stdout + early.stderr).toContain("The bucket cannot be reached");
    expect(studio.vendor.tasks).toHaveLength(0);
    await server.start();
    const cut = render(studio, "a");
    await expect.poll(() => studio.vendor.tasks.length).toBeGreaterThan(0);
    await server.stop();
    const ended = await cut;
    await server.start();
    expect(ended.exitCode).not.toBe(0);
    const again = await render(studio, "a");
    expect(again).toMatchObject({ exitCode: 0 });
    const asked = studio.vendor.requests.length;
    const other = await render(studio, "b");
    expect(other.exitCode).toBe(0);
    expect(studio.vendor.tasks).toHaveLength(takes);
    expect(studio.vendor.requests).toHaveLength(asked);
    expect(filesBelow(join(studio.folder, "clips-b"), ".mp4").size).toBe(takes);
  });
});
