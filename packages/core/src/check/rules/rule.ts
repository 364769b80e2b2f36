import type { FormatFacts, ModelFacts, Provenance, UploadFact } from "@shotlist/schema";
import type { DiagnosticCode } from "../../diagnostics/codes.ts";
import type { ResolvedShot } from "../../model/shot.ts";

/** A shot checked against one model of one provider. */
export interface Subject {
  /** Name of the provider, for messages. */
  readonly provider: string;
  readonly asked: ResolvedShot;
  readonly facts: FormatFacts;
  readonly model: ModelFacts;
  /** Length in seconds of local media, by the hash of their bytes, where the file says. */
  readonly knownSeconds: ReadonlyMap<string, number>;
  /** Where local files are uploaded, if its configuration says so. */
  readonly uploads?: readonly UploadFact[];
}

/** One problem of a shot. */
export interface Finding {
  readonly code: DiagnosticCode;
  /** The field at fault, such as `duration`, or `reference 2` for the third of the shot's references. */
  readonly field: string;
  /** The part of the field at fault as it was typed, to be marked where the source contains it literally. */
  readonly words?: string;
  readonly message: string;
  /** A change to the shot that would do, such as `duration: 12`. */
  readonly instead?: string;
  /** Where the limit comes from: what no document states is only advised. Absent for what holds everywhere. */
  readonly provenance?: Provenance;
}

/** One statement about what a model takes. Pure: the same rule also finds which other providers would accept the shot. */
export type Rule = (subject: Subject) => readonly Finding[];

/** No finding; shared, because nearly every rule answers it for nearly every take. */
export const fine: readonly Finding[] = [];

/** `5, 6 or 7`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
