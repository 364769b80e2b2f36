import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BucketPlace } from "../../../packages/batch-runner/src/bucket/bucket-place.ts";
import { root } from "../../src/sources.ts";

/** s3rver as it is used here. It is installed next to the workspace, from tests/s3, and has no types. */
interface S3Server {
  readonly run: () => Promise<{ readonly port: number }>;
  readonly close: () => Promise<void>;
}
type NewS3Server = new (options: Readonly<Record<string, unknown>>) => S3Server;

/** A server of buckets, whose only user is the one that s3rver knows. */
export interface BucketServer {
  readonly place: BucketPlace;
  /** What the program reads to find it. */
  readonly env: Readonly<Record<string, string>>;
  /** The names of all objects. */
  readonly names: () => readonly string[];
  /** Changes what the server has, as a failing disk would. */
  readonly overwrite: (name: string, text: string) => void;
  readonly stop: () => Promise<void>;
  /** Starts it again, with what it had. */
  readonly start: () => Promise<void>;
  /** Stops it for good. */
  readonly end: () => Promise<void>;
}

const objectEnding = "._S3rver_object";

export async function startBucketServer(): Promise<BucketServer> {
  const NewServer: NewS3Server = createRequire(import.meta.url)(join(root, "tests/s3/node_modules/s3rver"));
  const directory = mkdtempSync(join(tmpdir(), "shotlist-s3-"));
  const settings = { address: "127.0.0.1", silent: true, directory, configureBuckets: [{ name: "clips" }] };
  let server = new NewServer({ ...settings, port: 0 });
  const { port } = await server.run();
  const endpoint = `http://127.0.0.1:${port}`;
  const keys = { accessKeyId: "S3RVER", secretAccessKey: "S3RVER" };
  return {
    place: { name: "clips", url: `${endpoint}/clips`, prefix: "", region: "us-east-1", ...keys },
    env: {
      SHOTLIST_CLIPS: "s3://clips/films",
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: keys.accessKeyId,
      AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    },
    names: () =>
      readdirSync(join(directory, "clips"), { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(objectEnding))
        .map((name) => name.slice(0, -objectEnding.length)),
    overwrite: (name, text) => writeFileSync(join(directory, "clips", `${name}${objectEnding}`), text),
    stop: () => server.close(),
    async start() {
      server = new NewServer({ ...settings, port });
      await server.run();
    },
    async end() {
      await server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
