import type { TaskFailureFact } from "../../facts/facts.ts";

/** Why a task may fail after it was accepted, as the seed leaves it open. */
export const taskFailures: readonly TaskFailureFact[] = [
  { code: "generation_failed", message: "The video could not be made.", provenance: { grade: "assumed" } },
];

/** Seedance 2.5 judges the mix of task, ratio and media only once the task runs. */
export const taskFailuresToday: readonly TaskFailureFact[] = [
  ...taskFailures,
  {
    code: "InvalidParameter.TaskTypeConstraint",
    message: "The parameters do not fit the type of the task.",
    afterBreaking: ["adaptive-by-operation"],
    provenance: { grade: "documented", source: "ToAPIs: Seedance 2.5" },
  },
];
