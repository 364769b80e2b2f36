import type { JsonValue } from "./json.ts";
import type { Provenance } from "./provenance.ts";

/** What a task can be, whatever the vendor calls it. The last four are terminal. */
export type CanonicalStatus = "queued" | "running" | "succeeded" | "failed" | "expired" | "cancelled";

/** A value with its source. */
export interface Fact<Value> {
  readonly value: Value;
  readonly provenance: Provenance;
}

export type OperationName = "submit" | "poll" | "list" | "cancel" | "models" | "content" | "lookup";

/** One documented call. `{id}` in the path stands for the task id. */
export interface Operation {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  readonly provenance: Provenance;
}

/** One wire status word. */
export interface WireStatus {
  readonly word: string;
  readonly canonical: CanonicalStatus;
  readonly provenance: Provenance;
}

/** One step that a task's wire status may take. */
export interface LifecycleEdge {
  readonly from: string;
  readonly to: string;
  readonly provenance: Provenance;
}

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
  /** Ratios that a task of words alone may have, where they are fewer. */
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

/** What an endpoint does with one field of a request, for some models: one row of a table of models and fields. */
export interface CellFact {
  /** Name of a field of the request; `content[ROLE]` stands for a medium of that role. */
  readonly field: string;
  /** A value that shows it. */
  readonly sample: JsonValue;
  readonly accepted: readonly string[];
  /** Models for which the field must be empty, by the rule that says so. */
  readonly refused: readonly {
    readonly models: readonly string[];
    readonly rule: string;
    readonly provenance: Provenance;
  }[];
  readonly provenance: Provenance;
}

/** When an endpoint gives a documented error. */
export type ErrorOccasion =
  | "bad_key"
  | "no_key"
  | "invalid_request"
  | "malformed_json"
  | "too_large"
  | "unknown_model"
  | "unknown_task"
  | "unknown_path"
  | "no_balance"
  | "forbidden"
  | "content_policy"
  | "rate_limited"
  | "cannot_cancel"
  | "server_error"
  | "overloaded";

/** One documented error answer; how the envelope looks is in `error.response.schema.json`. */
export interface ErrorFact {
  readonly occasion: ErrorOccasion;
  readonly httpStatus: number;
  readonly code: string | number;
  readonly type?: string;
  readonly message: string;
  readonly provenance: Provenance;
}

/** An answer to a submit that proves no task was created, beyond 4xx other than 408 and 429. */
export interface NotCreatedFact {
  readonly httpStatus: number;
  readonly code?: string;
  readonly provenance: Provenance;
}

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

/** A document or public source that was read. */
export interface Source {
  /** Its address, or what it is where it has none. */
  readonly place: string;
  /** Year, month or day of the version that was read, as exactly as it is known; of the reading where it has no date. */
  readonly asOf: string;
}

/** Sources by name. */
export interface Sources {
  readonly [source: string]: Source;
}

/**
 * A format as one version of its documents states it. Rules and facts say with `since` and `until` (`x-since` and
 * `x-until` in a schema) in which editions they hold.
 */
export interface Edition {
  /** Year and month, such as `2026-07`: editions are in the order of their ids. */
  readonly id: string;
  /** The document that decides in this edition. */
  readonly document: string;
  readonly provenance: Provenance;
  /** Facts that differ from those of the edition before. */
  readonly changes?: EditionChanges;
}

/**
 * Another endpoint at which a vendor offers a format: a built-in provider with a host, keys and model ids of its own.
 */
export interface Site {
  /** Name of the built-in provider. */
  readonly id: string;
  readonly title: string;
  readonly baseUrl: Fact<string>;
  readonly apiKeyEnv: string;
  readonly models: readonly ModelFacts[];
  readonly prices: readonly PriceFact[];
  readonly provenance: Provenance;
}

/** What may differ between two editions of a format. */
export type EditionChanges = Partial<
  Omit<FormatFacts, "id" | "order" | "title" | "document" | "sources" | "apiKeyEnv" | "edition" | "editions" | "sites">
>;

/** How a form says what a JSON body says: the key under which a file goes, by the field that holds it. */
export interface FormTerms {
  readonly files: { readonly [field: string]: string };
}

/** A call about a clip beyond the operations that every format may have. */
export type FurtherCallName = "remix" | "edit" | "extend" | "createCharacter" | "getCharacter";

/** One such call. `{id}` in the path stands for the id of the task, or of the character. */
export interface FurtherCall {
  readonly name: FurtherCallName;
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly provenance: Provenance;
}

/** Why a task may fail after it was accepted, in the words of its answer. */
export interface TaskFailureFact {
  /** Absent where the format gives no code. */
  readonly code?: string;
  readonly message: string;
  readonly provenance: Provenance;
}

/** Everything that is known of a wire format besides the shape of its messages. */
export interface FormatFacts {
  readonly id: string;
  /** Place among the formats, in the order of their documents. */
  readonly order: number;
  readonly title: string;
  /** The document that decides, such as `seed 003`. */
  readonly document: string;
  /** Further endpoints of the vendor, each a provider of its own. */
  readonly sites?: readonly Site[];
  /** The edition that these facts are of, where the format has several. */
  readonly edition?: string;
  /** Editions of the document, oldest first; a format without any has one, without a name. */
  readonly editions?: readonly Edition[];
  /** Every source that a statement about the format names, in its facts, its schemas, its fixtures and its cases. */
  readonly sources: Sources;
  readonly baseUrl: Fact<string>;
  /** The day on which the vendor ends or has ended this API at `baseUrl`; the format may live on elsewhere. */
  readonly endsOn?: Fact<string>;
  readonly apiKeyEnv: string;
  readonly operations: { readonly [name in OperationName]?: Operation };
  readonly statuses: readonly WireStatus[];
  readonly lifecycle: readonly LifecycleEdge[];
  readonly models: readonly ModelFacts[];
  /** Whether a model id outside `models` may exist: the service decides, the catalogue advises. */
  readonly openModels: boolean;
  readonly ratioPixels?: Fact<RatioPixels>;
  readonly framesPerSecond: Fact<number>;
  /** Recommended time between two polls of a task, in seconds. */
  readonly pollEverySeconds: Fact<number>;
  /** Local deadline for a task, in seconds, because some relays never report `expired`. */
  readonly deadlineSeconds: Fact<number>;
  /** How long a result's link lives, in seconds. */
  readonly linkLifeSeconds: Fact<number>;
  /** How long the vendor remembers a finished task, in seconds. */
  readonly taskRetentionSeconds: Fact<number>;
  /** The same for a cancelled task, where it is another time. */
  readonly cancelledRetentionSeconds?: Fact<number>;
  readonly failuresAreFree: Fact<boolean>;
  readonly requestsPerMinute?: Fact<number>;
  readonly submitsPerMinute?: Fact<number>;
  readonly pollsPerMinute?: Fact<number>;
  readonly concurrency?: Fact<number>;
  readonly maxBodyBytes: Fact<number>;
  readonly errors: readonly ErrorFact[];
  readonly notCreated: readonly NotCreatedFact[];
  /** How a lost submit can be found again, where the format offers a way. */
  readonly lookup?: Fact<{ readonly by: "list" } | { readonly by: "clientId"; readonly field: string }>;
  readonly webhook?: Fact<{ readonly requestField: string; readonly onEveryStatus: boolean }>;
  /** Codes with which the vendor says that an account has no money left, whatever the HTTP status. */
  readonly emptyAccountCodes?: Fact<readonly string[]>;
  readonly taskIdPattern: Fact<string>;
  readonly prices: readonly PriceFact[];
  /** Which fields go with which models, where that was tried out or is documented field by field. */
  readonly cells?: readonly CellFact[];
  /** Set where a submit may come as `multipart/form-data`. */
  readonly form?: Fact<FormTerms>;
  readonly furtherCalls?: readonly FurtherCall[];
  /** Media types of what the content path hands out, by the `variant` in its query; the first is the clip. */
  readonly contentTypes?: Fact<{ readonly [variant: string]: string }>;
  /** Events that go to an address which is set for the whole account, by the end that they tell. */
  readonly accountWebhook?: Fact<{ readonly succeeded: string; readonly failed: string }>;
  readonly taskFailures?: readonly TaskFailureFact[];
}
