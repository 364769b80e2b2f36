import { createHash } from "node:crypto";
import { containers, type Container } from "../container/judgement.ts";
import { ClipDamagedError } from "../failures/clip-errors.ts";
import type { ClipKind, ClipStore, StoredClip } from "../ports/clip-store.ts";
import { checkedHash } from "../store/names.ts";
import type { Bucket } from "./bucket.ts";
import { nameOf } from "./names.ts";

interface Found extends StoredClip {
  readonly name: string;
}

interface Fetching {
  /** What clips are stored in that are in the bucket alone. */
  readonly seen: Map<string, Container>;
  /** Where a stored thing is in the bucket: one question for one that is an MP4. */
  readonly lookFor: (sha256: string, kind: ClipKind) => Promise<Found | undefined>;
  /** Fetches what this machine does not have. Throws `ClipDamagedError` where the bucket's bytes are not those of the name. */
  readonly need: (sha256: string, kind: ClipKind) => Promise<void>;
}

/** Fetches what this machine needs from the bucket, once. */
export function createFetching({ disk, bucket }: { readonly disk: ClipStore; readonly bucket: Bucket }): Fetching {
  const seen = new Map<string, Container>();
  const onTheirWay = new Map<string, Promise<void>>();

  async function lookFor(sha256: string, kind: ClipKind): Promise<Found | undefined> {
    for (const ending of kind === "frame" ? (["png"] as const) : containers) {
      const name = nameOf(sha256, ending);
      const found = await bucket.look(name);
      if (found === undefined) continue;
      if (ending !== "png") seen.set(sha256, ending);
      return { name, sha256, bytes: found.bytes };
    }
    return undefined;
  }

  async function bring(key: string, { name, sha256, bytes }: Found): Promise<void> {
    const writer = await disk.openPartial(key, { append: false });
    const hash = createHash("sha256");
    try {
      for await (const chunk of bucket.fetch(name, bytes)) {
        hash.update(chunk);
        await writer.write(Uint8Array.from(chunk));
      }
    } finally {
      await writer.close();
    }
    if (hash.digest("hex") !== sha256) throw new ClipDamagedError(sha256);
  }

  async function fetchTo(key: string, sha256: string, kind: ClipKind): Promise<void> {
    const found = await lookFor(sha256, kind);
    if (found === undefined) return;
    try {
      await bring(key, found);
    } catch (error) {
      await disk.discard(key);
      throw error;
    }
    await disk.commit(key, kind, { container: seen.get(sha256) ?? "mp4" });
  }

  return {
    seen,
    lookFor,
    async need(sha256, kind) {
      if ((await disk.find(sha256, kind)) !== undefined) return;
      const key = `bucket-${process.pid}-${kind}-${checkedHash(sha256)}`;
      const fetching = onTheirWay.get(key) ?? fetchTo(key, sha256, kind).finally(() => onTheirWay.delete(key));
      onTheirWay.set(key, fetching);
      await fetching;
    },
  };
}
