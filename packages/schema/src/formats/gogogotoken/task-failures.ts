import type { TaskFailureFact } from "../../facts/facts.ts";

/** Why a task may fail after it was accepted. */
export const taskFailures: readonly TaskFailureFact[] = [
  { code: "task_failed", message: "The prompt was refused.", provenance: { grade: "assumed" } },
];

/** A fixed ratio with a first frame is accepted on Seedance 2.5, and the task fails. */
export const taskFailuresLater: readonly TaskFailureFact[] = [
  ...taskFailures,
  {
    code: "task_failed",
    message: "The ratio does not fit a task with a first frame.",
    afterBreaking: ["adaptive-frames-on-seedance-2-5"],
    provenance: { grade: "documented", source: "GogogoToken: Seedance 2.5 models" },
  },
];
