export {
  faultOfLedgerRecord,
  faultOfLockEntry,
  faultOfReview,
  faultOfStoredProvider,
  faultOfStoredUpload,
} from "./state/state-faults.ts";
