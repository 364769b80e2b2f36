import type { FormatId, JsonValue } from "@shotlist/schema";
import type { DraftForm, WithoutDraft } from "./draft.ts";
import type { ListPrice } from "./price.ts";
import type { ResolvedShot } from "./shot.ts";
import type { TakeId } from "./take-id.ts";

/** Where money is real: nothing of one realm is ever used for another. */
export type Realm = "mock" | `local:${string}` | `live:${string}`;

/** Hash of what is requested, `sha256` in hex. Each digest is paid for once. */
export type Digest = string;

/** A request as it goes over the wire, without base URL and headers. */
export interface WireRequest {
  readonly method: "GET" | "POST" | "DELETE";
  /** Absolute path with query, such as `/api/v3/contents/generations/tasks`. */
  readonly path: string;
  readonly body?: JsonValue;
}

/** Money of one currency. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** The expected cost of a take; `unknown` without a price. `listPrice` is the vendor's, where none is configured. */
export type Estimate =
  | { readonly kind: "exact"; readonly amount: number; readonly currency: string; readonly listPrice?: ListPrice }
  | {
      readonly kind: "range";
      readonly min: number;
      readonly max: number;
      readonly currency: string;
      readonly listPrice?: ListPrice;
    }
  | { readonly kind: "unknown" };

/** A place in a storyboard. Line and column count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** How an earlier release read a take. */
export interface FormerReading {
  readonly id: TakeId;
  readonly asked: ResolvedShot;
}

/** One wanted clip. */
export interface PlannedTake {
  readonly storyboard: string;
  readonly realm: Realm;
  readonly id: TakeId;
  /** The id, safe as a file name on every system. */
  readonly slug: string;
  readonly shot: string;
  readonly variant: { readonly [name: string]: string | number | boolean };
  readonly take: number;
  /** Name of the provider in `Plan.providers`. */
  readonly provider: string;
  readonly format: FormatId;
  readonly model: string;
  readonly digest: Digest;
  readonly dependsOn: readonly TakeId[];
  /** The shot as it is resolved for this take: what is asked for. */
  readonly asked: ResolvedShot;
  /** With placeholders for what exists only at submit; see `Bindings`. */
  readonly request: WireRequest;
  readonly estimate: Estimate;
  /** Path of the clip below the output folder, with `/`. */
  readonly output: string;
  readonly place: Place;
  /** The place of each authored field of the shot, by its storyboard path (`prompt`, `references.images[0]`). */
  readonly fields: { readonly [field: string]: Place & { readonly path: string } };
  /**
   * Absent where every release reads the take alike. What was paid for under a former reading counts as paid for: see `readAs`.
   * Computed each time it is looked at.
   */
  readonly former?: readonly FormerReading[];
}

/** An amount, or one for each resolution. */
export type PriceRate = number | { readonly [resolution: string]: number };

/** What a provider charges, as its configuration says. The first matching rate is used: per clip, per second, per token. */
export interface ProviderPrice {
  readonly currency: string;
  readonly perClip?: PriceRate;
  readonly perSecond?: PriceRate;
  readonly perMillionTokens?: PriceRate;
}

/** A configured endpoint with every default filled in. */
export interface ResolvedProvider {
  readonly name: string;
  readonly format: FormatId;
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly realm: Realm;
  readonly apiKeyEnv: string;
  /** Tasks in flight. */
  readonly concurrency: number;
  readonly requestsPerMinute?: number;
  readonly submitsPerMinute?: number;
  readonly pollsPerMinute?: number;
  readonly pollEveryMs: number;
  readonly deadlineMs: number;
  /** Whether tasks may be listed to find a lost submit. */
  readonly list: boolean;
  /** Set where local files are uploaded: what one costs, if anything, and how long its address is used where that is configured. */
  readonly uploads?: { readonly price?: Money; readonly lifeMs?: number };
  readonly caps?: { readonly perDay?: Money; readonly total?: Money };
  readonly price?: ProviderPrice;
}

/** Subtitles of a film in one language. */
export interface FilmSubtitles {
  /** Language tag as written. */
  readonly language: string;
  /** Relative to the storyboard's folder, with `/`. */
  readonly file: string;
  /** Whether the texts become part of the picture. */
  readonly burn: boolean;
}

/** A film of the clips of one variant. It costs nothing and is not part of a digest. */
export interface PlannedFilm {
  /** The values that its takes share. */
  readonly variant: PlannedTake["variant"];
  /** The variant, safe as a file name on every system; `film` where there is only one. */
  readonly slug: string;
  /** In the order of the film. */
  readonly takes: readonly TakeId[];
  readonly sound: "keep" | "none" | { readonly file: string };
  /** LUFS. */
  readonly loudness?: number;
  readonly subtitles: readonly FilmSubtitles[];
  readonly posterSeconds?: number;
  readonly size?: { readonly width: number; readonly height: number };
  /** Pictures a second. */
  readonly rate?: number;
}

/** The result of compiling a storyboard: plain data that depends only on the input. */
export interface Plan {
  readonly version: 1;
  readonly storyboard: string;
  /** The storyboard's file as given. */
  readonly file: string;
  /** Folder of the clips, relative to the storyboard's folder. */
  readonly outputDir: string;
  /** Places of the storyboard's settings for outputs, if it has any. */
  readonly outputPlaces?: { readonly dir?: Place; readonly file?: Place };
  readonly providers: readonly ResolvedProvider[];
  /** In dependency order. */
  readonly takes: readonly PlannedTake[];
  readonly budget?: Money;
  /** Where the storyboard has `cut:`. */
  readonly films?: readonly PlannedFilm[];
  /** Set where the takes are the drafts of a storyboard; the plan has the name and the folder of the drafts then. */
  readonly drafts?: Drafts;
}

/** Additional data of a plan of drafts. */
export interface Drafts {
  /** Name of the storyboard. */
  readonly of: string;
  readonly forms: { readonly [take: TakeId]: DraftForm };
  /** Takes that have no draft. */
  readonly without: readonly WithoutDraft[];
}
