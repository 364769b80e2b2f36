import type { PageData } from "../src/contact-sheet/page-data.ts";
import { facetsOf } from "./filter.ts";
import { make } from "./make.ts";
import type { State } from "./state.ts";

export interface Filters {
  readonly element: HTMLElement;
  focusSearch(): void;
}

/** A field for a text and a list for each thing in which takes differ. */
export function createFilters(state: State): Filters {
  const search = make("input", { type: "search", placeholder: "id, prompt, note …", "aria-keyshortcuts": "/" });
  const lists = make("div", { class: "facets" });
  const form = make("search", {}, make("label", {}, "Search", search), lists);
  const setText = (): void => state.setFilter({ ...state.filter(), text: search.value });
  search.addEventListener("input", setText);

  let painted = "";
  let paintedData: PageData | undefined;
  const paint = (): void => {
    if (state.data() === paintedData) return;
    paintedData = state.data();
    const facets = facetsOf(state.data().takes);
    const signature = JSON.stringify(facets);
    if (signature === painted) return;
    painted = signature;
    lists.replaceChildren(
      ...facets.map(({ name, label, values }) => {
        const options = values.map((value) =>
          make("option", { value, selected: state.filter().chosen[name] === value }, value),
        );
        const field = make("select", { name }, make("option", { value: "" }, "all"), ...options);
        field.addEventListener("change", () => {
          const before = state.filter();
          state.setFilter({ ...before, chosen: { ...before.chosen, [name]: field.value } });
        });
        return make("label", {}, label, field);
      }),
    );
  };
  state.listen(paint);
  paint();
  return { element: form, focusSearch: () => search.select() };
}
