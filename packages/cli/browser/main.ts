import type { DecisionResult, PageData } from "../src/contact-sheet/page-data.ts";
import { createComparison } from "./compare.ts";
import { createFilters } from "./filters.ts";
import { createGrid } from "./grid.ts";
import { createHandOver, createWriter } from "./hand-over.ts";
import { keyHelp, listenForKeys } from "./keys.ts";
import { button, make } from "./make.ts";
import { createState, type State } from "./state.ts";

const refreshEveryMs = 3000;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by the program that wrote this page
const state = createState(JSON.parse(document.querySelector("#data")?.textContent ?? "") as PageData, storage());
start(state);

function start(shown: State): void {
  const filters = createFilters(shown);
  const comparison = createComparison(shown, () => grid.focus());
  const grid = createGrid(shown, () => comparison.open());
  const help = helpDialog();
  const summary = make("p", { class: "soft" });
  const head = make(
    "header",
    {},
    make("div", { class: "title" }, make("h1", {}, shown.data().title), summary),
    button("Keys (?)", () => help.showModal()),
    filters.element,
  );
  const { isServed } = shown.data();
  const bar = isServed ? createWriter(shown, post) : createHandOver(shown);
  const paint = (): void => {
    summary.textContent = shown.data().summary;
  };
  shown.listen(paint);
  paint();
  document.querySelector("#app")?.append(head, grid.element, bar, comparison.element, help);
  listenForKeys({ state: shown, grid, comparison, filters, help });
  grid.focus();
  if (isServed) setInterval(() => void refresh(shown), refreshEveryMs);
}

/** What a run changes while the page is open comes in by itself. */
let seen = "";
async function refresh(shown: State): Promise<void> {
  if (document.visibilityState === "hidden") return;
  try {
    const answer = await fetch("data", { headers: seen === "" ? {} : { "if-none-match": seen } });
    if (answer.status !== 200) return;
    seen = answer.headers.get("etag") ?? "";
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same program answers
    shown.setData((await answer.json()) as PageData);
  } catch {
    // The next one may succeed; a decision says so when the server is gone.
  }
}

async function post(body: string): Promise<readonly DecisionResult[]> {
  const answer = await fetch("decisions", { method: "POST", headers: { "content-type": "application/json" }, body });
  if (!answer.ok) throw new Error(`${answer.status}`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same program answers
  return ((await answer.json()) as { readonly results: readonly DecisionResult[] }).results;
}

function helpDialog(): HTMLDialogElement {
  const rows = keyHelp.flatMap(([keys, what]) => [make("dt", {}, keys), make("dd", {}, what)]);
  const dialog = make("dialog", { "aria-labelledby": "keys", class: "help" }, make("h2", { id: "keys" }, "Keys"));
  dialog.append(
    make("dl", {}, ...rows),
    button("Close", () => dialog.close()),
  );
  return dialog;
}

/** Absent where the browser keeps nothing for this page. */
function storage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}
