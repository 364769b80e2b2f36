import type { Edition } from "../../facts/facts.ts";
import type { Provenance } from "../../facts/provenance.ts";
import { cells } from "./cells.ts";
import { modelsToday } from "./models.ts";
import { pricesToday } from "./prices.ts";

const page: Provenance = { grade: "documented", source: "Ark: create task" };
const live: Provenance = { grade: "observed", source: "TanStack AI: Ark probes" };

/** The pages as they were before Seedance 2.5, and the API as it answers live, which decides where the two disagree. */
export const editions: readonly Edition[] = [
  { id: "2026-06", document: "Ark: create task", provenance: page },
  {
    id: "2026-08",
    document: "Ark: create task",
    provenance: live,
    changes: { models: modelsToday, prices: pricesToday, cells },
  },
];
