/**
 * How sure a statement is: printed in a format's own document, seen in the vendor's live answers by a public source that says
 * when and how it looked, stated by another public source, or a reasoned choice of ours.
 */
export type Grade = "documented" | "observed" | "public" | "assumed";

/** Where a statement about a wire format comes from. */
export interface Provenance {
  readonly grade: Grade;
  /** The document or public source, such as `seed 003` or `Ark: create task`; absent for `assumed`. */
  readonly source?: string;
}

/** `reject`: the format's document, or the vendor's live answers, refuse it. `advice`: other knowledge, a warning unless `strict`. */
export type Level = "reject" | "advice";

/** Whether a broken statement of this grade is refused or only advice, by default. */
export function levelOf({ grade }: Provenance): Level {
  return grade === "documented" || grade === "observed" ? "reject" : "advice";
}

/** A value with its source. */
export interface Fact<Value> {
  readonly value: Value;
  readonly provenance: Provenance;
}
