import type { Provenance } from "./provenance.ts";

/** A code with which a vendor says that an account has no money left, whatever the HTTP status. */
interface EmptyAccountCode {
  readonly code: string;
  readonly provenance: Provenance;
}

const openai: Provenance = { grade: "public", source: "OpenAI: error codes" };
const ark: Provenance = { grade: "public", source: "Ark: error codes" };
const relay: Provenance = { grade: "public", source: "new-api: errors" };
const assumed: Provenance = { grade: "assumed" };

/** OpenAI and Ark give the first of them with 429, where a rate limit is to be expected. */
const emptyAccountCodes: readonly EmptyAccountCode[] = [
  { code: "insufficient_quota", provenance: openai },
  { code: "billing_hard_limit_reached", provenance: openai },
  { code: "billing_not_active", provenance: openai },
  { code: "billing_limit_user_error", provenance: openai },
  { code: "SetLimitExceeded", provenance: ark },
  { code: "QuotaExceeded", provenance: ark },
  { code: "AccountOverdueError", provenance: ark },
  { code: "insufficient_user_quota", provenance: relay },
  { code: "pre_consume_token_quota_failed", provenance: relay },
  { code: "exceeded_current_quota_error", provenance: assumed },
  { code: "insufficient_balance", provenance: assumed },
  { code: "insufficient_credits", provenance: assumed },
  { code: "balance_not_enough", provenance: assumed },
  { code: "quota_exceeded", provenance: assumed },
  { code: "account_overdue", provenance: assumed },
  { code: "arrearage", provenance: assumed },
];

const known = new Set(emptyAccountCodes.map(({ code }) => spelled(code)));

/** Whether a code of an error says that the account is empty, or has reached the limit that its owner has set. */
export function saysEmptyAccount(code: string | undefined): boolean {
  if (code === undefined) return false;
  // Ark adds what is exceeded after a full stop; other billing codes are kin by their first word.
  const [first = ""] = code.split(".");
  return known.has(spelled(code)) || known.has(spelled(first)) || /^billing[_-]/iu.test(code.trim());
}

function spelled(code: string): string {
  return code.toLowerCase().replaceAll(/[\s_-]+/gu, "");
}
