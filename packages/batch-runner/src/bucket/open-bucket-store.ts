import type { RealmClass } from "@shotlist/core";
import type { ClipStore } from "../ports/clip-store.ts";
import type { Clock } from "../ports/clock.ts";
import type { Transport } from "../ports/transport.ts";
import { createBucket } from "./bucket.ts";
import { createBucketClipStore } from "./bucket-clip-store.ts";
import type { BucketPlace } from "./bucket-place.ts";
import { createSignedRequests } from "./signed-requests.ts";

interface OpenBucketStoreOptions {
  readonly disk: ClipStore;
  readonly folder: string;
  readonly place: BucketPlace;
  readonly realmClass: RealmClass;
  readonly clock: Clock;
  readonly transport: Transport;
}

/** Each kind of money has a place of its own in the bucket, as it has a folder of its own on a disk. */
export async function openBucketStore(
  options: OpenBucketStoreOptions,
): Promise<{ readonly store: ClipStore; readonly close: () => Promise<void> }> {
  const { disk, folder, realmClass, transport, clock } = options;
  const place = { ...options.place, prefix: `${options.place.prefix}${realmClass}/` };
  const bucket = createBucket(await createSignedRequests({ place, transport, clock }), place);
  return { store: createBucketClipStore({ disk, folder, bucket }), close: bucket.close };
}
