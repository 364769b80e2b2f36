// The rows alone, for pages and tools: no codec, no validator is loaded with them.
export { shotFieldNames, shotFields, type ResolvedShot, type ShotFieldName } from "./model/shot.ts";
export type { OfferFact, ReadAs, ShotField } from "./model/shot-field.ts";
