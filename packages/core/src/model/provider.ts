import type { FormatFacts, FormatRef } from "@shotlist/schema";
import type { ResolvedProvider } from "./plan.ts";
import type { Price } from "./price.ts";

/** A provider with what only compiling needs. */
export interface CompiledProvider {
  readonly resolved: ResolvedProvider;
  /** The format in the edition that requests are checked against. */
  readonly edition: FormatRef;
  readonly facts: FormatFacts;
  readonly price?: Price;
  /** A built-in provider at its vendor's own host, where the vendor's list prices hold. */
  readonly atVendor: boolean;
  /** Another base URL than the configured one, as it was given. */
  readonly override?: string;
}

/** The providers of a storyboard by name: the built-in ones, and those it adds. */
export type Providers = ReadonlyMap<string, CompiledProvider>;
