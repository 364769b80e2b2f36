import type { Money, Plan, PlannedTake } from "@shotlist/core";
import { isHeldUpload, isUsable, type Upload } from "../ledger/upload.ts";
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
  const uploads = (await state?.ledger.uploads()) ?? [];
  const at = state?.clock.now() ?? 0;
  return (take, plan) => {
    const files = take.asked.references.flatMap(({ media }) =>
      media.from === "file" && media.upload === true ? [media] : [],
    );
    if (files.length === 0) return none;
    const price = plan.providers.find(({ name }) => name === take.provider)?.uploads?.price;
    return files.map(({ path, sha256, bytes }) => {
      const isSame = (one: Upload): boolean =>
        one.sha256 === sha256 && one.realm === take.realm && one.provider === take.provider;
      // A mock that was started for one run takes its files with it.
      const own = take.realm === "mock" ? none : uploads.filter(isSame);
      const isKnown = own.some((upload) => isUsable(upload, at));
      const isHeld = !isKnown && own.some((upload) => isHeldUpload(upload, at));
      return {
        provider: take.provider,
        path,
        sha256,
        bytes,
        ...(price === undefined || price.amount === 0 ? {} : { price }),
        state: isKnown ? "uploaded" : isHeld ? "undecided" : "to-upload",
      };
    });
  };
}

const none: readonly never[] = [];
