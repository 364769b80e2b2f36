import type { FormatFacts } from "../../facts/facts.ts";
import type { Provenance } from "../../facts/provenance.ts";
import { ratioPixels } from "../ark/models.ts";
import { errorsToday } from "./errors.ts";
import { models, modelsLater } from "./models.ts";
import { prices, pricesLater } from "./prices.ts";
import { taskFailuresLater } from "./task-failures.ts";

const seed: Provenance = { grade: "documented", source: "seed 000" };
const page: Provenance = { grade: "documented", source: "GogogoToken: video generations" };

const page25: Provenance = { grade: "documented", source: "GogogoToken: Seedance 2.5" };

/** The seed, and the vendor's own documentation since it takes resolutions by name, with Seedance 2.5 since 2026-11. */
export const editions: FormatFacts["editions"] = [
  { id: "2026-05", document: "seed 000", provenance: seed },
  {
    id: "2026-07",
    document: "GogogoToken: video generations",
    provenance: page,
    changes: {
      models,
      prices,
      errors: errorsToday,
      // Clips come out as upstream makes them.
      ratioPixels: { value: ratioPixels, provenance: { grade: "public", source: "Ark: create task" } },
    },
  },
  {
    id: "2026-11",
    document: "GogogoToken: Seedance 2.5",
    provenance: page25,
    changes: { models: modelsLater, prices: pricesLater, taskFailures: taskFailuresLater },
  },
];
