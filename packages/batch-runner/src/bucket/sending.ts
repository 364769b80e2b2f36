import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { containers } from "../container/judgement.ts";
import { mediaTypes } from "../container/right-ending.ts";
import { StorageError } from "../failures/storage-error.ts";
import type { ClipStore } from "../ports/clip-store.ts";
import { absentAsUndefined } from "../store/files.ts";
import type { Bucket } from "./bucket.ts";
import { receiptName } from "./names.ts";
import { createOutbox } from "./outbox.ts";

interface Sending {
  /** Sends a file of the store now, or else with everything that waits. */
  readonly share: (name: string) => Promise<void>;
  /** Throws where something still cannot be sent. */
  readonly sendWaiting: () => Promise<void>;
}

interface SendingOptions {
  readonly disk: ClipStore;
  readonly folder: string;
  readonly bucket: Bucket;
}

/** Sends what this machine has to the bucket. */
export function createSending({ disk, folder, bucket }: SendingOptions): Sending {
  const outbox = createOutbox(join(folder, "outbox"));
  let isAway = false;

  /** A receipt is a file of its own in a bucket, where nothing can be appended to. */
  async function bytesOf(name: string): Promise<Uint8Array | undefined> {
    const [, sha256 = "", attemptId] = receiptName.exec(name) ?? [];
    if (attemptId === undefined) return absentAsUndefined(() => readFile(join(folder, name)));
    const receipt = await disk.readReceipt(sha256, attemptId);
    return receipt === undefined ? undefined : Buffer.from(JSON.stringify(receipt));
  }

  async function send(name: string): Promise<void> {
    const bytes = await bytesOf(name);
    if (bytes !== undefined) await bucket.put(name, bytes, mediaTypeOf(name));
    await outbox.done(name);
  }

  return {
    async share(name) {
      await outbox.add(name);
      if (isAway) return;
      await send(name).catch((error: unknown) => {
        if (!(error instanceof StorageError)) throw error;
        isAway = true;
      });
    },
    async sendWaiting() {
      for (const name of await outbox.waiting()) await send(name);
      isAway = false;
    },
  };
}

function mediaTypeOf(name: string): string {
  const ending = name.slice(name.lastIndexOf(".") + 1);
  const container = containers.find((known) => known === ending);
  if (container !== undefined) return mediaTypes[container];
  return ending === "png" ? "image/png" : "application/json";
}
