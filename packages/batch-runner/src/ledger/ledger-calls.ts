import type { Ledger } from "./ledger.ts";

export type LedgerCallName = Exclude<keyof Ledger, "close" | "shared">;

/** A call of the `Ledger` port as it is decided, before anybody waits for the disk. */
export type LedgerCall<Name extends LedgerCallName> = (
  ...values: Parameters<Ledger[Name]>
) => Awaited<ReturnType<Ledger[Name]>>;

/** A call that answers, or keeps, something else than single entries of the books: each kind of ledger has its own way. */
export type WholeCallName =
  | "attempts"
  | "currentOf"
  | "takes"
  | "versionsIn"
  | "uploads"
  | "records"
  | "recall"
  | "remember";

/** A call about single entries, which is decided alike whatever the ledger is made of. */
export type DecisionName = Exclude<LedgerCallName, WholeCallName>;

export type LedgerCalls = { readonly [Name in LedgerCallName]: LedgerCall<Name> };

/** What each call does to the ledger: it reads, or it writes, with the name of what a disk that refuses has prevented. */
export const ledgerCalls: Readonly<Record<LedgerCallName, "reads" | { readonly writes: string }>> = {
  acquire: { writes: "taking the ledger's lock" },
  beat: { writes: "keeping the ledger's lock" },
  release: { writes: "releasing the ledger's lock" },
  holder: "reads",
  newestFence: "reads",
  admit: { writes: "reserving money" },
  claim: { writes: "recording an attempt" },
  leave: { writes: "recording an attempt" },
  advance: { writes: "recording an attempt" },
  join: { writes: "recording a take" },
  want: { writes: "recording a take" },
  addVersion: { writes: "recording a clip" },
  choose: { writes: "choosing a version" },
  review: { writes: "recording a review" },
  beginUpload: { writes: "reserving money" },
  endUpload: { writes: "recording an upload" },
  remember: { writes: "recording what was learned" },
  current: "reads",
  currentOf: "reads",
  attempt: "reads",
  attemptOfTask: "reads",
  attempts: "reads",
  take: "reads",
  takes: "reads",
  versions: "reads",
  versionsIn: "reads",
  reviewOf: "reads",
  uploads: "reads",
  spending: "reads",
  recall: "reads",
  records: "reads",
  importRecords: { writes: "importing a ledger" },
};
