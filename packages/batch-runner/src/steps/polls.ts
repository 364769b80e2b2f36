import type { ResolvedProvider, Task } from "@shotlist/core";
import type { HeardNotices } from "../schedule/heard-notices.ts";
import { sleepUnless } from "../schedule/sleep-unless.ts";
import type { PollOutcome } from "../work/poll-outcome.ts";
import type { PollQuestion, Polls } from "../work/polls.ts";
import type { ProviderAccess } from "../work/context.ts";
import { asking } from "./ask.ts";
import { canList, idsAtMost, listTasks } from "./list-tasks.ts";
import { pollOnce } from "./poll.ts";

/** So many lists in a row that fail, and tasks are asked about one by one for a while. */
const failuresInARow = 3;
const restMs = 10 * 60_000;

interface Waiting {
  readonly question: PollQuestion;
  readonly dueAt: number;
  /** Ends the wait: with the task, as far as a list says enough of it. */
  readonly answer: (listed: Listed | undefined) => void;
}

interface Listed {
  readonly task: Task;
  readonly askedAt: number;
}

/** The tasks of one provider and tier that wait for news. */
interface Round {
  readonly waiting: Map<string, Waiting>;
  listedAt: number;
  /** Until then no list is asked for. */
  restsUntil: number;
  failures: number;
  /** A list that is on its way. */
  running: Promise<Listing> | undefined;
}

type Listing = { readonly kind: "done" } | Extract<PollOutcome, { readonly kind: "rate-limited" | "again" }>;

/**
 * Where the provider lists tasks and more than one waits, the first whose time has come asks about all of them in one list, no
 * sooner after the last list than the provider allows. A task that the list does not have, or says too little of, is asked
 * about by itself, and so are all of them where lists fail. A task that a notice is about is asked about by itself at once.
 */
export function createPolls(
  context: ProviderAccess,
  notices: HeardNotices,
  roundKeyOf: (provider: ResolvedProvider) => string,
): Polls {
  const { clock } = context.state;
  const rounds = new Map<string, Round>();

  function roundOf({ provider, serviceTier = "" }: PollQuestion): Round {
    const key = `${roundKeyOf(provider)} ${serviceTier}`;
    const round = rounds.get(key) ?? {
      waiting: new Map(),
      listedAt: Number.NEGATIVE_INFINITY,
      restsUntil: Number.NEGATIVE_INFINITY,
      failures: 0,
      running: undefined,
    };
    rounds.set(key, round);
    return round;
  }

  async function alone({ provider, taskId }: PollQuestion): ReturnType<Polls["next"]> {
    let askedAt = clock.now();
    const outcome = await pollOnce(context, provider, taskId, () => {
      askedAt = clock.now();
    });
    return { outcome, askedAt };
  }

  async function list(round: Round, question: PollQuestion): Promise<Listing> {
    const all = [...round.waiting.values()];
    for (let from = 0; from < all.length; from += idsAtMost) {
      const found = await listSome(round, question, all.slice(from, from + idsAtMost));
      if (found.kind !== "done") return found;
    }
    return { kind: "done" };
  }

  async function listSome(
    round: Round,
    { provider, serviceTier }: PollQuestion,
    asked: readonly Waiting[],
  ): Promise<Listing> {
    let askedAt = clock.now();
    const own = asking(context, provider);
    const beforePoll = async (): Promise<void> => {
      await own.beforePoll();
      askedAt = clock.now();
    };
    const taskIds = asked.map(({ question }) => question.taskId);
    const listed = await listTasks({ ...own, beforePoll }, provider, { taskIds, serviceTier });
    round.listedAt = askedAt;
    switch (listed.kind) {
      case "tasks":
        round.failures = 0;
        for (const waiting of asked) tell(waiting, listed.tasks.get(waiting.question.taskId), askedAt);
        return { kind: "done" };
      case "no-list":
      case "closed":
        round.restsUntil = Number.POSITIVE_INFINITY;
        return { kind: "done" };
      case "again":
        round.failures += 1;
        if (round.failures >= failuresInARow) round.restsUntil = clock.now() + restMs;
        return listed;
      case "rate-limited":
        return listed;
      default:
        throw new Error(`no such list: ${JSON.stringify(listed satisfies never)}`);
    }
  }

  /** A task that the list does not have waits for its own time, and is asked about by itself then. */
  function tell({ question, dueAt, answer }: Waiting, task: Task | undefined, askedAt: number): void {
    if (task !== undefined) answer(question.isEnough(task) ? { task, askedAt } : undefined);
    else if (dueAt <= clock.now()) answer(undefined);
  }

  /** The list that is on its way, or a new one; no two at a time. */
  function listing(round: Round, question: PollQuestion): Promise<Listing> {
    round.running ??= list(round, question).finally(() => {
      round.running = undefined;
    });
    return round.running;
  }

  /** Milliseconds until the next list may go; `undefined` where this task is asked about by itself. */
  function untilList(round: Round, { provider }: PollQuestion): number | undefined {
    const now = clock.now();
    if (round.waiting.size < 2 || now < round.restsUntil) return undefined;
    return Math.min(provider.pollEveryMs, Math.max(0, round.listedAt + provider.pollEveryMs - now));
  }

  async function together(round: Round, question: PollQuestion, wait: AbortController): ReturnType<Polls["next"]> {
    let listed: Listed | undefined;
    const answer = (found: Listed | undefined): void => {
      listed = found;
      wait.abort();
    };
    const waiting = { question, answer, dueAt: clock.now() + question.waitMs };
    round.waiting.set(question.taskId, waiting);
    const told = (): boolean => wait.signal.aborted;
    const ended = sleepUnless(clock, { ended: wait.signal, stopping: context.stopping });
    try {
      await ended(question.waitMs);
      for (
        let leftMs = untilList(round, question);
        !told() && leftMs !== undefined;
        leftMs = untilList(round, question)
      ) {
        if (leftMs > 0) {
          await ended(leftMs);
          continue;
        }
        const isOwn = round.running === undefined;
        const found = await listing(round, question);
        // One of them reports that a list failed; the others ask again when the next one may go.
        if (found.kind !== "done" && isOwn && !told()) return { outcome: found, askedAt: round.listedAt };
      }
    } finally {
      if (round.waiting.get(question.taskId) === waiting) round.waiting.delete(question.taskId);
    }
    if (listed !== undefined) return { outcome: { kind: "task", task: listed.task }, askedAt: listed.askedAt };
    return alone(question);
  }

  return {
    async next(question) {
      const { provider, taskId } = question;
      const wait = new AbortController();
      const listening = { format: provider.format, taskId, lane: roundKeyOf(provider), everyMs: provider.pollEveryMs };
      const unlisten = notices.listen(listening, () => wait.abort());
      try {
        if (canList(context, provider)) return await together(roundOf(question), question, wait);
        await sleepUnless(clock, { ended: wait.signal, stopping: context.stopping })(question.waitMs);
      } finally {
        unlisten();
      }
      return alone(question);
    },
    everyMs: ({ provider, taskId }) =>
      provider.pollEveryMs * notices.rarity({ format: provider.format, taskId, lane: roundKeyOf(provider) }),
    left: ({ provider: { format }, taskId }, hasEnded) => notices.left({ format, taskId }, hasEnded),
  };
}
