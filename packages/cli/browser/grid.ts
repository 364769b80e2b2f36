import type { PageTake } from "../src/contact-sheet/page-data.ts";
import { card } from "./card.ts";
import { keyOf } from "./decisions.ts";
import { button, make } from "./make.ts";
import { toggle } from "./player.ts";
import { takesPerPage, type State } from "./state.ts";

export interface Grid {
  readonly element: HTMLElement;
  /** Puts the selected card under the keyboard. */
  focus(): void;
  /** Plays or stops the selected card's clip. */
  toggle(): void;
}

/** The takes of one page of the matching ones: only these are elements of the document, however many takes there are. */
export function createGrid(state: State, compare: () => void): Grid {
  const list = make("ul", { class: "takes" });
  const where = make("p", { class: "soft", role: "status" });
  const back = button("Previous page", () => step(-1));
  const on = button("Next page", () => step(1));
  const pager = make("nav", { "aria-label": "Pages" }, back, where, on);
  const known = new Map<string, { readonly signature: string; readonly item: HTMLLIElement }>();

  const step = (direction: 1 | -1): void => {
    const page = Math.floor(state.position() / takesPerPage) + direction;
    state.select(page * takesPerPage);
    scrollTo(0, 0);
  };

  const itemOf = (take: PageTake): HTMLLIElement => {
    const key = keyOf(take);
    const draft = state.drafts.get(key);
    const signature = JSON.stringify([take, draft]);
    const before = known.get(key);
    if (before?.signature === signature) return before.item;
    const select = (): void => state.select(state.matching().findIndex((one) => keyOf(one) === key));
    const article = card(take, draft, {
      select,
      compare: () => {
        select();
        compare();
      },
      decide: (change) => state.decide(take, change),
    });
    const item = make("li", {}, article);
    known.set(key, { signature, item });
    return item;
  };

  const paint = (): void => {
    const shown = state.shown();
    const items = shown.map(itemOf);
    const keys = new Set(shown.map(keyOf));
    for (const [key, { item }] of known) {
      if (keys.has(key) && items.includes(item)) continue;
      known.delete(key);
    }
    // What stays in its place keeps playing.
    if (items.length !== list.children.length || items.some((item, index) => list.children[index] !== item)) {
      const isInside = list.contains(document.activeElement);
      list.replaceChildren(...items);
      if (isInside) queueMicrotask(focus);
    }
    const selected = state.selected();
    for (const [key, { item }] of known) {
      const isSelected = selected !== undefined && key === keyOf(selected);
      const article = item.firstElementChild;
      article?.setAttribute("tabindex", isSelected ? "0" : "-1");
      if (isSelected) article?.setAttribute("aria-current", "true");
      else article?.removeAttribute("aria-current");
    }
    paintPager(state, { pager, where, back, on });
  };

  const selectedArticle = (): HTMLElement | null => list.querySelector<HTMLElement>("article[aria-current]");
  const focus = (): void => {
    selectedArticle()?.focus({ preventScroll: true });
    selectedArticle()?.scrollIntoView({ block: "nearest" });
  };
  state.listen(paint);
  paint();
  return {
    element: make("main", { "aria-label": "Takes" }, list, pager),
    focus,
    toggle: () => {
      const video = selectedArticle()?.querySelector("video");
      if (video) toggle(video);
    },
  };
}

interface Pager {
  readonly pager: HTMLElement;
  readonly where: HTMLElement;
  readonly back: HTMLButtonElement;
  readonly on: HTMLButtonElement;
}

function paintPager(state: State, { pager, where, back, on }: Pager): void {
  const { length } = state.matching();
  const pages = Math.max(1, Math.ceil(length / takesPerPage));
  const page = Math.max(0, Math.floor(state.position() / takesPerPage));
  pager.classList.toggle("single", pages === 1);
  const of = state.data().takes.length;
  const text =
    length === 0
      ? "No take matches these filters."
      : `${length === of ? `${of}` : `${length} of ${of}`} takes, page ${page + 1} of ${pages}`;
  // A status that says the same again would be read aloud again.
  if (where.textContent !== text) where.textContent = text;
  back.disabled = page === 0;
  on.disabled = page >= pages - 1;
}
