import { html, type Markup } from "@shotlist/schema";
import type { Exchange } from "../answer/exchange.ts";
import { departuresOf } from "./departures.ts";
import type { Departure } from "./departures.ts";
import { groupByRule, groupResults, groupTitles } from "./group.ts";
import type { RuleResult } from "./group.ts";
import { style } from "./html-style.ts";
import type { ContractReport, Verdict } from "./report.ts";

/**
 * A report as one HTML page without external files: differences from the format first, with everything needed to fix
 * them.
 */
export function toHtml(report: ContractReport): string {
  const { title, target } = report;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}: contract of ${target}</title>
        <style>
          ${{ html: style }}
        </style>
      </head>
      <body>
        ${head(report)}
        <main>${failures(report)} ${advice(report)} ${open(report)} ${everything(report)} ${steps(report)}</main>
        <footer>
          Seed ${report.seed}. ${report.spent.submits} submits with a valid key. Keys, signatures and the query of every
          link are left out.
        </footer>
      </body>
    </html> `;
  return page.html;
}

function head(report: ContractReport): Markup {
  const { title, target, totals, document, ok, strict } = report;
  const broken = departuresOf(report, "failures").length;
  const verdict =
    totals.fail > 0
      ? html`<span class="fail">breaks the format in ${broken} ${broken === 1 ? "rule" : "rules"}</span>`
      : ok
        ? html`<span class="pass">follows the format</span>`
        : html`<span class="warn">could not be checked completely</span>`;
  return html`<header>
    <h1>${title}: the endpoint ${verdict}</h1>
    <p><code>${target}</code></p>
    <p class="soft">Checked against ${document} and public sources${strict ? ", advice counted as failure" : ""}.</p>
    <ul class="counts">
      ${count(totals.pass, "passed", "pass")} ${count(totals.fail, "failed", totals.fail > 0 ? "fail" : "soft")}
      ${count(totals.advice, "with advice", totals.advice > 0 ? "warn" : "soft")}
      ${count(totals.notOffered, "not offered", "soft")} ${count(totals.skipped, "skipped, would be billed", "soft")}
      ${count(totals.undecided, "undecided", totals.undecided > 0 ? "warn" : "soft")}
    </ul>
  </header>`;
}

function count(number: number, label: string, kind: string): Markup {
  return html`<li class="${kind}"><b>${number}</b>${label}</li>`;
}

function failures(report: ContractReport): Markup {
  const departures = departuresOf(report, "failures");
  if (departures.length === 0) return html``;
  return html`<section aria-labelledby="failures">
    <h2 id="failures">Differences from the format</h2>
    ${departures.map((departure) => departureBlock(departure, "failure"))}
  </section>`;
}

function advice(report: ContractReport): Markup {
  const departures = departuresOf(report, "advice");
  if (departures.length === 0) return html``;
  return html`<section aria-labelledby="advice">
    <h2 id="advice">Advice</h2>
    <p class="soft">
      The format's documents do not cover this; the endpoint differs from other public sources or assumptions.
    </p>
    ${departures.map((departure) => departureBlock(departure, "advice"))}
  </section>`;
}

function departureBlock(
  { rule, finding, result, trace, caseIds, otherRules, causes }: Departure,
  kind: "failure" | "advice",
): Markup {
  const { message, seen, allowed, path, provenance } = finding;
  const source = provenance.source === undefined ? provenance.grade : `${provenance.grade}, ${provenance.source}`;
  return html`<article class="departure ${kind}">
    <h3>${message}</h3>
    <dl>
      <dt>Rule</dt>
      <dd><code>${rule}</code></dd>
      <dt>Seen</dt>
      <dd><code>${seen}</code>${path === "" ? html`` : html` at <code>${path}</code>`}</dd>
      <dt>Allowed</dt>
      <dd>${allowed}</dd>
      ${
        causes.length === 0
          ? html``
          : html`<dt>In common</dt>
              <dd><code>${causes.join(", ")}</code>: in every body refused like this, and in no accepted body</dd>`
      }
      <dt>Source</dt>
      <dd>${source}</dd>
      <dt>Found by</dt>
      <dd>
        ${result.title}
        <span class="soft"
          >(<code>${result.id}</code>${caseIds.length > 1 ? ` and ${caseIds.length - 1} more` : ""})</span
        >
      </dd>
      ${
        otherRules.length === 0
          ? html``
          : html`<dt>Also</dt>
              <dd>${otherList(otherRules)}</dd>`
      }
    </dl>
    ${result.curl === undefined ? html`` : html`<pre tabindex="0" aria-label="Command to repeat the call">${result.curl}</pre>`}
    <details>
      <summary>${trace.length === 1 ? "The call" : `All ${trace.length} calls`}</summary>
      <ol class="trace">
        ${trace.map(exchangeItem)}
      </ol>
    </details>
  </article>`;
}

function otherList(rules: readonly string[]): Markup {
  return html`<details>
    <summary>${rules.length} more ${rules.length === 1 ? "rule" : "rules"} got the same refusal</summary>
    <ul>
      ${rules.map((rule) => html`<li><code>${rule}</code></li>`)}
    </ul>
  </details>`;
}

function exchangeItem({ request, answer, operation }: Exchange): Markup {
  const body = request.text ?? (request.body === undefined ? undefined : JSON.stringify(request.body, undefined, 2));
  return html`<li>
    <code>${request.method} ${request.path}</code> <span class="soft">${operation}, ${request.key} key</span>
    ${body === undefined ? html`` : html`<pre tabindex="0" aria-label="Body of the request">${body}</pre>`}
    <pre tabindex="0" aria-label="Answer">${describeAnswer(answer)}</pre>
  </li>`;
}

function describeAnswer(answer: Exchange["answer"]): string {
  if (answer.kind === "none") return `No answer: ${answer.reason}`;
  const type = answer.headers["content-type"] ?? "no content type";
  const body =
    answer.kind === "json" ? JSON.stringify(answer.body, undefined, 2) : `${answer.bytes} bytes ${answer.start}`;
  return `${answer.status} (${type})\n${body}`;
}

function open({ results }: ContractReport): Markup {
  const reasons = Map.groupBy(
    results.filter(({ verdict }) => verdict !== "pass" && verdict !== "fail"),
    ({ verdict, reason = "" }) => `${verdict}: ${reason}`,
  );
  if (reasons.size === 0) return html``;
  return html`<section aria-labelledby="open">
    <h2 id="open">Not checked</h2>
    ${[...reasons].map(
      ([reason, members]) =>
        html`<details>
          <summary>${reason} <span class="soft">(${members.length})</span></summary>
          <ul>
            ${members.map(
              ({ id, title }) =>
                html`<li>
                  ${title} <span class="soft"><code>${id}</code></span>
                </li>`,
            )}
          </ul>
        </details>`,
    )}
  </section>`;
}

function everything({ results }: ContractReport): Markup {
  return html`<section aria-labelledby="rules">
    <h2 id="rules">Rule by rule</h2>
    ${groupResults(results).map(({ name, results: members }) => {
      const rules = groupByRule(members);
      const failing = rules.filter(({ verdict }) => verdict === "fail").length;
      return html`<details>
        <summary>
          <b>${groupTitles[name] ?? name}</b>
          <span class="soft">${rules.length} rules, ${members.length} cases</span
          >${failing > 0 ? html` <span class="fail">${failing} fail</span>` : html``}
        </summary>
        <div class="scroll" tabindex="0" role="region" aria-label="${groupTitles[name] ?? name}">
          <table>
            <thead>
              <tr>
                <th scope="col">Rule</th>
                <th scope="col">Verdict</th>
                <th scope="col" class="number">Cases</th>
                <th scope="col">Source</th>
              </tr>
            </thead>
            <tbody>
              ${rules.map(ruleRow)}
            </tbody>
          </table>
        </div>
      </details>`;
    })}
  </section>`;
}

const kinds: Readonly<Record<Verdict, string>> = {
  pass: "pass",
  fail: "fail",
  undecided: "warn",
  skipped: "soft",
  "not offered": "soft",
};

function ruleRow({ rule, verdict, results }: RuleResult): Markup {
  const [first] = results;
  const source = first?.provenance.source ?? first?.provenance.grade ?? "";
  return html`<tr>
    <td><code>${rule}</code><br /><span class="soft">${first?.title ?? ""}</span></td>
    <td class="${kinds[verdict]}">${verdict}</td>
    <td class="number">${results.length}</td>
    <td>${source}</td>
  </tr>`;
}

function steps({ steps: all }: ContractReport): Markup {
  if (all.length === 0) return html``;
  return html`<section aria-labelledby="steps">
    <h2 id="steps">Status changes of a task</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="Steps">
      <table>
        <thead>
          <tr>
            <th scope="col">From</th>
            <th scope="col">To</th>
            <th scope="col">Seen</th>
          </tr>
        </thead>
        <tbody>
          ${all.map(
            ({ from, to, seen }) =>
              html`<tr>
                <td>${from}</td>
                <td>${to}</td>
                <td>${seen ? "yes" : "no"}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}
