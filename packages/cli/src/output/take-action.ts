import type { JoinedTake, TakeAction } from "@shotlist/batch-runner";
import type { Style } from "./style.ts";

/** What a render would do with a take, as a person reads it: finer than the actions that `--json` has. */
export type ActionWord = TakeAction | "retake" | "fetch";

interface Wording {
  readonly style: Parameters<Style>[0];
  /** Behind a number, such as `4 to render`. */
  readonly counted: string;
}

/** In the order in which a summary counts them. */
const wordings: { readonly [word in ActionWord]: Wording } = {
  render: { style: "green", counted: "to render" },
  retake: { style: "green", counted: "to retake" },
  waiting: { style: "green", counted: "waiting for another" },
  stale: { style: "yellow", counted: "changed" },
  collect: { style: "cyan", counted: "to collect" },
  fetch: { style: "cyan", counted: "to fetch" },
  cached: { style: "dim", counted: "cached" },
  missing: { style: "yellow", counted: "missing" },
  failed: { style: "red", counted: "failed" },
  blocked: { style: "red", counted: "blocked" },
  uncertain: { style: "yellow", counted: "uncertain" },
  lost: { style: "yellow", counted: "lost" },
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

/** The colour of an action. */
export function styleOfAction(word: ActionWord): Parameters<Style>[0] {
  return wordings[word].style;
}

/** Such as `4 to render`. */
export function countOfAction(word: ActionWord, number: number): string {
  return `${number} ${wordings[word].counted}`;
}
