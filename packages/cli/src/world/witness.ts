import type { JoinedTake, RunEvent, RunReport } from "@shotlist/batch-runner";
import type { Plan } from "@shotlist/core";

/** A file that was asked for, and what it had in it. */
export type FileRead =
  | { readonly path: string; readonly real: string; readonly text: string }
  | { readonly path: string; readonly real: string; readonly sha256: string }
  /** It is not there, or was not read: nothing is known about it. */
  | { readonly path: string; readonly real: undefined };

/** What a render is about to do, after it has looked at everything. */
export interface RunAhead {
  readonly plans: readonly Plan[];
  readonly joined: readonly JoinedTake[];
  readonly stateFolder: string;
  readonly assetRoots: readonly string[];
  /** Whether formats were loaded from files of their own, which nobody watches. */
  readonly hasOwnFormats: boolean;
}

/** Hears what a render reads and how it goes, to know afterwards whether there was nothing to do. */
export interface Witness {
  readonly read: (read: FileRead) => void;
  begin(ahead: RunAhead): Promise<void>;
  event(event: RunEvent): void;
  end(report: Pick<RunReport, "takes">): void;
}
