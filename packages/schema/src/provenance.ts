/** How sure a statement is: printed in a format's own document, stated by a public source, or a reasoned choice of ours. */
export type Grade = "documented" | "public" | "assumed";

/** Where a statement about a wire format comes from. */
export interface Provenance {
  readonly grade: Grade;
  /** The document or public source, such as `seed 003` or `Ark: create task`; absent for `assumed`. */
  readonly source?: string;
}

/** `reject`: the format's document refuses it. `advice`: public or assumed knowledge, a warning unless `strict`. */
export type Level = "reject" | "advice";
