import type { FormatRef } from "@shotlist/schema";
import type { TraceEntry } from "../trace/trace.ts";

export interface RecordOptions {
  readonly format: FormatRef;
  /** Where the format's paths begin. Calls that go elsewhere are made and not kept. */
  readonly baseUrl: string;
  /** Allows an endpoint beyond this machine, over https: what the client submits there may bill. */
  readonly live?: boolean;
  /** Sends requests; the platform's own by default. */
  readonly fetch?: typeof globalThis.fetch;
  /** Milliseconds since the Unix epoch; the machine's own time by default. */
  readonly now?: () => number;
  /** Calls that are kept; 10,000 by default. Later ones are made and not kept. */
  readonly maxEntries?: number;
  /** Submits that are handed on; without a limit on this machine, 10 beyond it, where they may bill. Later ones are refused here. */
  readonly maxTasks?: number;
  /** Called with each call that is kept, before its client has the answer. A call for which it throws is not kept. */
  readonly onEntry?: (entry: TraceEntry) => void;
}
