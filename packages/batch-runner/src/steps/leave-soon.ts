import { realmClassOf } from "@shotlist/core";
import type { Clock } from "../ports/clock.ts";

/** A session that is silent for longer is taken over after 30 seconds. It was heard of when it recorded what it is about to send. */
const recordedForMs = 20_000;

/**
 * What was recorded, or began to be, is sent soon, or not at all: a process that was frozen since may have been taken over, and others
 * may have sent it. A mock costs nothing, and its time runs so much faster than a disk writes that the record alone may take as long.
 */
export function leaveSoon(realm: string, { now, steady }: Pick<Clock, "now" | "steady">): () => boolean {
  if (realmClassOf(realm) === "mock") return () => true;
  const elapsedOf = steady === undefined ? now : () => steady().ms;
  const recordedAt = elapsedOf();
  return () => elapsedOf() - recordedAt < recordedForMs;
}
