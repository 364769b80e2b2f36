import { assertOptions, present } from "@shotlist/schema";
import { DecisionError } from "../failures/decision-error.ts";
import type { Version } from "../ledger/take-record.ts";
import type { TakeKey } from "../lifecycle/attempt.ts";
import type { State } from "../state/state.ts";
import { findTake } from "./find-take.ts";
import { withLock } from "../state/with-lock.ts";

interface UseOptions {
  /** Why, for whoever reads the lock file. */
  readonly note?: string;
}

/**
 * Chooses a version of a take, written `take` or `storyboard/take`; `undefined` follows the newest again. Only the
 * ledger changes; `deliverChoice` and the next run copy the clip and update the lock file. Throws `DecisionError` and
 * `LedgerHeldError`.
 */
export async function useVersion(
  state: State,
  take: string,
  number: number | undefined,
  options: UseOptions = {},
): Promise<Version> {
  assertOptions<UseOptions>("useVersion", options, { note: "text" });
  const { note } = options;
  return withLock(state, async (fence) => {
    const key = await findTake(state.ledger, take);
    const version = await versionOf(state, key, number);
    const found = await state.store.check(version.sha256, "video");
    if (found === "changed") {
      throw new DecisionError("clip_damaged", `The clip of version ${version.number} is damaged`, {
        hint: "Check the store to see how to get it back, or choose another version.",
        way: "verify",
      });
    }
    if (found === "missing") {
      throw new DecisionError("clip_missing", `The clip of version ${version.number} is missing from the store`, {
        hint: "Choose another version, or restore the store.",
      });
    }
    await state.ledger.choose(fence, key, number);
    const use = {
      ...(number === undefined ? {} : { clip: version.sha256 }),
      at: Math.floor(state.clock.now()),
      ...present({ note }),
    };
    await state.ledger.review(fence, key, { use, verdicts: [] });
    return version;
  });
}

/** A version of a take by its number; the newest without one. Throws `DecisionError`. */
export async function versionOf({ ledger }: State, key: TakeKey, number: number | undefined): Promise<Version> {
  const versions = await ledger.versions(key);
  const version = number === undefined ? versions.at(-1) : versions.find((candidate) => candidate.number === number);
  if (version !== undefined) return version;
  const message = `${key.storyboard}/${key.take} has no version ${number ?? "at all"}`;
  const wayOut =
    versions.length === 0
      ? ({ hint: "Render it first.", way: "render" } as const)
      : { hint: `It has ${versions.map((one) => one.number).join(", ")}.` };
  throw new DecisionError("version_unknown", message, wayOut);
}
