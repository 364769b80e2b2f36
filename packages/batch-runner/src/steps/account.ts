import { createHash } from "node:crypto";
import type { ResolvedProvider } from "@shotlist/core";

const markLength = 16;

/**
 * Mark of an account at a vendor: what one key has uploaded, another may not see. One host may have several vendors, as the mock has. A
 * part of a hash, from which nobody gets the key back and by which nobody can use it.
 */
export function accountOf(
  { format, baseUrl }: Pick<ResolvedProvider, "format" | "baseUrl">,
  key: string | undefined,
): string {
  const account = JSON.stringify(["account", format, baseUrl, key ?? ""]);
  return createHash("sha256").update(account).digest("hex").slice(0, markLength);
}
