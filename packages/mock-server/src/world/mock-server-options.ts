import type { ClipRenderer } from "../clips/clip-cache.ts";
import type { ClockMode } from "../clock/clock.ts";
import type { Scenario } from "../faults/scenario.ts";
import type { ProgressRule } from "./choose-progress.ts";
import type { Progress } from "../tasks/task-plan.ts";

export interface MockServerOptions {
  /** Formats to serve, each below `/<format>`; all by default. */
  readonly formats?: readonly string[];
  /** The one format to serve at the root as well. By default the root serves every path that a single format owns. */
  readonly format?: string;
  /**
   * The edition of the formats to play, such as `2026-07`, where they have it; by default a body is accepted that any edition
   * accepts. `ended` plays vendors that have ended their API: no more tasks are taken.
   */
  readonly edition?: string;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** `127.0.0.1` by default. */
  readonly host?: string;
  /** Allows a host that other machines can reach. */
  readonly allowRemote?: boolean;
  /**
   * Host names to answer to beyond those of this machine and the one it listens on. Where other machines may call, addresses and
   * names without a dot need no entry.
   */
  readonly allowHosts?: readonly string[];
  /** Same seed and same requests: same ids, seeds, durations and bytes. */
  readonly seed?: string | number;
  /** `scaled` by default. */
  readonly clock?: ClockMode;
  /** Virtual seconds in one real second, for a scaled clock; 60 by default. */
  readonly speed?: number;
  /**
   * Whether a scaled clock waits while this process is busy: for a client in the same process that follows `server.clock`, whose
   * deadlines would pass otherwise while answers wait to be read. No by default.
   */
  readonly waitsForLoop?: boolean;
  /** Virtual time at the start, in milliseconds since the Unix epoch. */
  readonly startAtMs?: number;
  /**
   * How tasks move on: all alike, or by the first rule that matches. In virtual time, within 30 to 90 seconds, by default.
   * A submit with the header `x-mock-progress` decides for its own task.
   */
  readonly progress?: Progress | readonly ProgressRule[];
  /** Keys to accept. Without it, any key passes that has neither "wrong" nor "invalid" in it. */
  readonly keys?: readonly string[];
  /** Also refuses what a vendor accepts but a careful client would not send. */
  readonly strict?: boolean;
  /** Faults and when they apply; none by default. */
  readonly scenario?: Scenario;
  /** Answers polls in another shape in which real answers were seen: format to variant, such as `{ toapis: "…" }`. */
  readonly variants?: Readonly<Record<string, string>>;
  /** Tasks to remember; 10,000 by default. The oldest falls out first. */
  readonly taskLimit?: number;
  /** Requests that the journal holds; 1,000 by default. */
  readonly journalLimit?: number;
  /** Makes clips; the built-in renderer by default. */
  readonly renderClip?: ClipRenderer;
  /**
   * Which pages may call the server from a browser: those of this machine by default, any (`true`) or none (`false`).
   */
  readonly cors?: boolean;
  /** Where events go that a vendor sends to one address of the account, such as `video.completed`; nowhere by default. */
  readonly webhookUrl?: string;
  /** Scopes to keep; 1,000 by default. The one that was used least recently is dropped first. */
  readonly scopeLimit?: number;
}
