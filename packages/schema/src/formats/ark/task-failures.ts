import type { TaskFailureFact } from "../../facts/facts.ts";

/** Why a task may fail after it was accepted. */
export const taskFailures: readonly TaskFailureFact[] = [
  {
    code: "OutputVideoSensitiveContentDetected",
    message: "The output video may contain sensitive information.",
    provenance: { grade: "documented", source: "Ark: error codes" },
  },
];

/** Seedance 2.5 judges the mix of task, ratio and media only once the task runs. A relay of it names the code. */
export const taskFailuresToday: readonly TaskFailureFact[] = [
  ...taskFailures,
  {
    code: "InvalidParameter.TaskTypeConstraint",
    message: "The parameters do not fit the type of the task.",
    afterBreaking: ["adaptive-frames-on-seedance-2-5"],
    provenance: { grade: "public", source: "ToAPIs: Seedance 2.5" },
  },
];
