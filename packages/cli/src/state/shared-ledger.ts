import { usageError } from "../world/errors.ts";
import type { Environment } from "../world/world.ts";

/** Where the ledger of a state folder is, if not in it, and what hands out its work: by folder, for as long as this program runs. */
const shared = new Map<string, SharedLedger>();

interface SharedLedger {
  readonly address: string;
  readonly dispatch: DispatchName;
}

type DispatchName = "rows" | "pg-boss";

/** The variable that says what hands work to workers. */
const dispatchVariable = "SHOTLIST_DISPATCH";

/** The variable that says where a shared ledger is; `--ledger` sets it for one command. */
const ledgerVariable = "SHOTLIST_LEDGER";

/** Remembers the shared ledger of a state folder, as the environment names it. The address may hold a password: nothing prints it. */
export function noteSharedLedger(stateFolder: string, env: Environment): void {
  const address = env[ledgerVariable] ?? "";
  if (address === "") {
    shared.delete(stateFolder);
    return;
  }
  if (!URL.canParse(address) || !/^postgres(?:ql)?:$/u.test(new URL(address).protocol)) {
    throw usageError(
      `--ledger and $${ledgerVariable} take the address of a PostgreSQL database`,
      "For example postgres://user@host/database",
    );
  }
  shared.set(stateFolder, { address, dispatch: dispatchIn(env) });
}

function dispatchIn(env: Environment): DispatchName {
  const name = env[dispatchVariable] ?? "";
  if (name === "" || name === "rows") return "rows";
  if (name === "pg-boss") return name;
  throw usageError(`$${dispatchVariable} takes rows or pg-boss; got ${JSON.stringify(name)}`);
}

/** What hands the work of a shared ledger to workers. */
export function dispatchOf(stateFolder: string): DispatchName {
  return shared.get(stateFolder)?.dispatch ?? "rows";
}

/** The address of the shared ledger of a state folder; `undefined` where its ledger is a file in it. */
export function sharedLedgerOf(stateFolder: string): string | undefined {
  return shared.get(stateFolder)?.address;
}

/** Refuses what would need to have a shared ledger to itself. */
export function refuseSharedLedger(stateFolder: string, what: string): void {
  if (sharedLedgerOf(stateFolder) === undefined) return;
  throw usageError(`${what} cannot be used with a shared ledger`, "Other machines may be using it at this moment");
}
