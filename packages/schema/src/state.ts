export { faultOfLedgerRecord, faultOfLockEntry, faultOfReview, faultOfStoredProvider } from "./state/state-faults.ts";
