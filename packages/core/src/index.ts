export type { Diagnostic } from "./diagnostics/diagnostic.ts";
export type { JsonObject, JsonValue } from "./plan/json.ts";
export type {
  Digest,
  Estimate,
  Media,
  Money,
  Place,
  Plan,
  PlannedTake,
  PromptPart,
  Realm,
  Reference,
  ResolvedProvider,
  ResolvedShot,
  TakeId,
  WireRequest,
} from "./plan/plan.ts";
export type { Bindings, FormatCodec, Submitted, Task, TaskFailure, VendorError } from "./formats/codec.ts";
