import type { FormatId } from "@shotlist/schema";
import type { Fetch } from "../../call/target.ts";
import type { Mutant } from "./mutant.ts";
import type { Deviation } from "./deviations/deviation.ts";
import { statusDeviations } from "./deviations/status-deviations.ts";
import { linkDeviations } from "./deviations/link-deviations.ts";
import { recordDeviations } from "./deviations/record-deviations.ts";
import { refusalDeviations } from "./deviations/refusal-deviations.ts";
import { operationDeviations } from "./deviations/operation-deviations.ts";

const deviations: { readonly [id: string]: Deviation } = {
  ...statusDeviations,
  ...linkDeviations,
  ...recordDeviations,
  ...refusalDeviations,
  ...operationDeviations,
};

/** Deviations by hand that every format can have: in the life of a task, in its link, in refusals, lists and cancels. */
export function behaviourMutants(format: FormatId): readonly Mutant[] {
  return Object.entries(deviations).flatMap(([id, { deviation, namedAs, wrap, needs }]) => {
    if (needs?.(format) === false) return [];
    return [
      {
        id,
        format,
        deviation,
        origin: "by hand",
        namedAs,
        wrap: (inner: Fetch) => wrap(format, inner),
      } satisfies Mutant,
    ];
  });
}
