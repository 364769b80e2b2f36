import type { JoinedTake } from "@shotlist/batch-runner";

/** One task that a render would submit, and every take that gets its clip. */
export interface TaskToPay {
  /** The take whose words are sent; its storyboard pays. */
  readonly lead: JoinedTake;
  readonly takes: readonly JoinedTake[];
}

interface TasksOptions {
  /** Whether clips whose bytes are gone are bought again. */
  readonly rebuy?: boolean;
}

/**
 * What a render of these takes would pay for at most. Takes that ask for the very same thing share a task. A take that needs one which
 * no render brings is not submitted, so it is not counted; one that waits for a look-up or a download may be, so it is.
 */
export function tasksToPay(joined: readonly JoinedTake[], { rebuy = false }: TasksOptions = {}): readonly TaskToPay[] {
  const isHopeless = hopelessAmong(joined, rebuy);
  const groups = new Map<string, JoinedTake[]>();
  for (const entry of joined) {
    const key = `${entry.take.realm} ${entry.take.digest}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  return [...groups.values()].flatMap((takes) => {
    // As the runner has it: of equal takes, one that was never rendered asks for the task.
    const lead = takes.find(({ own }) => own === "render") ?? takes[0];
    return lead === undefined || !isPaid(lead, rebuy) || isHopeless(lead) ? [] : [{ lead, takes }];
  });
}

function isPaid({ own }: JoinedTake, rebuy: boolean): boolean {
  return own === "render" || own === "stale" || (rebuy && own === "missing");
}

/** Takes that need something which a render can neither submit, collect, look up nor fetch. */
function hopelessAmong(joined: readonly JoinedTake[], rebuy: boolean): (entry: JoinedTake) => boolean {
  const hopeless = new Set<string>();
  // The plan has every take behind those it needs.
  for (const { take, own, fetch } of joined) {
    const isHeld = own === "failed" || own === "lost" || (own === "missing" && fetch !== true && !rebuy);
    const isBlocked =
      (own === "render" || own === "stale") && take.dependsOn.some((id) => hopeless.has(`${take.storyboard}/${id}`));
    if (isHeld || isBlocked) hopeless.add(`${take.storyboard}/${take.id}`);
  }
  return ({ take }) => hopeless.has(`${take.storyboard}/${take.id}`);
}

/** Of each take that shares the task of another one, that other one. */
export function sharedLeads(tasks: readonly TaskToPay[]): ReadonlyMap<JoinedTake, JoinedTake> {
  return new Map(
    tasks.flatMap(({ lead, takes }) => takes.filter((take) => take !== lead).map((take) => [take, lead] as const)),
  );
}
