import { valueAt } from "@shotlist/schema/own";
import { askControl, type ControlTarget } from "../call/ask-control.ts";

/**
 * Names of the faults that the endpoint can be asked to play. A test double on this machine may list them at
 * `GET /__mock/faults` and play them on calls that carry their name in `x-mock-fault`; no vendor has such a thing.
 */
export async function findFaults(target: ControlTarget): Promise<ReadonlySet<string>> {
  const library = valueAt(await askControl(target, "faults"), "/library");
  if (!Array.isArray(library)) return new Set();
  const names = library.map((fault: unknown) => valueAt(fault, "/name"));
  return new Set(names.filter((name) => typeof name === "string"));
}
