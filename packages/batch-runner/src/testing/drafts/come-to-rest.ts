import { resolveTake } from "../../decide/resolve-take.ts";
import type { State } from "../../state/state.ts";
import { writtenAs } from "./drafted-board.ts";
import { type DraftsWorld, holds, isSound } from "./drafts-world.ts";

const calmRuns = 12;

/** Everything drafted and approved, then finals until nothing changes; a person gives up what is held. */
export async function comeToRest(
  world: DraftsWorld,
  session: (world: DraftsWorld, program: "draft" | "approve" | "final") => Promise<void>,
): Promise<void> {
  const { dialect, ledger, chance } = world;
  const written = writtenAs(world.shots, dialect);
  for (let run = 0; run < 3 && isSound(world); run += 1) await session(world, "draft");
  for (let run = 0; run < calmRuns && isSound(world); run += 1) {
    await session(world, "approve");
    await session(world, "final");
    await world.timeline.runUntil(() => false, 60_000);
    for (const { takes } of await ledger.attempts({ states: ["uncertain", "lost"] })) {
      const [take] = takes;
      if (take === undefined || chance.percent(50)) continue;
      await resolveTake(personsState(world), `${take.storyboard}/${take.take}`, "abandon");
    }
  }
  if (!isSound(world)) return;
  for (const final of written.finals.takes) {
    const draft = written.drafts.takes.find(({ id }) => id === final.id);
    const key = { storyboard: written.drafts.storyboard, take: final.id };
    const counting = (await ledger.versions(key)).at(-1);
    const said = (await ledger.reviewOf(key))?.verdicts.find(({ clip }) => clip === counting?.sha256);
    if (counting?.digest !== draft?.digest || said?.permits?.includes(final.digest) !== true) continue;
    const attempt = await ledger.current(final.realm, final.digest);
    const isRight =
      said.verdict === "rejected" ||
      ["downloaded", "failed", "expired", "uncertain", "lost", "abandoned"].includes(attempt?.state.name ?? "");
    holds(
      world,
      "approved-bought",
      isRight,
      () => `${final.id} is approved, and ${attempt?.state.name ?? "not asked for"}`,
    );
  }
}

function personsState({ watch, disk, timeline }: DraftsWorld): State {
  return {
    realmClass: "live",
    ledger: watch.decisions,
    store: disk.files,
    clock: timeline.clockOf({ alive: true }),
    processes: { self: (runId) => ({ host: "person", pid: 0, startedAt: "", runId }), isGone: () => true },
    close: () => Promise.resolve(),
  };
}
