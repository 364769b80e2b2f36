import type { Plan, PlannedTake } from "@shotlist/core";
import type { OutputRefusal } from "../failures/clip-errors.ts";

/** Keeps what other people put where clips go. */
export interface OutputGuard {
  /** Why a clip may not be put at `file`; `sha256` is the clip that a copy of may be there already. */
  refusalOf(wanted: WantedFile): Promise<OutputRefusal | undefined>;
}

export interface WantedFile {
  readonly plan: Plan;
  readonly take: PlannedTake;
  readonly file: string;
  readonly sha256?: string | undefined;
}
