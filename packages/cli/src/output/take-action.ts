import type { JoinedTake, TakeAction } from "@shotlist/batch-runner";
import type { Style } from "./style.ts";

/** What a render would do with a take, as a person reads it: finer than the actions that `--json` has. */
export type ActionWord = TakeAction | "retake" | "fetch";

interface Wording {
  readonly style: Parameters<Style>[0];
  /** In a table. */
  readonly word: string;
  /** Behind a number, such as `4 to render`. */
  readonly counted: string;
}

/** In the order in which a summary counts them. */
const wordings: { readonly [word in ActionWord]: Wording } = {
  render: { style: "green", word: "render", counted: "to render" },
  retake: { style: "green", word: "retake", counted: "to retake" },
  waiting: { style: "green", word: "waiting", counted: "waiting for another take" },
  stale: { style: "yellow", word: "changed", counted: "changed" },
  collect: { style: "cyan", word: "collect", counted: "to collect" },
  fetch: { style: "cyan", word: "download", counted: "to download" },
  cached: { style: "dim", word: "rendered", counted: "already rendered" },
  missing: { style: "yellow", word: "missing", counted: "missing" },
  failed: { style: "red", word: "failed", counted: "failed" },
  blocked: { style: "red", word: "blocked", counted: "blocked" },
  uncertain: { style: "yellow", word: "uncertain", counted: "uncertain" },
  lost: { style: "yellow", word: "lost", counted: "lost" },
};

/** The words, in the order in which a summary counts them. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of the table
export const actionWords: readonly ActionWord[] = Object.keys(wordings) as ActionWord[];

/** The actions of `--json`, in that order. */
export const actions: readonly TakeAction[] = actionWords.filter(
  (word): word is TakeAction => word !== "retake" && word !== "fetch",
);

/** The word for what a render would do with a take. */
export function actionWord({ action, retake, fetch }: Pick<JoinedTake, "action" | "retake" | "fetch">): ActionWord {
  if (action === "render" && retake === true) return "retake";
  return action === "missing" && fetch === true ? "fetch" : action;
}

/** The word of an action in a table, with its colour. */
export function tableWord(action: ActionWord, style: Style): string {
  return style(wordings[action].style, wordings[action].word);
}

/** Such as `4 to render`. */
export function countOfAction(word: ActionWord, number: number): string {
  return `${number} ${wordings[word].counted}`;
}
