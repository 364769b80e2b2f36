import type { FormatFacts } from "../../facts/facts.ts";
import type { Provenance } from "../../facts/provenance.ts";
import { cells } from "./cells.ts";
import { modelsToday } from "./models-today.ts";
import { pricesToday } from "./prices.ts";
import { taskFailuresToday } from "./task-failures.ts";

const page: Provenance = { grade: "documented", source: "Ark: create task" };
const live: Provenance = { grade: "observed", source: "TanStack AI: Ark probes" };

/**
 * The pages as they were before Seedance 2.5, and the API as it answers live, which decides where the two disagree. The second bears the
 * date of its latest source, that of the drafts of Seedance 2.5.
 */
export const editions: FormatFacts["editions"] = [
  { id: "2026-06", document: "Ark: create task", provenance: page },
  {
    id: "2026-10",
    document: "Ark: create task",
    provenance: live,
    changes: { models: modelsToday, prices: pricesToday, cells, taskFailures: taskFailuresToday },
  },
];
