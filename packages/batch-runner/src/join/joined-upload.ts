import type { Money, Plan, PlannedTake } from "@shotlist/core";
import { present } from "@shotlist/schema";
import { isHeldUpload, isUsable, type Upload } from "../ledger/upload.ts";
import { filesToUpload, uploadPriceOf } from "../money/upload-price.ts";
import type { State } from "../state/state.ts";

/** A local file of a take that goes to its provider, with what the ledger knows of it. */
export interface JoinedUpload {
  /** Name of the provider. */
  readonly provider: string;
  /** As the storyboard names it. */
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  /** What one upload costs; absent where it is free. */
  readonly price?: Money;
  /** `undecided`: it may have been uploaded and paid for, and a person has to decide. */
  readonly state: "to-upload" | "uploaded" | "undecided";
}

/** Finds the uploads of a plan's takes. Keys are not asked for: what any account of the provider has counts as uploaded. */
export async function createUploadJoin(
  state: State | undefined,
): Promise<(take: PlannedTake, plan: Plan) => readonly JoinedUpload[]> {
  const known = Map.groupBy((await state?.ledger.uploads()) ?? [], nameOf);
  const at = state?.clock.now() ?? 0;
  return (take, plan) => {
    const files = filesToUpload(take.asked);
    if (files.length === 0) return none;
    const provider = plan.providers.find(({ name }) => name === take.provider);
    return files.map(({ path, sha256, bytes }) => {
      // A mock that was started for one run takes its files with it.
      const own = take.realm === "mock" ? none : (known.get(nameOf({ ...take, sha256 })) ?? none);
      const isKnown = own.some((upload) => isUsable(upload, at));
      const isHeld = !isKnown && own.some((upload) => isHeldUpload(upload, at));
      return {
        provider: take.provider,
        path,
        sha256,
        bytes,
        ...present({ price: provider && uploadPriceOf(provider) }),
        state: isKnown ? "uploaded" : isHeld ? "undecided" : "to-upload",
      };
    });
  };
}

const none: readonly never[] = [];

/** A file at a provider, whichever account has it. */
function nameOf({ realm, provider, sha256 }: Pick<Upload, "realm" | "provider" | "sha256">): string {
  return `${realm} ${provider} ${sha256}`;
}
