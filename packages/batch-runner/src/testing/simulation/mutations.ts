import type { FormatSupport } from "../../format-support.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { Transport } from "../../ports/transport.ts";
import type { FamilyName } from "./families.ts";

/** A safeguard taken out of the runner, at the ports it works through. */
export interface Mutation {
  readonly name: string;
  /** Worlds in which it should be missed. */
  readonly family: FamilyName;
  readonly ledger?: (ledger: Ledger) => Ledger;
  readonly transport?: (transport: Transport) => Transport;
  readonly formats?: (format: string) => FormatSupport;
  readonly syncs?: boolean;
}
