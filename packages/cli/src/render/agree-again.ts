import type { RealmClass, TakeKey } from "@shotlist/batch-runner";
import type { Estimate } from "@shotlist/core";
import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { isWatched } from "../output/is-watched.ts";
import { formatMoney, sumEstimates } from "../output/money.ts";
import { count } from "../output/units.ts";
import { nameOf } from "../state/existing-states.ts";
import type { World } from "../world/world.ts";
import { say, translate } from "../text/say.ts";

/** A request that a decision lets the next render submit again. */
export interface AskedAgain {
  /** The takes that were named. */
  readonly named: readonly TakeKey[];
  /** All takes that share the clip. */
  readonly takes: readonly TakeKey[];
  readonly estimate: Estimate;
}

interface AgreeOptions {
  readonly realmClass: RealmClass;
  readonly yes: boolean;
  readonly world: World;
}

/**
 * Says what would be submitted again, what it costs and which other takes share it, and makes sure that somebody agrees: at a
 * terminal a person is asked, elsewhere `--yes` has to be there. Where no money is spent nobody is asked.
 */
export async function agreeToSubmitAgain(
  asked: readonly AskedAgain[],
  { realmClass, yes, world }: AgreeOptions,
): Promise<void> {
  const { stderr, env, readAnswer } = world;
  for (const { named, takes } of asked) {
    const names = new Set(named.map(nameOf));
    const others = takes.map(nameOf).filter((name) => !names.has(name));
    if (others.length > 0)
      stderr.write(
        say`${[...names].join(", ")} shares its clip with ${others.join(", ")}: all of them get the new one.\n`,
      );
  }
  if (realmClass !== "live" || yes || asked.length === 0) return;
  const price = priceOf(asked);
  const isTerminal = isWatched(stderr, env) && readAnswer !== undefined;
  if (!isTerminal) {
    throw new CommandError(
      `${count(asked.length, "task")} would be submitted again${price}, and this is not an interactive terminal`,
      {
        code: "consent_missing",
        exitCode: ExitCode.wrong,
        hint: "Add --yes to agree",
      },
    );
  }
  stderr.write(
    say`Let the next render submit ${translate(count(asked.length, "task"))} again${translate(price)}? [y/N] `,
  );
  if (/^y(?:es)?$/iu.test((await readAnswer()).trim())) return;
  throw new CommandError("Nothing was changed", {
    code: "consent_refused",
    exitCode: ExitCode.capped,
    hint: "Answer y, or add --yes",
  });
}

function priceOf(asked: readonly AskedAgain[]): string {
  const { atMost, unpriced } = sumEstimates(asked.map(({ estimate }) => estimate));
  const known = atMost.length === 0 ? "" : `, for at most ${formatMoney(atMost)}`;
  return unpriced === 0 ? known : `${known}, ${unpriced} of them without a price`;
}
