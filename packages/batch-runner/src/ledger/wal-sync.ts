import { closeSync, fdatasync, openSync } from "node:fs";
import { promisify } from "node:util";

const syncFile = promisify(fdatasync);

/** Brings what is committed to the disk, outside the event loop. */
export interface WalSync {
  /** Resolves once every commit made before the call is on the disk. After one failure it fails for good. */
  sync(): Promise<void>;
  close(): void;
}

/**
 * The one sync by which `synchronous=FULL` goes beyond `NORMAL`, of the write-ahead log after a commit, made in a thread
 * of its own: the loop continues while the disk works. See docs/decisions/0320.
 */
export function createWalSync(ledgerFile: string): WalSync {
  let opened: number | undefined;
  let failure: { readonly error: unknown } | undefined;
  return {
    async sync() {
      // A system may drop what it could not write and call the next sync good: after a failure nothing is believed.
      if (failure !== undefined) throw failure.error;
      try {
        // The log keeps its file for as long as a connection is open. Some systems sync only what may be written.
        opened ??= openSync(`${ledgerFile}-wal`, "r+");
        await syncFile(opened);
      } catch (error) {
        failure = { error };
        throw error;
      }
    },
    close() {
      if (opened !== undefined) closeSync(opened);
      opened = undefined;
    },
  };
}
