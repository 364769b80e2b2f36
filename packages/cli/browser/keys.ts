import type { Comparison } from "./compare.ts";
import type { Filters } from "./filters.ts";
import type { Grid } from "./grid.ts";
import type { State } from "./state.ts";

interface Parts {
  readonly state: State;
  readonly grid: Grid;
  readonly comparison: Comparison;
  readonly filters: Filters;
  readonly help: HTMLDialogElement;
}

/** What keys do, in the order in which the page explains them. */
export const keyHelp: readonly (readonly [keys: string, what: string])[] = [
  ["j / k", "next / previous take"],
  ["Space", "play or pause"],
  ["Enter", "versions of the take side by side"],
  [", / .", "one frame back / on, side by side"],
  ["1 – 9", "use this version"],
  ["a / r", "approve / reject"],
  ["n", "note"],
  ["u", "undo the decision"],
  ["/", "search"],
  ["Esc", "close"],
];

const fields = new Set(["INPUT", "TEXTAREA", "SELECT"]);
const frame = 1 / 24;

/** Lets the whole page be used by the keyboard alone. */
export function listenForKeys({ state, grid, comparison, filters, help }: Parts): void {
  const go = (by: 1 | -1): void => {
    state.select(state.position() + by);
    if (!comparison.isOpen()) grid.focus();
  };
  const decide = (change: Parameters<State["decide"]>[1]): void => {
    const take = state.selected();
    if (take !== undefined && take.versions.length > 0) state.decide(take, change);
  };
  const openNote = (): void => {
    if (!comparison.isOpen()) comparison.open();
    comparison.focusNote();
  };
  const actions: Readonly<Record<string, () => void>> = {
    j: () => go(1),
    k: () => go(-1),
    a: () => decide({ verdict: "approved" }),
    r: () => decide({ verdict: "rejected" }),
    u: () => state.forget(selectedKeys(state)),
    n: openNote,
    ",": () => comparison.step(-frame),
    ".": () => comparison.step(frame),
    "/": () => filters.focusSearch(),
    "?": () => help.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const target = event.target instanceof HTMLElement ? event.target : undefined;
    const inField = fields.has(target?.tagName ?? "");
    if (inField) {
      // A field gives the keyboard back; in the comparison, Esc closes that as well when pressed again.
      if (event.key === "Escape") {
        event.preventDefault();
        if (comparison.isOpen()) comparison.element.querySelector<HTMLElement>(".play")?.focus();
        else grid.focus();
      }
      return;
    }
    const isButton = target?.tagName === "BUTTON";
    const action = actionFor(event.key, { isButton, actions, parts: { state, grid, comparison, decide } });
    if (action === undefined) return;
    event.preventDefault();
    action();
  });
}

interface KeyContext {
  readonly isButton: boolean;
  readonly actions: Readonly<Record<string, () => void>>;
  readonly parts: Pick<Parts, "state" | "grid" | "comparison"> & {
    readonly decide: (change: { readonly use: number }) => void;
  };
}

function actionFor(key: string, { isButton, actions, parts }: KeyContext): (() => void) | undefined {
  const { state, grid, comparison, decide } = parts;
  if (/^[1-9]$/u.test(key)) {
    const number = Number(key);
    const has = state.selected()?.versions.some((version) => version.number === number) ?? false;
    return has ? () => decide({ use: number }) : () => undefined;
  }
  // A button that has the keyboard keeps what every button does by these keys; Play does the same by itself.
  if (key === " " && !isButton) return () => (comparison.isOpen() ? comparison.toggle() : grid.toggle());
  if (key === "Enter" && !isButton && !comparison.isOpen()) return () => comparison.open();
  return Object.hasOwn(actions, key) ? actions[key] : undefined;
}

function selectedKeys(state: State): readonly string[] {
  const take = state.selected();
  return take === undefined ? [] : [`${take.realm} ${take.storyboard}/${take.id}`];
}
