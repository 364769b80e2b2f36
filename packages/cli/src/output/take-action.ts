import type { JoinedTake, TakeAction } from "@shotlist/batch-runner";
import type { Style } from "./style.ts";
import { text, translate } from "../text/say.ts";

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
  render: { style: "green", word: text("render"), counted: text("to render") },
  retake: { style: "green", word: text("retake"), counted: text("to retake") },
  waiting: { style: "green", word: text("waiting"), counted: text("waiting for another take") },
  stale: { style: "yellow", word: text("changed"), counted: text("changed") },
  collect: { style: "cyan", word: text("collect"), counted: text("to collect") },
  fetch: { style: "cyan", word: text("download"), counted: text("to download") },
  cached: { style: "dim", word: text("rendered"), counted: text("already rendered") },
  missing: { style: "yellow", word: text("missing"), counted: text("missing") },
  failed: { style: "red", word: text("failed"), counted: text("failed") },
  blocked: { style: "red", word: text("blocked"), counted: text("blocked") },
  uncertain: { style: "yellow", word: text("uncertain"), counted: text("uncertain") },
  lost: { style: "yellow", word: text("lost"), counted: text("lost") },
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
  return style(wordings[action].style, translate(wordings[action].word));
}

/** Such as `4 to render`. */
export function countOfAction(word: ActionWord, number: number): string {
  return translate(`${number} ${wordings[word].counted}`);
}
