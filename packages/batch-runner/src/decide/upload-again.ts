import { DecisionError } from "../failures/decision-error.ts";
import { isHeldUpload, type Upload } from "../ledger/upload.ts";
import type { State } from "../state/state.ts";
import { withLock } from "../state/with-lock.ts";

/** Uploads that may have been paid for without being of use, oldest first: only a person lets their files be uploaded again. */
export async function listHeldUploads(state: State): Promise<readonly Upload[]> {
  const isBeingSent = (await state.ledger.holder()) !== undefined;
  return (await heldUploads(state)).filter(({ state: name }) => !isBeingSent || name !== "uploading");
}

async function heldUploads({ ledger, clock }: State): Promise<readonly Upload[]> {
  const held = (await ledger.uploads()).filter((upload) => isHeldUpload(upload, clock.now()));
  return held.toSorted((one, other) => one.createdAt - other.createdAt);
}

/** A start of a hash that is worth looking at. */
const shortestHash = 8;

/**
 * Lets files be uploaded again whose hash begins so; what they cost stays spent. Returns those uploads. Throws `DecisionError` where none
 * waits for a decision, and `LedgerHeldError` during a run.
 */
export function uploadAgain(state: State, hash: string): Promise<readonly Upload[]> {
  return withLock(state, async (fence) => {
    // We hold the lock, so whoever was uploading is gone.
    const held = (await heldUploads(state)).filter(
      ({ sha256 }) => hash.length >= shortestHash && sha256.startsWith(hash),
    );
    if (held.length === 0) {
      throw new DecisionError("nothing_to_decide", `No upload of a file ${hash} needs a decision`, {
        hint: "List the takes that need a decision.",
        way: "list-undecided",
      });
    }
    const at = state.clock.now();
    return Promise.all(held.map(({ id }) => state.ledger.endUpload(fence, id, { type: "given-up" }, at)));
  });
}
