import { storyboardOfDrafts } from "@shotlist/core";
import { count, formatBytes } from "../output/units.ts";
import { formatMoney } from "../output/money.ts";
import { html, type Markup } from "./markup.ts";
import { pageStyle } from "./page-style.ts";
import type { Sheet, SheetClip, SheetTake } from "./sheet.ts";

/** How a page refers to a clip: by a path, or by its bytes. */
export type SourceOf = (clip: SheetClip) => string;

/** The contact sheet as one page that fetches nothing from elsewhere. */
export function toPage(sheets: readonly Sheet[], sourceOf: SourceOf): string {
  const storyboards = sheets.flatMap(({ takes }) => takes.map(({ storyboard }) => storyboard));
  const names = [...new Set(storyboards.map((name) => storyboardOfDrafts(name) ?? name))];
  const title = names.length === 1 ? `${names[0]}: contact sheet` : "Contact sheet";
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          ${{ html: pageStyle }}
        </style>
      </head>
      <body>
        <header>
          <h1>${title}</h1>
          <p class="soft">${summaryOf(sheets)}</p>
        </header>
        <main>${sheets.flatMap((sheet) => sectionsOf(sheet, { sourceOf, many: sheets.length > 1 }))}</main>
      </body>
    </html> `;
  return page.html;
}

function summaryOf(sheets: readonly Sheet[]): string {
  const takes = sheets.flatMap((sheet) => sheet.takes);
  const clips = takes.filter(({ chosen }) => chosen !== undefined).length;
  const spent = sheets.flatMap((sheet) => sheet.spent);
  const money = spent.length === 0 ? "" : ` ${formatMoney(spent)} spent.`;
  return `${count(takes.length, "take")}, ${count(clips, "clip")}.${money}`;
}

interface SectionOptions {
  readonly sourceOf: SourceOf;
  /** Whether there are several kinds of money. */
  readonly many: boolean;
}

/** A section for each storyboard. */
function sectionsOf({ realmClass, takes }: Sheet, { sourceOf, many }: SectionOptions): readonly Markup[] {
  const names = [...new Set(takes.map(({ storyboard }) => storyboard))];
  return names.map((name) => {
    const id = `${realmClass}-${name}`;
    const realm = many || realmClass !== "live" ? html` <span class="soft">${realmClass}</span>` : html``;
    return html`<section aria-labelledby="${id}">
      <h2 id="${id}">${titleOf(name)}${realm}</h2>
      <ul class="takes">
        ${takes.filter(({ storyboard }) => storyboard === name).map((take) => card(take, sourceOf))}
      </ul>
    </section>`;
  });
}

function titleOf(storyboard: string): string {
  const of = storyboardOfDrafts(storyboard);
  return of === undefined ? storyboard : `${of}: drafts`;
}

function card(take: SheetTake, sourceOf: SourceOf): Markup {
  const { id, chosen, others } = take;
  const facts = [take.provider, take.model, take.cost === undefined ? undefined : formatMoney([take.cost])];
  const more =
    others.length === 0
      ? html``
      : html`<details>
          <summary>${count(others.length, "other version")}</summary>
          ${others.map((clip) => player(clip, take, sourceOf))}
        </details>`;
  return html`<li>
    <article aria-label="${id}">
      ${chosen === undefined ? html`<p class="empty">${take.state}</p>` : player(chosen, take, sourceOf)}
      <h3>${id}</h3>
      <p class="soft">${facts.filter((fact) => fact !== undefined).join(" · ")}</p>
      ${take.verdict === undefined ? html`` : html`<p>${take.verdict}</p>`}
      ${chosen !== undefined && take.state !== "rendered" ? html`<p class="state">${take.state}</p>` : html``}
      ${take.prompt === undefined ? html`` : html`<p class="prompt">${take.prompt}</p>`} ${more}
    </article>
  </li>`;
}

function player(clip: SheetClip, { id }: SheetTake, sourceOf: SourceOf): Markup {
  const { width = 16, height = 9, durationSeconds, bytes } = clip.facts;
  const length = durationSeconds === undefined ? "" : `${durationSeconds.toFixed(1)} s, `;
  return html`<figure>
    <video
      controls
      loop
      playsinline
      preload="metadata"
      width="${width}"
      height="${height}"
      src="${sourceOf(clip)}"
      aria-label="${id}, version ${clip.number}"
    ></video>
    <figcaption class="soft">version ${clip.number}: ${length}${width}×${height}, ${formatBytes(bytes)}</figcaption>
  </figure>`;
}
