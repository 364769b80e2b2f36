import { assertOptions } from "@shotlist/schema";
import type { RecordOptions } from "./record-options.ts";

/** Throws a `TypeError` for options that a recorder does not have: a misspelt `maxTasks` would limit nothing. */
export function checkRecordOptions(options: RecordOptions & { readonly port?: number }): void {
  assertOptions<RecordOptions & { readonly port?: number }>("The recorder", options, {
    format: "text",
    baseUrl: "text",
    live: "flag",
    fetch: "function",
    now: "function",
    maxEntries: "number",
    maxTasks: "number",
    onEntry: "function",
    port: "number",
  });
}
