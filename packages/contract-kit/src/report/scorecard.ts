import { html, type Markup } from "@shotlist/schema";
import { departuresOf } from "./departures.ts";
import { groupResults, groupTitles } from "./group.ts";
import { style } from "./html-style.ts";
import type { ContractReport } from "./report.ts";
import { scoreOf } from "./score.ts";
import type { Score } from "./score.ts";

const kinds = { good: "pass", warn: "warn", fail: "fail" } as const;

/** Several reports as one page: how well each endpoint follows each edition, part by part. */
export function toScorecard(reports: readonly ContractReport[]): string {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Contract scorecard</title>
        <style>
          ${{ html: style }}
        </style>
      </head>
      <body>
        <header><h1>Contract scorecard</h1></header>
        <main>${overview(reports)} ${reports.map(card)}</main>
        <footer>Rules that were not offered, skipped or undecided are not counted.</footer>
      </body>
    </html> `;
  return page.html;
}

function overview(reports: readonly ContractReport[]): Markup {
  const rows = reports.map((report) => {
    const score = scoreOf(report);
    return html`<tr>
      <td>${report.title}</td>
      <td>${report.document}, ${report.edition}</td>
      <td><code>${report.target}</code></td>
      <td class="${kinds[score.kind]}">${words(score)}</td>
    </tr>`;
  });
  return table("Endpoints", ["Format", "Edition", "Endpoint", "Keeps"], rows);
}

function card(report: ContractReport): Markup {
  const rows = groupResults(report.results).map(({ name, results }) => {
    const score = scoreOf({ results });
    return html`<tr>
      <td>${groupTitles[name] ?? name}</td>
      <td class="${kinds[score.kind]}">${words(score)}</td>
    </tr>`;
  });
  const broken = departuresOf(report, "failures");
  const title = `${report.title} ${report.edition} at ${report.target}`;
  return html`<section>
    <h2>${title}</h2>
    ${table(title, ["Part", "Followed"], rows)}
    ${
      broken.length === 0
        ? html``
        : html`<ul>
            ${broken.map(({ rule, finding }) => html`<li><code>${rule}</code>: ${finding.message}</li>`)}
          </ul>`
    }
  </section>`;
}

function words({ passed, judged, undecided }: Score): string {
  return `${passed} of ${judged} rules${undecided === 0 ? "" : `, ${undecided} undecided`}`;
}

function table(label: string, heads: readonly string[], rows: readonly Markup[]): Markup {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${label}">
    <table>
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}
