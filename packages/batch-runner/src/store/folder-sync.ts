import { closeSync, openSync } from "node:fs";
import { syncOpened } from "./files.ts";

/** Makes the names in folders durable; what is asked for within one turn of the event loop costs one sync a folder. */
export interface FolderSync {
  /** Resolves once every name given in `folder` before the call is on the disk. */
  sync(folder: string): Promise<void>;
}

export function createFolderSync(): FolderSync {
  const waiting = new Map<string, Promise<void>>();
  return {
    sync(folder) {
      // Windows cannot sync a folder, and does not need it.
      if (process.platform === "win32") return Promise.resolve();
      const begun = waiting.get(folder);
      if (begun !== undefined) return begun;
      const turn = new Promise((resolve) => setImmediate(resolve)).then(() => {
        // From here on it may be too late for a name that is given now.
        waiting.delete(folder);
        return syncFolder(folder);
      });
      waiting.set(folder, turn);
      return turn;
    },
  };
}

async function syncFolder(folder: string): Promise<void> {
  const file = openSync(folder, "r");
  try {
    await syncOpened(file);
  } finally {
    closeSync(file);
  }
}
