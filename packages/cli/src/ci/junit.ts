import type { TakeReport } from "@shotlist/batch-runner";
import { formatMoney } from "../output/money.ts";
import { statusWords } from "../output/outcome-words.ts";
import type { RenderReport } from "../output/merge-reports.ts";

/** A run in the JUnit XML that CI systems read: a suite for each storyboard, a test for each take. */
export function toJunit({ takes }: Pick<RenderReport, "takes">): string {
  const suites = Map.groupBy(takes, ({ storyboard }) => storyboard);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: "shotlist render", ...countsOf(takes) })}>`,
    ...[...suites].flatMap(([name, members]) => [
      `  <testsuite${attributes({ name, ...countsOf(members) })}>`,
      ...members.flatMap(testCase),
      "  </testsuite>",
    ]),
    "</testsuites>",
    "",
  ].join("\n");
}

type Verdict = "pass" | "failure" | "error" | "skipped";

/** Failed: there is no clip and will be none by itself. An error: a person has to decide. Skipped: a later run goes on. */
const verdicts: { readonly [status in TakeReport["status"]]: Verdict } = {
  cached: "pass",
  succeeded: "pass",
  failed: "failure",
  blocked: "failure",
  cancelled: "failure",
  uncertain: "error",
  lost: "error",
  missing: "error",
  detached: "skipped",
  left: "skipped",
};

function countsOf(takes: readonly TakeReport[]): Readonly<Record<string, number>> {
  const count = (verdict: Verdict): number => takes.filter(({ status }) => verdicts[status] === verdict).length;
  return { tests: takes.length, failures: count("failure"), errors: count("error"), skipped: count("skipped") };
}

function testCase({ storyboard, id, status, cost, error, taskId }: TakeReport): readonly string[] {
  const open = `    <testcase${attributes({ classname: storyboard, name: id })}`;
  const verdict = verdicts[status];
  const paid = cost?.billed ?? cost?.quoted;
  const facts = [
    `status: ${statusWords[status]}`,
    ...(taskId === undefined ? [] : [`task: ${taskId}`]),
    ...(paid === undefined ? [] : [`cost: ${formatMoney([paid])}`]),
  ];
  const facet = `      <system-out>${escape(facts.join("\n"))}</system-out>`;
  if (verdict === "pass") return [`${open}>`, facet, "    </testcase>"];
  const message = error?.message ?? statusWords[status];
  if (verdict === "skipped")
    return [`${open}>`, `      <skipped${attributes({ message })} />`, facet, "    </testcase>"];
  const text = [error?.hint, error?.requestId === undefined ? undefined : `request ${error.requestId}`];
  const body = escape(text.filter((line) => line !== undefined).join("\n"));
  const type = error?.code ?? status;
  return [
    `${open}>`,
    `      <${verdict}${attributes({ message, type })}>${body}</${verdict}>`,
    facet,
    "    </testcase>",
  ];
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escape(String(value))}"`)
    .join("");
}

const entities: { readonly [mark: string]: string } = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Escapes what XML gives a meaning to, and drops what it does not allow at all. */
function escape(text: string): string {
  return text
    .replaceAll(/\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/gu, (character) => (/[\t\n\r]/u.test(character) ? character : ""))
    .replaceAll(/[&<>"]/gu, (mark) => entities[mark] ?? mark);
}
