import type { DecisionResult } from "../src/contact-sheet/page-data.ts";
import { keyOf, toCommand, toDocument, toText } from "./decisions.ts";
import { button, make } from "./make.ts";
import type { State } from "./state.ts";

/** What is decided and not written: a bar that hands it over as a command or a file. */
export function createHandOver(state: State): HTMLElement {
  const count = make("p", { role: "status" });
  const said = make("p", { class: "soft", role: "status" });
  const decided = (): ReturnType<typeof toDocument> => toDocument(state.data().takes, state.drafts);
  const copy = (text: string, what: string): void => {
    navigator.clipboard.writeText(text).then(
      () => (said.textContent = `${what} copied.`),
      () => showText(bar, text),
    );
  };
  const buttons = [
    button("Copy command", () => copy(toCommand(decided(), state.data().stateOptions), "Command")),
    button("Copy JSON", () => copy(toText(decided()), "JSON")),
    button("Save JSON", () => save(toText(decided()))),
    button("Forget all", () => state.forget()),
  ];
  const bar = make("footer", { class: "hand-over", "aria-label": "Decisions" }, count, ...buttons, said);
  const paint = (): void => {
    const { length } = decided().of;
    bar.hidden = length === 0;
    const text = `${length} decision${length === 1 ? "" : "s"} not written yet`;
    if (count.textContent !== text) count.textContent = text;
  };
  state.listen(paint);
  paint();
  return bar;
}

/** Where a page may not touch the clipboard, the text is there to be copied by hand. */
function showText(bar: HTMLElement, text: string): void {
  bar.querySelector("textarea")?.remove();
  const field = make("textarea", { rows: 6, readonly: true, "aria-label": "Decisions" });
  field.value = text;
  bar.append(field);
  field.select();
}

function save(text: string): void {
  const link = make("a", { download: "decisions.json" });
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Where a server listens, decisions are written at once; what it cannot write now stays and is tried again. */
export function createWriter(state: State, post: (text: string) => Promise<readonly DecisionResult[]>): HTMLElement {
  const said = make("p", { role: "status" });
  const bar = make("footer", { class: "hand-over", "aria-label": "Decisions" }, said);
  const say = (text: string): void => {
    bar.hidden = text === "";
    if (said.textContent !== text) said.textContent = text;
  };
  let isBusy = false;
  const write = async (): Promise<void> => {
    const decisions = toDocument(state.data().takes, state.drafts);
    if (isBusy || decisions.of.length === 0) return;
    isBusy = true;
    const sent = new Map(state.drafts);
    try {
      const results = await post(toText(decisions));
      say(results.flatMap(({ ok, take, message }) => (ok ? [] : [`${take}: ${message ?? "not written"}`])).join("\n"));
      state.forget(settledKeys(state, { results, sent }));
    } catch {
      say("The server does not answer. Decisions are kept in this browser until it does.");
    } finally {
      isBusy = false;
    }
  };
  // Typing is one decision, not one for each letter.
  let timer: ReturnType<typeof setTimeout> | undefined;
  state.listen(() => {
    clearTimeout(timer);
    timer = setTimeout(() => void write(), 400);
  });
  say("");
  timer = setTimeout(() => void write(), 0);
  return bar;
}

interface Settled {
  readonly results: readonly DecisionResult[];
  readonly sent: State["drafts"];
}

/** Written, or refused for good; what was changed meanwhile and what a run holds up stays. */
function settledKeys(state: State, { results, sent }: Settled): readonly string[] {
  const settled = new Set(results.filter(({ ok, code }) => ok || code !== "ledger_held").map(({ take }) => take));
  return state
    .data()
    .takes.filter((take) => settled.has(`${take.storyboard}/${take.id}`))
    .map(keyOf)
    .filter((key) => state.drafts.get(key) === sent.get(key));
}
