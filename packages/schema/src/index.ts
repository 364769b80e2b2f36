export type * from "./facts.ts";
export type { Grade, Level, Provenance } from "./provenance.ts";
export type { MessageError, MessageName, MessageVerdict, Rule } from "./validation.ts";
/** The id of a registered wire format. */
export type FormatId = "wisgate";
