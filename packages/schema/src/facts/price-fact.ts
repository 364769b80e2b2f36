import type { Provenance } from "./provenance.ts";

/** A published price. Money is a decimal in the given currency. */
export interface PriceFact {
  readonly models: readonly string[];
  readonly resolutions?: readonly string[];
  /** Only with, or only without, a sound track; absent where both cost the same. */
  readonly audio?: boolean;
  /** Service tiers that cost this much; absent where all do. */
  readonly serviceTiers?: readonly string[];
  readonly per: "second" | "million_tokens" | "clip";
  readonly amount: number;
  /** The amount when a video is among the references. */
  readonly amountWithVideo?: number;
  /** What among the media brings `amountWithVideo`: a video, unless any medium does. */
  readonly lowerWith?: "video" | "any_media";
  readonly currency: string;
  readonly asOf: string;
  /** The day on which the price ends or has ended. */
  readonly endsOn?: string;
  readonly provenance: Provenance;
}
