import type { PageData, PageTake } from "../src/contact-sheet/page-data.ts";
import { addToDraft, keyOf, type Draft } from "./decisions.ts";
import { takesMatching, type Filter } from "./filter.ts";

/** How many takes are on the screen at once: enough for any screen, few enough for any browser. */
export const takesPerPage = 24;

/** What the page knows and shows. Whoever changes it tells the listeners. */
export interface State {
  readonly data: () => PageData;
  readonly filter: () => Filter;
  readonly matching: () => readonly PageTake[];
  readonly selected: () => PageTake | undefined;
  /** The place of the selected take among the matching ones; -1 where there is none. */
  readonly position: () => number;
  /** The matching takes of the page with the selected one. */
  readonly shown: () => readonly PageTake[];
  readonly drafts: ReadonlyMap<string, Draft>;
  setData(data: PageData): void;
  setFilter(filter: Filter): void;
  select(position: number): void;
  decide(take: PageTake, change: Draft): void;
  /** Forgets decisions of takes, or all. */
  forget(keys?: readonly string[]): void;
  listen(listener: () => void): void;
}

/** `kept` holds decisions that were not written yet when the page was closed. */
export function createState(first: PageData, kept: Pick<Storage, "getItem" | "setItem"> | undefined): State {
  let data = first;
  let filter: Filter = { text: "", chosen: {} };
  let matching = takesMatching(data.takes, filter);
  let selectedKey = matching[0] === undefined ? "" : keyOf(matching[0]);
  let position = matching.length === 0 ? -1 : 0;
  const storageKey = `shotlist ${first.id}`;
  const drafts = readDrafts(kept?.getItem(storageKey));
  const listeners: (() => void)[] = [];

  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  const keep = (): void => kept?.setItem(storageKey, JSON.stringify([...drafts]));
  const match = (): void => {
    matching = takesMatching(data.takes, filter);
    const found = matching.findIndex((take) => keyOf(take) === selectedKey);
    position = found === -1 ? Math.min(Math.max(position, 0), matching.length - 1) : found;
    const now = matching[position];
    selectedKey = now === undefined ? "" : keyOf(now);
  };

  return {
    data: () => data,
    filter: () => filter,
    matching: () => matching,
    selected: () => matching[position],
    position: () => position,
    shown: () => {
      const from = Math.max(0, Math.floor(position / takesPerPage) * takesPerPage);
      return matching.slice(from, from + takesPerPage);
    },
    drafts,
    setData: (next) => {
      data = next;
      match();
      changed();
    },
    setFilter: (next) => {
      filter = next;
      position = 0;
      match();
      changed();
    },
    select: (next) => {
      position = Math.min(Math.max(next, 0), matching.length - 1);
      const now = matching[position];
      selectedKey = now === undefined ? "" : keyOf(now);
      changed();
    },
    decide: (take, change) => {
      const key = keyOf(take);
      const draft = addToDraft(take, drafts.get(key), change);
      if (draft === undefined) drafts.delete(key);
      else drafts.set(key, draft);
      keep();
      changed();
    },
    forget: (keys = [...drafts.keys()]) => {
      for (const key of keys) drafts.delete(key);
      keep();
      changed();
    },
    listen: (listener) => void listeners.push(listener),
  };
}

function readDrafts(text: string | null | undefined): Map<string, Draft> {
  try {
    const entries: unknown = JSON.parse(text ?? "[]");
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by this page alone
    return new Map(entries as [string, Draft][]);
  } catch {
    return new Map();
  }
}
