import {
  accessSync,
  chmodSync,
  constants,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RealmClass } from "@shotlist/batch-runner";

/** A state folder that can be opened. */
export interface Readable extends Disposable {
  readonly stateFolder: string;
}

/**
 * The state folder itself, or for a look at one that cannot be written to, a temporary copy of its ledger with links to its
 * clips: SQLite writes next to a ledger even when it only reads.
 */
export function openReadable(
  stateFolder: string,
  realmClass: RealmClass,
  { isWritable = mayWrite }: { readonly isWritable?: (folder: string) => boolean } = {},
): Readable {
  const folder = join(stateFolder, realmClass);
  if (isWritable(folder)) return { stateFolder, [Symbol.dispose]: () => undefined };
  const copy = mkdtempSync(join(tmpdir(), "shotlist-look-"));
  mkdirSync(join(copy, realmClass));
  for (const name of readdirSync(folder)) {
    const [from, to] = [join(folder, name), join(copy, realmClass, name)];
    if (!name.startsWith("ledger.")) {
      symlinkSync(from, to);
      continue;
    }
    copyFileSync(from, to);
    chmodSync(to, 0o600); // a copy of what is read-only is read-only too
  }
  return { stateFolder: copy, [Symbol.dispose]: () => rmSync(copy, { recursive: true, force: true }) };
}

function mayWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
