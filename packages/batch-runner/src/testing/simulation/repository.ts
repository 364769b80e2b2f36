import { parseLock } from "../../lock/lock-file.ts";
import { lockOf } from "../../lock/to-lock.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { LockFiles } from "../../ports/lock-files.ts";
import { createMemoryLockFiles } from "../memory-lock-files.ts";
import type { Board } from "./board.ts";
import type { Chance } from "./chance.ts";
import type { Disk } from "./disk.ts";
import type { Faults } from "./faults.ts";
import type { SimulatedProcess } from "./process.ts";
import { withStrangersValues, withTakeTwice } from "./spoilt-lock.ts";

/** What comes along with a repository, and goes from machine to machine: the lock file of the world's storyboard. */
export interface Repository {
  /** Whether lock files are kept in this world. */
  readonly isKept: boolean;
  /** The lock file as a process sees it. */
  filesOf(process: SimulatedProcess, disk: Disk): LockFiles;
  readonly read: () => string | undefined;
  readonly write: (text: string) => void;
  /** Whether the lock file alone says all that the ledger knows to be paid for: then a machine may begin with nothing else. */
  saysAll(ledger: Ledger): Promise<boolean>;
  /** What git, or a stranger, makes of it on the way. */
  readonly travel: () => void;
  /** Whether it ever was spoilt on the way. */
  readonly wasSpoilt: () => boolean;
  /** As git has it. */
  readonly restore: () => void;
}

export const lockName = "board.lock.json";

export function createRepository({
  board: { plan },
  faults,
  chance,
  share,
}: {
  readonly board: Board;
  readonly faults: Faults;
  readonly chance: Chance;
  /** Of a hundred worlds, so many keep lock files. */
  readonly share: number;
}): Repository {
  const files = createMemoryLockFiles();
  const isKept = chance.percent(share);
  /** Before a stranger wrote into it. */
  let committed: string | undefined;
  let isSpoilt = false;
  const read = (): string | undefined => files.files.get(lockName);

  return {
    isKept,
    read,
    write: (text) => void files.files.set(lockName, text),
    filesOf: (process, disk) => ({
      nameOf: (one) => files.nameOf(one),
      read: (one) => process.step(() => files.read(one)),
      write: (one, text) =>
        process.step(async () => {
          disk.write("writing the lock file");
          await files.write(one, text);
        }),
    }),
    async saysAll(ledger) {
      const text = read();
      if (text === undefined || text !== (await lockOf(ledger, plan))) return false;
      const told = new Set(parseLock(text, lockName).entries.map(({ attempt }) => attempt));
      const attempts = await ledger.attempts();
      return attempts.every(({ id, state }) => told.has(id) || state.name === "planned");
    },
    travel() {
      const text = read() ?? "";
      if (faults.strikes("lock file: a stranger's values")) {
        isSpoilt = true;
        committed = text;
        files.files.set(lockName, withStrangersValues(text, chance));
      } else if (faults.strikes("lock file: one take on two lines")) {
        isSpoilt = true;
        files.files.set(lockName, withTakeTwice(text, chance));
      }
    },
    wasSpoilt: () => isSpoilt,
    restore() {
      if (committed !== undefined) files.files.set(lockName, committed);
      committed = undefined;
    },
  };
}
