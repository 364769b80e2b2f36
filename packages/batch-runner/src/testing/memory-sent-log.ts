import type { SentLog } from "../ledger/sent-log.ts";

/** A log of what was sent that outlives ledgers in memory. */
export function createMemorySentLog(id: string): SentLog {
  let lines = Buffer.from(`${JSON.stringify({ type: "sent", version: 1, id })}\n`);
  return {
    id,
    size: () => lines.length,
    readFrom: (offset) => lines.toString("utf8", offset),
    add: async (text) => {
      lines = Buffer.concat([lines, Buffer.from(text)]);
    },
    close: () => undefined,
  };
}
