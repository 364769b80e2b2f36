import type { Edition } from "../../facts.ts";
import type { Provenance } from "../../provenance.ts";
import { ratioPixels } from "../ark/models.ts";
import { models } from "./models.ts";
import { prices } from "./prices.ts";

const seed: Provenance = { grade: "documented", source: "seed 000" };
const page: Provenance = { grade: "documented", source: "GogogoToken: video generations" };

/** The seed, and the vendor's own documentation since it takes resolutions by name. */
export const editions: readonly Edition[] = [
  { id: "2026-05", document: "seed 000", provenance: seed },
  {
    id: "2026-07",
    document: "GogogoToken: video generations",
    provenance: page,
    changes: {
      models,
      prices,
      // Clips come out as upstream makes them.
      ratioPixels: { value: ratioPixels, provenance: { grade: "public", source: "Ark: create task" } },
    },
  },
];
