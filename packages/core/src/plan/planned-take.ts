import { factsOf } from "@shotlist/schema";
import { codecFor } from "../formats/codec-for.ts";
import { placeholderBindings } from "../wire/placeholder-bindings.ts";
import type { Digest, FormerReading, PlannedTake, WireRequest } from "../model/plan.ts";
import type { ResolvedShot } from "../model/shot.ts";
import type { TakeId } from "../model/take-id.ts";

/**
 * A take whose request is encoded each time it is looked at: it follows from format and shot, and a batch of many takes
 * looks at few of them at once. The property is the take's own, so that copies and JSON hold it like any other.
 */
export function createPlannedTake(
  fields: Omit<PlannedTake, "request" | "former">,
  former?: () => readonly FormerReading[],
): PlannedTake {
  // Few takes have one.
  if (former !== undefined) Object.defineProperty(fields, "former", { enumerable: true, get: former });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the type lacks is what is defined here
  return Object.defineProperty(fields, "request", requestProperty) as PlannedTake;
}

export interface Reading extends FormerReading {
  readonly digest: Digest;
  /** Ids of the takes it depends on, in their own readings. */
  readonly idOf: (dependency: TakeId) => TakeId;
}

/** A take in one of its readings. Its slug and its output are those of the plan. */
export function readAs(take: PlannedTake, { id, digest, asked, idOf }: Reading): PlannedTake {
  const { request: _request, former: _former, ...fields } = take;
  const { draftOf } = asked;
  const references = asked.references.map((reference) =>
    reference.media.from === "take"
      ? { ...reference, media: { ...reference.media, take: idOf(reference.media.take) } }
      : reference,
  );
  const bound = draftOf !== undefined && "take" in draftOf ? { draftOf: { take: idOf(draftOf.take) } } : {};
  return createPlannedTake({
    ...fields,
    id,
    digest,
    dependsOn: take.dependsOn.map(idOf),
    asked: { ...asked, references, ...bound },
  });
}

/** The same take, asked for in other words: what it is, and so its digest, stays. */
export function askedAs(take: PlannedTake, asked: ResolvedShot): PlannedTake {
  return { ...take, request: requestOf({ format: take.format, asked: asked }) };
}

/** One descriptor for all: with a getter each, every take would be of its own shape. */
const requestProperty: PropertyDescriptor & ThisType<PlannedTake> = {
  enumerable: true,
  get() {
    return requestOf(this);
  },
};

function requestOf({ format, asked }: Pick<PlannedTake, "format" | "asked">): WireRequest {
  return codecFor(format).encodeSubmit(asked, placeholderBindings(asked, factsOf(format)));
}
