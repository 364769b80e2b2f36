import type { Board } from "./board.ts";
import type { Chance } from "./chance.ts";
import type { Disk } from "./disk.ts";
import type { Checks } from "./invariants.ts";
import type { Timeline } from "./timeline.ts";

interface Desk {
  readonly board: Board;
  readonly chance: Chance;
  readonly timeline: Timeline;
  readonly disk: Disk;
  readonly checks: Checks;
}

const latestMs = 60_000;

/** Somebody puts a file where a clip is to be, while a run is under way; afterwards it is looked at and moved away. */
export function layFile({ board, chance, timeline, disk: { files }, checks }: Desk): { readonly takeBack: () => void } {
  const place = `/boards/renders/${chance.pick(board.plan.takes).output}`;
  const bytes = Buffer.from("what a person made");
  const person = { alive: true };
  let lies = false;
  void lay();
  return {
    takeBack: () => {
      person.alive = false;
      if (!lies) return;
      checks.holds("others-kept", files.files.get(place) === bytes, () => `the file at ${place} was replaced`);
      files.files.delete(place);
    },
  };

  async function lay(): Promise<void> {
    await timeline.clockOf(person).sleep(chance.between(0, latestMs));
    if (!person.alive || files.files.has(place)) return;
    files.files.set(place, bytes);
    lies = true;
  }
}
