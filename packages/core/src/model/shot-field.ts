import type { Fact, JsonValue, ModelFacts, Role } from "@shotlist/schema";
import type { TakeId } from "./take-id.ts";

/** How a field is read from a storyboard. */
export type ReadAs =
  | "text"
  | "number"
  | "whole number"
  | "switch"
  | "seconds"
  | "length"
  | "prompt"
  | "media"
  | "draft"
  | "json";

/** The digest of a take's dependency: of the version it uses, or of the take if there is no version yet. */
export type DependencyDigest = (take: TakeId) => string;

/** What else is known about a shot while its fields are filled in. */
export interface Filling {
  readonly hasFrames: boolean;
  readonly beginsWithFrame: boolean;
  readonly isDraft: boolean;
  /** Whether the clip is made from a draft. */
  readonly isFinal: boolean;
  readonly task: string | undefined;
  /** The catalogue's entry; absent for a model that is not listed. */
  readonly model: ModelFacts | undefined;
}

/** Facts of a model by which a field is offered: a switch, a range or a list of values. */
export type OfferFact = {
  [Name in keyof ModelFacts]-?: NonNullable<ModelFacts[Name]> extends Fact<boolean | Range | readonly string[]>
    ? Name
    : never;
}[keyof ModelFacts];

interface Range {
  readonly min: number;
  readonly max: number;
}

type Complete<Value> = (written: Value | undefined, filling: Filling) => Value;

/** Everything that is particular to one field of a shot; reading, completing, hashing and checking follow from it. */
export type ShotField<Value> = Row<Value> &
  (undefined extends Value
    ? {
        /** What holds where nobody says; without it the field is left to the vendor. */
        readonly complete?: Complete<Value>;
      }
    : { readonly complete: Complete<Value> });

interface Row<Value> {
  /** What pages call it. */
  readonly title: string;
  readonly read: ReadAs;
  /** The keys of a storyboard that set it, where they are not just its name. */
  readonly keys?: readonly ("firstFrame" | "lastFrame" | "references")[];
  /** How it enters the digest: `undefined` leaves no trace. Without it, as it is. */
  readonly hash?: (value: Exclude<Value, undefined>, digestOf: DependencyDigest) => JsonValue | undefined;
  /** Another value, to see what of a request it feeds. Without it the field is taken away, or for media each is exchanged. */
  readonly alter?: (value: Exclude<Value, undefined>) => Value;
  /** When a model takes it: always, by its own rule in `check/rules`, or by a fact of the model. */
  readonly offered: "always" | "by rule" | OfferFact;
  /** `false` asks for nothing, so that a model without the field takes it as well. */
  readonly falseAsksNothing?: true;
  /** No model takes it together with these: reference media, or any media. */
  readonly notWith?: "references" | "media";
  /**
   * Earlier releases took it through `extra` alone, or one value of it, laid over another: a take that was paid for like this is
   * found by its former reading.
   */
  readonly formerlyExtra?: true | { readonly of: Exclude<Value, undefined>; readonly over: Exclude<Value, undefined> };
}

/** Whether a field that goes without some media goes without this one. */
export function excludes(notWith: ShotField<unknown>["notWith"], role: Role): boolean {
  return notWith === "media" || (notWith === "references" && role.startsWith("reference_"));
}
