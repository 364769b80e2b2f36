export { faultOfLedgerRecord, faultOfLockEntry, faultOfStoredProvider } from "./state/state-faults.ts";
