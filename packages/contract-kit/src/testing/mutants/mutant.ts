import type { FormatId } from "@shotlist/schema";
import type { Fetch } from "../../call/target.ts";

/** An endpoint that is right but for one deviation. */
export interface Mutant {
  /** Unique within the format. */
  readonly id: string;
  readonly format: FormatId;
  /** What it does wrong, as a sentence without a subject. */
  readonly deviation: string;
  readonly origin: "derived from a rule" | "by hand";
  /** Rules, or patterns of rules, of which a report must name at least one. */
  readonly namedAs: readonly (string | RegExp)[];
  /** Cases that are enough to catch it; all of them when absent. */
  readonly cases?: readonly string[];
  readonly wrap: (inner: Fetch) => Fetch;
}
