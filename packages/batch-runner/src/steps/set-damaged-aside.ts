import type { ClipDamagedError } from "../failures/clip-errors.ts";
import { about, type Keeping, type Telling } from "../work/context.ts";
import type { Work } from "../work/work.ts";

/** A clip whose bytes have changed is none: it may be fetched again, and a person may look at what it has become. */
export async function setDamagedAside(
  context: Keeping & Telling,
  work: Work,
  { sha256, message }: ClipDamagedError,
): Promise<void> {
  await context.state.store.setDamagedAside(sha256, "video");
  context.emit({ type: "warning", ...about(work), message: `${message}; it was moved to the folder "aside"` });
}
