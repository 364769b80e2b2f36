import type { Fact, Provenance } from "./provenance.ts";

export type MediaKind = "image" | "video" | "audio";
/** How a medium may be handed over: a public URL, a `data:` URI, a bare Base64 string, or `asset://id`. */
export type MediaForm = "url" | "data" | "base64" | "asset";
export type Role = "first_frame" | "last_frame" | "reference_image" | "reference_video" | "reference_audio";

/** What one role takes: in which forms, and at most how many. */
export interface RoleFacts {
  readonly forms: readonly MediaForm[];
  readonly max: number;
  /** Total length in seconds that all media of this role may have. */
  readonly maxTotalSeconds?: number;
  readonly provenance: Provenance;
}

/** Width and height in pixels, by resolution and ratio. */
export interface RatioPixels {
  readonly [resolution: string]: { readonly [ratio: string]: readonly [number, number] };
}

/** What a draft is held to, and what it uses of the tokens that a clip of its size would use. */
export interface DraftTerms {
  readonly resolution: string;
  readonly returnLastFrame: boolean;
  readonly serviceTiers: readonly string[];
  /** Resolutions that the final clip of a draft may have, the usual one first; any of the model's where nothing is said. */
  readonly finalResolutions?: readonly string[];
  readonly tokenFactor: { readonly silent: number; readonly withAudio: number };
}

/** A part of a shot that the final clip of a draft may take over from it. */
export type DraftPart = "model" | "prompt" | "references" | "duration" | "ratio" | "audio" | "seed" | "cameraFixed";

/** What a model offers at this format. A property that is absent is not offered. */
export interface ModelFacts {
  readonly id: string;
  readonly provenance: Provenance;
  /** Clip length in seconds; with `step`, only min, min + step and so on. */
  readonly duration: Fact<{
    readonly min: number;
    readonly max: number;
    readonly integer: boolean;
    readonly step?: number;
  }>;
  readonly frames?: Fact<{
    readonly min: number;
    readonly max: number;
    readonly step: number;
    readonly offset: number;
  }>;
  readonly resolutions: Fact<readonly string[]>;
  readonly ratios: Fact<readonly string[]>;
  readonly roles: { readonly [role in Role]?: RoleFacts };
  readonly audio?: Fact<boolean>;
  /** Set where the model's id alone decides about sound, whatever a request asks for. */
  readonly audioFixed?: Fact<boolean>;
  readonly seed?: Fact<{ readonly min: number; readonly max: number }>;
  readonly watermark?: Fact<boolean>;
  readonly returnLastFrame?: Fact<boolean>;
  readonly draft?: Fact<boolean>;
  readonly draftTerms?: Fact<DraftTerms>;
  readonly draftOf?: Fact<boolean>;
  /** What the final clip of a draft takes over from it, so that the request does not say it again. */
  readonly draftReuses?: Fact<readonly DraftPart[]>;
  readonly serviceTiers?: Fact<readonly string[]>;
  /** Whether the model may choose the length itself. */
  readonly autoDuration?: Fact<boolean>;
  /** Whether a sound may be the only reference. */
  readonly soundAlone?: Fact<boolean>;
  /** The most references of all kinds together. */
  readonly referencesInAll?: Fact<number>;
  /** Ratios that a task with a first frame may have, where they are fewer. */
  readonly frameRatios?: Fact<readonly string[]>;
  /** Ratios that a task of wording only may have, where they are fewer. */
  readonly textRatios?: Fact<readonly string[]>;
  /** Containers of the clip, the usual one first. */
  readonly outputFormats?: Fact<readonly string[]>;
  /** What a request may ask for: a new clip, a changed one, a longer one. */
  readonly operations?: Fact<readonly ("generate" | "edit" | "extend")[]>;
  readonly webSearch?: Fact<boolean>;
  readonly priority?: Fact<{ readonly min: number; readonly max: number }>;
  readonly cameraFixed?: Fact<boolean>;
  /** How long a draft can be turned into its final clip, in seconds. */
  readonly draftLifeSeconds?: Fact<number>;
  /** Time in seconds after which the vendor may expire the task. */
  readonly expiresAfter?: Fact<{ readonly min: number; readonly max: number }>;
  /** Sizes of this model where they differ from the format's. */
  readonly ratioPixels?: Fact<RatioPixels>;
  /** The day on which the vendor ends or has ended the model. */
  readonly endsOn?: Fact<string>;
  /** Ids under which an answer may name this model. */
  readonly aliases?: readonly string[];
}
