import type { JsonValue } from "../json/json.ts";
import type { ErrorFact, NotCreatedFact } from "./error-facts.ts";
import type { ModelFacts, RatioPixels } from "./model-facts.ts";
import type { PriceFact } from "./price-fact.ts";
import type { Fact, Provenance } from "./provenance.ts";
import type { UploadFact } from "./upload-fact.ts";

export type * from "./error-facts.ts";
export type * from "./model-facts.ts";
export type * from "./price-fact.ts";
export type { Fact } from "./provenance.ts";
export type * from "./upload-fact.ts";

/** What a task can be, whatever the vendor calls it. The last four are terminal. */
export type CanonicalStatus = "queued" | "running" | "succeeded" | "failed" | "expired" | "cancelled";

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

/** What an endpoint does with one field of a request, for some models: one row of a table of models and fields. */
export interface CellFact {
  /** Name of a field of the request; `content[ROLE]` stands for a medium of that role. */
  readonly field: string;
  /** A value that shows it. */
  readonly sample: JsonValue;
  /** Set where a model that refuses the sample takes the field with another value. */
  readonly refusedFor?: "value";
  /** Models that take it. */
  readonly accepted: readonly { readonly models: readonly string[]; readonly provenance: Provenance }[];
  /** Models for which the field must be empty, by the rule that says so. */
  readonly refused: readonly {
    readonly models: readonly string[];
    readonly rule: string;
    readonly provenance: Provenance;
  }[];
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
  /** Ids under which the site knows models of the format; each is an alias of one. */
  readonly modelIds: readonly string[];
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

/** One field of a query: a whole number within bounds, one of some words, or any text. */
export interface QueryField {
  readonly name: string;
  readonly description: string;
  readonly integer?: { readonly min: number; readonly max: number };
  readonly words?: readonly string[];
}

/** Why a task may fail after it was accepted, in the words of its answer. */
export interface TaskFailureFact {
  /** Absent where the format gives no code. */
  readonly code?: string;
  readonly message: string;
  /** Rules whose breaking is not refused: the task is accepted and fails like this. */
  readonly afterBreaking?: readonly string[];
  readonly provenance: Provenance;
}

/** Headers of every answer that say how much is left of a limit, in lower case. */
export interface RateHeaders {
  readonly remaining: string;
  /** When there is more again: in seconds from now, or since 1970. */
  readonly reset: string;
  /** The header that says which limit it is about, and its words for submits and for polls. */
  readonly category: { readonly header: string; readonly submit: string; readonly poll: string };
}

/** A signature of a webhook: HMAC-SHA256 over `id.timestamp.body`, in hexadecimal digits. */
export interface WebhookSignature {
  /** Names of the headers, in lower case; the one of the signature may hold several, with commas between. */
  readonly headers: { readonly id: string; readonly timestamp: string; readonly signature: string };
  /** What is before the digits. */
  readonly prefix: string;
  /** How far the timestamp may be from now, in either direction. */
  readonly toleranceSeconds: number;
  /** The environment variable in which we look for the secret. */
  readonly secretEnv: string;
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
  /** The edition that these facts are of. */
  readonly edition?: string;
  /** Editions of the document, oldest first: at least one. */
  readonly editions: readonly [Edition, ...Edition[]];
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
  /** How long tasks usually take, in seconds, where the document says. */
  readonly usualSeconds?: Fact<{ readonly min: number; readonly max: number }>;
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
  /** Headers that say how much is left of these limits. */
  readonly rateHeaders?: Fact<RateHeaders>;
  readonly maxBodyBytes: Fact<number>;
  readonly errors: readonly ErrorFact[];
  readonly notCreated: readonly NotCreatedFact[];
  /** How a lost submit can be found again, where the format offers a way. */
  readonly lookup?: Fact<{ readonly by: "list" } | { readonly by: "clientId"; readonly field: string }>;
  readonly webhook?: Fact<{ readonly requestField: string; readonly onEveryStatus: boolean }>;
  /** How webhooks are signed, where they are. */
  readonly webhookSignature?: Fact<WebhookSignature>;
  /** Codes with which the vendor says that an account has no money left, whatever the HTTP status. */
  readonly emptyAccountCodes?: Fact<readonly string[]>;
  readonly taskIdPattern: Fact<string>;
  readonly prices: readonly PriceFact[];
  /** Which fields go with which models, where that was tried out or is documented field by field. */
  readonly cells?: readonly CellFact[];
  /** Set where a submit may come as `multipart/form-data`. */
  readonly form?: Fact<FormTerms>;
  readonly furtherCalls?: readonly FurtherCall[];
  /** Where local files can go, to be named in requests by the address that comes back. */
  readonly uploads?: readonly UploadFact[];
  /** What a list may be asked for in its query. */
  readonly listQuery?: Fact<readonly QueryField[]>;
  /** Media types of what the content path hands out, by the `variant` in its query; the first is the clip. */
  readonly contentTypes?: Fact<{ readonly [variant: string]: string }>;
  /** Events that go to an address which is set for the whole account, by the end that they report. */
  readonly accountWebhook?: Fact<{ readonly succeeded: string; readonly failed: string }>;
  readonly taskFailures?: readonly TaskFailureFact[];
}
