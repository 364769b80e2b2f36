import type { Level, Provenance } from "@shotlist/schema";

/** One difference between an endpoint and its format. */
export interface Finding {
  /** What was departed from: `task.response: succeeded-has-video`, `error bad_key: status`, `lifecycle: terminal-is-final`. */
  readonly rule: string;
  readonly level: Level;
  /** JSON pointer into the answer, or into the request where the verdict on it was wrong; empty for the whole. */
  readonly path: string;
  /** What was seen, without secrets. */
  readonly seen: string;
  /** What is allowed. */
  readonly allowed: string;
  readonly message: string;
  readonly provenance: Provenance;
}
