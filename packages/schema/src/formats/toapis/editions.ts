import type { FormatFacts } from "../../facts/facts.ts";
import type { Provenance } from "../../facts/provenance.ts";
import { ratioPixels } from "../ark/models.ts";
import { models } from "./models.ts";
import { taskFailuresToday } from "./task-failures.ts";
import { uploads } from "./uploads.ts";

const seed: Provenance = { grade: "documented", source: "seed 001" };
const page: Provenance = { grade: "documented", source: "ToAPIs: Seedance 2.5" };

/** The seed, which documents Seedance 1.5 alone, and the vendor's documentation with the Seedance 2 models. */
export const editions: FormatFacts["editions"] = [
  { id: "2026-05", document: "seed 001", provenance: seed },
  {
    id: "2026-08",
    document: "ToAPIs: Seedance 2.5",
    provenance: page,
    changes: {
      models,
      taskFailures: taskFailuresToday,
      uploads,
      ratioPixels: { value: ratioPixels, provenance: { grade: "public", source: "Ark: create task" } },
    },
  },
];
