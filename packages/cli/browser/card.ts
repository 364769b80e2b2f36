import type { PageTake } from "../src/contact-sheet/page-data.ts";
import { noteOf, verdictOf, versionThatCounts, type Draft } from "./decisions.ts";
import { button, make } from "./make.ts";
import { factsOf, player, toggle } from "./player.ts";

/** What a card's buttons do. */
export interface CardActions {
  readonly select: () => void;
  readonly compare: () => void;
  readonly decide: (change: Draft) => void;
}

/** One take of the grid. */
export function card(take: PageTake, draft: Draft | undefined, actions: CardActions): HTMLElement {
  const version = versionThatCounts(take, draft);
  const verdict = verdictOf(take, draft);
  const note = noteOf(take, draft);
  const article = make("article", {
    "aria-label": take.id,
    "data-verdict": verdict,
    "data-draft": draft !== undefined,
  });
  article.addEventListener("click", actions.select);
  if (version === undefined) article.append(make("p", { class: "empty" }, take.state));
  else {
    const video = player(take, version);
    video.addEventListener("click", () => toggle(video));
    article.append(make("div", { class: "screen" }, video));
  }
  article.append(make("h2", {}, take.id, ...badges(take, verdict)));
  const facts = [take.provider, take.model, take.cost].filter((fact) => fact !== undefined);
  article.append(make("p", { class: "soft" }, facts.join(" · ")));
  if (version !== undefined) article.append(make("p", { class: "soft" }, factsOf(version)));
  if (version !== undefined && take.status !== "rendered") article.append(make("p", { class: "state" }, take.state));
  if (take.prompt !== undefined) article.append(make("p", { class: "prompt", title: take.prompt }, take.prompt));
  if (note !== "") article.append(make("p", { class: "note" }, note));
  if (version !== undefined) article.append(buttons(take, verdict, actions));
  return article;
}

function badges({ realm }: PageTake, verdict: Draft["verdict"]): readonly Node[] {
  const texts = [...(realm === "live" ? [] : [realm]), ...(verdict === undefined ? [] : [verdict])];
  return texts.map((text) => make("span", { class: `badge ${text}` }, text));
}

function buttons(take: PageTake, verdict: Draft["verdict"], { compare, decide }: CardActions): HTMLElement {
  const versions = take.versions.length;
  return make(
    "div",
    { class: "buttons" },
    button("Approve", () => decide({ verdict: "approved" }), { "aria-pressed": String(verdict === "approved") }),
    button("Reject", () => decide({ verdict: "rejected" }), { "aria-pressed": String(verdict === "rejected") }),
    button(versions > 1 ? `Compare ${versions} versions` : "Open", compare),
  );
}
