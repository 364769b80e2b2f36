import type { OutputGuard, WantedFile } from "../work/output-guard.ts";
import { OutputRefusedError } from "../failures/clip-errors.ts";
import type { RunOptions } from "../work/options.ts";
import type { State } from "../state/state.ts";

type GuardOptions = Pick<RunOptions, "outputPlace" | "forceOutput" | "isKnownClip">;

/**
 * Replaces only clips that ledger, store or receipts know: whatever else lies there was put there, or edited, by
 * somebody.
 */
export function createOutputGuard({ ledger, store }: State, options: GuardOptions): OutputGuard {
  let known: Promise<ReadonlySet<string>> | undefined;

  async function allKnown(): Promise<ReadonlySet<string>> {
    const hashes = new Set<string>();
    for (const { state } of await ledger.attempts()) if ("sha256" in state) hashes.add(state.sha256);
    for await (const { clip } of store.readReceipts()) {
      const hash: unknown = typeof clip === "object" && clip !== null ? Reflect.get(clip, "sha256") : undefined;
      if (typeof hash === "string") hashes.add(hash);
    }
    return hashes;
  }

  async function isKnown(sha256: string): Promise<boolean> {
    if (await store.find(sha256, "video")) return true;
    // Read once and only where a file is not in the store: clips of this run are.
    known ??= allKnown();
    return (await known).has(sha256) || (await options.isKnownClip?.(sha256)) === true;
  }

  /** A copy that was never settled may be torn, also that of an earlier version. */
  async function isTorn({ take, file, sha256 }: WantedFile): Promise<boolean> {
    const versions = await ledger.versions({ storyboard: take.storyboard, take: take.id });
    const own = new Set([...(sha256 === undefined ? [] : [sha256]), ...versions.map((version) => version.sha256)]);
    for (const clip of own) if (await store.isTornCopy(file, clip)) return true;
    return false;
  }

  return {
    async refusalOf(wanted) {
      const { plan, take, file, sha256 } = wanted;
      const { dir, file: written = dir } = plan.outputPlaces ?? {};
      const refusal = { storyboard: take.storyboard, take: take.id, place: written ?? take.place, file };
      const why = options.outputPlace?.(file, plan);
      if (why !== undefined) return { ...refusal, reason: "place", message: why };
      const found = await store.lookAt(file, sha256);
      if (found.kind === "absent") return undefined;
      if (found.kind === "other") {
        return {
          ...refusal,
          reason: "not_a_file",
          message: `${file} is not a regular file, so no clip is written there`,
        };
      }
      if (found.sha256 === sha256 || options.forceOutput === true || (await isKnown(found.sha256))) return undefined;
      if (await isTorn(wanted)) return undefined;
      return {
        ...refusal,
        reason: "not_a_clip",
        message: `${file} was not made by Shotlist, or was edited since, so it is not replaced`,
      };
    },
  };
}

/** Throws where a clip may not be put at a file. */
export async function assertMayPut(guard: OutputGuard, wanted: WantedFile): Promise<void> {
  const refusal = await guard.refusalOf(wanted);
  if (refusal !== undefined) throw new OutputRefusedError([refusal]);
}
