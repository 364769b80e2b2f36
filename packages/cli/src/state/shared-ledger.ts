import { usageError } from "../world/errors.ts";
import type { Environment } from "../world/world.ts";

/** Where the ledger of a state folder is, if not in it: by folder, for as long as this program runs. */
const addresses = new Map<string, string>();

/** The variable that says where a shared ledger is; `--ledger` sets it for one command. */
const ledgerVariable = "SHOTLIST_LEDGER";

/** Remembers the shared ledger of a state folder, as the environment names it. The address may hold a password: nothing prints it. */
export function noteSharedLedger(stateFolder: string, env: Environment): void {
  const address = env[ledgerVariable] ?? "";
  if (address === "") {
    addresses.delete(stateFolder);
    return;
  }
  if (!URL.canParse(address) || !/^postgres(?:ql)?:$/u.test(new URL(address).protocol)) {
    throw usageError(
      `--ledger and $${ledgerVariable} take the address of a PostgreSQL database`,
      "For example postgres://user@host/database",
    );
  }
  addresses.set(stateFolder, address);
}

/** The address of the shared ledger of a state folder; `undefined` where its ledger is a file in it. */
export function sharedLedgerOf(stateFolder: string): string | undefined {
  return addresses.get(stateFolder);
}

/** Refuses what would need to have a shared ledger to itself. */
export function refuseSharedLedger(stateFolder: string, what: string): void {
  if (sharedLedgerOf(stateFolder) === undefined) return;
  throw usageError(`${what} cannot be used with a shared ledger`, "Other machines may be using it at this moment");
}
