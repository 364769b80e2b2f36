import { factsOf, formatIds } from "./formats.ts";

/** Spellings that relays of any format are assumed to use, since no document names them. */
const assumedCodes = [
  "exceeded_current_quota_error",
  "insufficient_balance",
  "insufficient_credits",
  "balance_not_enough",
  "quota_exceeded",
  "account_overdue",
  "arrearage",
];

/** A relay passes its upstream's codes on, so the codes of every format count at each. */
const documentedCodes = (): readonly string[] =>
  formatIds.flatMap((format) => factsOf(format).emptyAccountCodes?.value ?? []);

/** Whether an error code means that the account is empty, or has reached its owner's limit. */
export function saysEmptyAccount(code: string | undefined): boolean {
  if (code === undefined) return false;
  // Ark adds what is exceeded after a full stop; other billing codes are kin by their first word.
  const [first = ""] = code.split(".");
  const known = new Set([...documentedCodes(), ...assumedCodes].map(spelled));
  return known.has(spelled(code)) || known.has(spelled(first)) || /^billing[_-]/iu.test(code.trim());
}

function spelled(code: string): string {
  return code.toLowerCase().replaceAll(/[\s_-]+/gu, "");
}
