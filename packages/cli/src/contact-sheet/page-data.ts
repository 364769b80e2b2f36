/** What the page of clips is made of, as JSON inside of it. Types alone: the page's own program reads it too. */

/** One clip of a take. */
export interface PageVersion {
  /** Counts the versions of the take, from 1. */
  readonly number: number;
  readonly sha256: string;
  /** What a `video` element plays: a path, an address, or the bytes as `data:`. */
  readonly source: string;
  readonly width?: number;
  readonly height?: number;
  readonly seconds?: number;
  /** As a person reads it, such as `1.2 MB`. */
  readonly size: string;
  readonly verdict?: "approved" | "rejected";
  readonly note?: string;
}

/** Where a take is, for the filter. */
export type PageStatus = "rendered" | "changed" | "not rendered" | "in progress" | "failed" | "undecided";

/** One take. */
export interface PageTake {
  readonly realm: "live" | "local" | "mock";
  readonly storyboard: string;
  readonly id: string;
  readonly variant: { readonly [axis: string]: string };
  readonly ratio?: string;
  readonly provider?: string;
  readonly model?: string;
  readonly status: PageStatus;
  /** The status in words, with the reason of a failure. */
  readonly state: string;
  readonly cost?: string;
  readonly prompt?: string;
  /** The number of the version that counts: the chosen one, else the newest. */
  readonly counts?: number;
  readonly isChosen: boolean;
  /** Oldest first. */
  readonly versions: readonly PageVersion[];
}

/** The whole page. */
export interface PageData {
  readonly title: string;
  /** Such as `4 takes, 3 clips. 12.00 CNY spent.` */
  readonly summary: string;
  /** Tells sheets of different projects apart where a browser keeps what is not written yet. */
  readonly id: string;
  /** Options that commands need to find the same ledger, ready for a shell. */
  readonly stateOptions: string;
  /** Whether a server takes the decisions. */
  readonly isServed: boolean;
  readonly takes: readonly PageTake[];
}

/** What a person decided of a take. */
export interface Decision {
  readonly realm: "live" | "local" | "mock";
  /** `storyboard/take`. */
  readonly take: string;
  /** The version that was looked at. */
  readonly version: number;
  readonly sha256: string;
  /** Whether that version is to count. */
  readonly use?: true;
  readonly verdict?: "approved" | "rejected";
  readonly note?: string;
}

/** Decisions as they leave the page. */
export interface DecisionsDocument {
  readonly decisions: 1;
  readonly of: readonly Decision[];
}

/** What became of a decision. */
export interface DecisionResult {
  readonly take: string;
  readonly ok: boolean;
  /** Why not; `code` is that of the error. */
  readonly code?: string;
  readonly message?: string;
}
