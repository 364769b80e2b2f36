import { createHash } from "node:crypto";
import type { ResolvedProvider } from "@shotlist/core";

const markLength = 16;

/**
 * Mark of an account at a vendor: what one key has uploaded, another may not see. A part of a hash, from which nobody gets the key back
 * and by which nobody can use it.
 */
export function accountOf({ realm }: Pick<ResolvedProvider, "realm">, key: string | undefined): string {
  return createHash("sha256")
    .update(`account\n${realm}\n${key ?? ""}`)
    .digest("hex")
    .slice(0, markLength);
}
