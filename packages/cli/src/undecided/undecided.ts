import type { Undecided } from "@shotlist/batch-runner";
import { shellQuote } from "../arguments/shell-quote.ts";
import { nameOf } from "../state/existing-states.ts";
import { say, translate } from "../text/say.ts";
import { stateWords } from "../output/outcome-words.ts";
import type { Style } from "../output/style.ts";
import { factLines, isoOf } from "./fact-lines.ts";

/** An entry of `resolve --list --json`. */
export function undecidedToJson({
  takes,
  state,
  realm,
  provider,
  model,
  reason,
  taskId,
  seed,
  clientId,
  intentAt,
}: Undecided): object {
  return {
    takes: takes.map(nameOf),
    state,
    realm,
    provider,
    model,
    reason,
    taskId,
    seed,
    clientId,
    submittedAt: isoOf(intentAt),
  };
}

interface DescribeOptions {
  readonly style: Style;
  readonly stateOptions: readonly string[];
}

/** What is known of it, by which a person finds it in the vendor's list, and the commands that decide it. */
export function describeUndecided(one: Undecided, { style, stateOptions }: DescribeOptions): string {
  const { takes, state, realm, provider, model, reason, taskId, seed, clientId, intentAt } = one;
  const [take] = takes.map(nameOf);
  const command = (...decision: readonly string[]): string =>
    shellQuote(["shotlist", "resolve", take ?? "", ...decision, ...stateOptions]);
  const facts = [
    [say`provider`, `${provider} (${realm})`],
    [say`model`, model],
    [say`submitted`, isoOf(intentAt)],
    [say`task`, taskId],
    [say`seed`, seed],
    [say`client id`, clientId],
  ] as const;
  return [
    `${style("bold", takes.map(nameOf).join(", "))} ${style("yellow", translate(stateWords[state]))}: ${translate(reason)}\n`,
    factLines(facts),
    `  ${command("--adopt", taskId ?? "TASK_ID")}\n`,
    `  ${command("--resubmit")}\n`,
    `  ${command("--abandon")}\n`,
  ].join("");
}
