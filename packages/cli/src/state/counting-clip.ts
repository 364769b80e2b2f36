import { existsSync } from "node:fs";
import { outputFileOf, type RunOptions, type State, type Verdict, type Version } from "@shotlist/batch-runner";
import type { Plan, PlannedTake } from "@shotlist/core";
import { present } from "@shotlist/schema";

/** The clip of a take that counts: the one that a person chose, else the newest. */
export interface CountingClip {
  /** The number of its version. */
  readonly version: number;
  readonly sha256: string;
  readonly isChosen: boolean;
  /** What a person said of it. */
  readonly verdict?: Verdict["verdict"];
  /** Why it was approved, rejected or chosen. */
  readonly note?: string;
  /** Absolute path of its copy in the output folder, where there is one. */
  readonly file?: string;
}

interface Known {
  readonly versions: readonly Version[];
  readonly chosen: number | undefined;
  /** Where the storyboard is available. */
  readonly planned?: {
    readonly plan: Plan;
    readonly take: PlannedTake;
    readonly places: Pick<RunOptions, "outputDirOf">;
  };
}

/** The version that a person chose, whether or not its clip is here: no other one replaces it. Without a choice, the newest. */
export function countingVersion(versions: readonly Version[], chosen: number | undefined): Version | undefined {
  return versions.find(({ number }) => number === chosen) ?? versions.at(-1);
}

export async function countingClip(
  { ledger, store }: State,
  { versions, chosen, planned }: Known,
): Promise<CountingClip | undefined> {
  const version = countingVersion(versions, chosen);
  if (version === undefined) return undefined;
  const { sha256, number } = version;
  const review = await ledger.reviewOf(version);
  const said = review?.verdicts.find(({ clip }) => clip === sha256);
  const note = said?.note ?? (review?.use?.clip === sha256 ? review.use.note : undefined);
  const path =
    planned === undefined
      ? undefined
      : outputFileOf(planned.places, planned.plan, planned.take, store.containerOf(sha256));
  return {
    version: number,
    sha256,
    isChosen: number === chosen,
    ...present({ verdict: said?.verdict, note }),
    ...(path !== undefined && existsSync(path) ? { file: path } : {}),
  };
}
