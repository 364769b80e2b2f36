import { openOrders, type Orders, type RealmClass, type State } from "@shotlist/batch-runner";
import { withState } from "./existing-states.ts";
import { dispatchOf, sharedLedgerOf } from "./shared-ledger.ts";

/** Hands the shared ledger of one kind of money to `use`, with the orders next to it. */
export function withOrders<Value>(
  stateFolder: string,
  realmClass: RealmClass,
  use: (state: State, orders: Orders) => Promise<Value>,
): Promise<Value> {
  const address = addressOf(stateFolder);
  return withState(stateFolder, realmClass, async (state) => {
    const orders = openOrders({ address, realmClass, dispatch: dispatchOf(stateFolder) });
    try {
      return await use(state, orders);
    } finally {
      await orders.close();
    }
  });
}

/** How many parts of orders next to a shared ledger have not ended, whatever hands them out. */
export async function countOpenParts(stateFolder: string, realmClass: RealmClass): Promise<number> {
  const orders = openOrders({ address: addressOf(stateFolder), realmClass, dispatch: "rows" });
  try {
    return (await orders.counts()).open;
  } finally {
    await orders.close();
  }
}

function addressOf(stateFolder: string): string {
  const address = sharedLedgerOf(stateFolder);
  if (address === undefined) throw new Error("only a shared ledger has orders");
  return address;
}
