/** Largest amount of money. Larger ones are typing mistakes, and their sums would not be exact. */
export const maximumAmount = 1_000_000_000;

/** An amount, or one for each resolution. */
export type Rate = number | ReadonlyMap<string, number>;

/** What a provider charges, as its configuration says. */
export interface Price {
  readonly currency: string;
  readonly perSecond?: Rate;
  readonly perMillionTokens?: Rate;
  /** With a video among the references; `perMillionTokens` where absent. */
  readonly perMillionTokensWithVideo?: Rate;
  readonly perClip?: Rate;
}

/** A price that a vendor publishes, where no price is configured. */
export interface ListPrice {
  readonly per: "clip" | "second" | "million_tokens";
  readonly amount: number;
  readonly currency: string;
  /** Its source, and the day of the source. */
  readonly source: string;
  readonly asOf: string;
}
