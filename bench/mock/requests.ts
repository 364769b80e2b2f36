import { median } from "../check/median.ts";
import { requestBytes, runLoad } from "./load.ts";
import type { Answer } from "./load.ts";
import { fineCpuSeconds } from "./process-cost.ts";
import { start, submitBody, tasksPath } from "./subjects.ts";
import type { Running, Subject } from "./subjects.ts";

const roundMs = 300;
const warmUpMs = 2000;
const distinctBodies = 1000;
const polledTasks = 200;

/** Requests of tasks, each another one. */
export const submits: readonly Buffer[] = Array.from({ length: distinctBodies }, (_, number) =>
  requestBytes("POST", tasksPath, submitBody(number)),
);

/** What a request cost a server. */
export interface Cost {
  readonly perSecond: number;
  readonly cpuMicroseconds: number;
}

async function measure({ port, pid, subject }: Running, requests: readonly Buffer[], ms: number): Promise<Cost> {
  const before = fineCpuSeconds(pid);
  const { answers, refused, seconds } = await runLoad({ port, requests, ms });
  if (refused > 0) throw new Error(`${subject.name} refused ${refused} of ${answers} requests`);
  return { perSecond: answers / seconds, cpuMicroseconds: ((fineCpuSeconds(pid) - before) / answers) * 1e6 };
}

/** Polls of tasks that were created just now. */
export async function pollsOf({ port }: Running): Promise<readonly Buffer[]> {
  const ids: string[] = [];
  const onAnswer = ({ body }: Answer): void => {
    ids.push(/"id"\s*:\s*"([^"]+)"/.exec(body)?.[1] ?? "");
  };
  await runLoad({ port, requests: submits, count: polledTasks, onAnswer });
  return ids.map((id) => requestBytes("GET", `${tasksPath}/${id}`));
}

export type Kind = "submit" | "poll, unfinished" | "poll, ended";

export type Costs = Readonly<Record<Kind, readonly Cost[]>>;

/** The requests of a round, made ready for the subject; undefined where its tasks take no time to end. */
async function requestsOf(kind: Kind, one: Running): Promise<readonly Buffer[] | undefined> {
  if (kind === "submit") return submits;
  const { endTasks } = one.subject;
  if (kind === "poll, ended" && endTasks === undefined) return undefined;
  const polls = await pollsOf(one);
  if (kind === "poll, unfinished" || endTasks === undefined) return polls;
  await runLoad({ port: one.port, requests: [requestBytes("POST", ...endTasks)], connections: 1, count: 1 });
  // Two more polls each: a task shows itself unfinished twice, however late it is asked for.
  await runLoad({ port: one.port, requests: polls, count: 3 * polls.length });
  return polls;
}

/**
 * Costs of each subject, round by round. The rounds are many and short and the subjects take turns, so that what else the
 * machine does weighs on all of them; and one kind of request follows the other, so that none pays for the other's garbage.
 */
export async function measureRequests(
  subjects: readonly Subject[],
  rounds: number,
): Promise<ReadonlyMap<string, Costs>> {
  const running = await Promise.all(subjects.map(start));
  const costsOf = async (kind: Kind): Promise<ReadonlyMap<string, readonly Cost[]>> => {
    const costs = new Map<string, Cost[]>(running.map(({ subject }) => [subject.name, []]));
    for (let round = 0; round <= rounds; round += 1) {
      for (const one of running) {
        const requests = await requestsOf(kind, one);
        if (requests === undefined) continue;
        const cost = await measure(one, requests, round === 0 ? warmUpMs : roundMs);
        if (round > 0) costs.get(one.subject.name)?.push(cost);
      }
    }
    return costs;
  };
  try {
    const [submit, unfinished, ended] = [
      await costsOf("submit"),
      await costsOf("poll, unfinished"),
      await costsOf("poll, ended"),
    ];
    return new Map(
      running.map(({ subject: { name, endTasks } }) => [
        name,
        {
          submit: submit.get(name) ?? [],
          "poll, unfinished": unfinished.get(name) ?? [],
          "poll, ended": (endTasks === undefined ? unfinished : ended).get(name) ?? [],
        },
      ]),
    );
  } finally {
    await Promise.all(running.map(({ stop }) => stop()));
  }
}

/** The median of the ratios of each round: what else the machine does in a round weighs on both. */
export function ratioOf(above: readonly Cost[], below: readonly Cost[], figure: keyof Cost): number {
  return median(above.map((cost, round) => cost[figure] / (below[round]?.[figure] ?? Number.NaN)));
}
