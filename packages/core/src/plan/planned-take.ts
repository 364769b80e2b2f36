import { factsOf } from "@shotlist/schema";
import { codecFor } from "../formats/codec-for.ts";
import { placeholderBindings } from "../formats/placeholder-bindings.ts";
import type { PlannedTake, WireRequest } from "../model/plan.ts";

/**
 * A take whose request is encoded each time it is looked at: it follows from format and intent, and a batch of many takes
 * looks at few of them at once. The property is the take's own, so that copies and JSON hold it like any other.
 */
export function createPlannedTake(fields: Omit<PlannedTake, "request">): PlannedTake {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the type lacks is what is defined here
  return Object.defineProperty(fields, "request", requestProperty) as PlannedTake;
}

/** One descriptor for all: with a getter each, every take would be of a shape of its own. */
const requestProperty: PropertyDescriptor & ThisType<PlannedTake> = {
  enumerable: true,
  get() {
    return requestOf(this);
  },
};

function requestOf({ format, intent }: PlannedTake): WireRequest {
  return codecFor(format).encodeSubmit(intent, placeholderBindings(intent, factsOf(format)));
}
