import type { Mutation } from "../mutation.ts";

/** What keeps one ledger whole: its lock, and what other ledgers and lock files bring. */
export const ledgerMutations: readonly Mutation[] = [
  {
    name: "the lock is taken from whoever holds it",
    family: "processes",
    ledger: (ledger) => ({
      ...ledger,
      acquire: (holder, options) => ledger.acquire(holder, { ...options, isGone: () => true }),
    }),
  },
  {
    name: "there is no lock: two runs write under one fence",
    family: "processes",
    ledger: (ledger) => ({
      ...ledger,
      acquire: async (holder, options) => {
        const acquired = await ledger.acquire(holder, options);
        return acquired.acquired ? acquired : { acquired: true, fence: 1 };
      },
    }),
  },
  {
    name: "a person's decision puts a living run out",
    family: "persons",
    ledger: (ledger) => ({
      ...ledger,
      acquire: (holder, options) =>
        ledger.acquire(holder, holder.runId === "decision" ? { ...options, isGone: () => true } : options),
    }),
  },
  {
    name: "an imported ledger is taken as it is",
    family: "persons",
    checksImports: false,
  },
  {
    name: "a lock file is taken as it is",
    family: "repositories",
    checksLocks: false,
  },
  {
    name: "of a take that a lock file has twice the last line counts",
    family: "repositories",
    lockFiles: (files) => ({
      ...files,
      read: async (plan) => {
        const text = await files.read(plan);
        return text === undefined ? undefined : JSON.stringify(JSON.parse(text));
      },
    }),
  },
  {
    name: "a lock file is not read",
    family: "repositories",
    lockFiles: (files) => ({ ...files, read: () => Promise.resolve(undefined) }),
  },
  {
    name: "what was sent is kept in the ledger alone, and the ledger is restored from a backup",
    family: "crashes",
    keepsSent: false,
  },
  {
    name: "receipts count for nothing where the ledger is older",
    family: "crashes",
    readsReceipts: false,
  },
];
