import type { MessageSchema } from "../src/rules/message-schema.ts";
import { compileValidators } from "./compile-validators.ts";

/** Writes the validators of what is kept of paid work, ledger records and lock entries: file name → text. */
export function generateState(record: MessageSchema): ReadonlyMap<string, string> {
  const { code, declarations } = compileValidators(
    {
      record,
      lockEntry: { $ref: "record#/$defs/locked" },
      review: { $ref: "record#/$defs/review" },
      provider: { $ref: "record#/$defs/provider" },
      upload: { $ref: "record#/$defs/upload" },
    },
    { firstOnly: true },
  );
  return new Map([
    ["validators.js", code],
    ["validators.d.ts", declarations],
  ]);
}
