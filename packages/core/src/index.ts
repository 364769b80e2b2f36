// Compiling: text in, plan out.
export { type Compiled, type CompileOptions, compileStoryboard } from "./compile-storyboard.ts";
export type { StoryboardText } from "./read/read-storyboard.ts";
export { type Formatted, formatStoryboard } from "./format-storyboard.ts";
export { type FileFacts, type FileProblem, type FileSource, noFiles } from "./files/file-source.ts";
export { isHiddenName } from "./files/hidden-name.ts";
export { isLocalUrl, isRealm, realmClassOf, type RealmClass, realmOf, type Target } from "./model/realm.ts";

// What the owner of a repository allows.
export { type ReadConfig, readConfig } from "./config/read-config.ts";
export { isVendorKeyName } from "./secrets/vendor-key-name.ts";

// The plan and what it is made of.
export type { JsonObject, JsonValue } from "@shotlist/schema";
export type {
  Digest,
  Drafts,
  Estimate,
  FormerReading,
  Money,
  Place,
  FilmSubtitles,
  Plan,
  PlannedFilm,
  PlannedTake,
  PriceRate,
  ProviderPrice,
  Realm,
  ResolvedProvider,
  WireRequest,
} from "./model/plan.ts";
export { draftDirOf, type DraftForm, draftNameOf, storyboardOfDrafts, type WithoutDraft } from "./model/draft.ts";
export type { Media, PromptPart, Reference } from "./model/media.ts";
export type { ResolvedShot } from "./model/shot.ts";
export type { DependencyDigest } from "./model/shot-field.ts";
export type { TakeId } from "./model/take-id.ts";
export { canonicalJson } from "./model/canonical-json.ts";
export { askedAs, readAs } from "./plan/planned-take.ts";
export { finalOfDraft } from "./plan/final-of-draft.ts";
export { type DigestInput, digestOf } from "./plan/digest.ts";

export { type ListPrice, maximumAmount } from "./model/price.ts";

// Diagnostics.
export type { Diagnostic } from "./diagnostics/diagnostic.ts";
export { type DiagnosticCode, diagnosticCodes } from "./diagnostics/codes.ts";
export { formatDiagnostic, type FrameOptions } from "./diagnostics/code-frame.ts";

// Wire formats.
export type {
  BilledCount,
  Bindings,
  ClipDownload,
  FormatCodec,
  ListedTask,
  Submitted,
  Task,
  TaskFailure,
  TaskPage,
  VendorError,
} from "./wire/codec.ts";
export { codecFor } from "./formats/codec-for.ts";
export { withoutRepeatedPath } from "./formats/base-url.ts";
