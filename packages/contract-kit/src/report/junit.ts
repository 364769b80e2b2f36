import { groupResults } from "./group.ts";
import type { CaseResult, ContractReport } from "./report.ts";

/** A report as JUnit XML for CI systems: a suite for each part of the contract, a test for each case. */
export function toJunit(report: ContractReport): string {
  const { totals, results, format, target, seed } = report;
  const accepted = report.baseline?.accepted ?? 0;
  const failures = totals.fail - accepted;
  const errors = totals.undecided;
  const skipped = totals.skipped + totals.notOffered + accepted;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: `contract of ${format} at ${target}, seed ${seed}`, tests: results.length, failures, errors, skipped })}>`,
    ...groupResults(results).flatMap(({ name, results: members }) => suite(`${format}.${name}`, members)),
    "</testsuites>",
    "",
  ].join("\n");
}

function suite(name: string, members: readonly CaseResult[]): readonly string[] {
  const accepted = members.filter((member) => member.accepted === true).length;
  const count = (...verdicts: readonly string[]): number =>
    members.filter(({ verdict }) => verdicts.includes(verdict)).length;
  const counts = {
    tests: members.length,
    failures: count("fail") - accepted,
    errors: count("undecided"),
    skipped: count("skipped", "not offered") + accepted,
  };
  return [
    `  <testsuite${attributes({ name, ...counts })}>`,
    ...members.flatMap((member) => testCase(name, member)),
    "  </testsuite>",
  ];
}

function testCase(suiteName: string, result: CaseResult): readonly string[] {
  const { id, title, verdict, reason = "", findings, curl } = result;
  const open = `    <testcase${attributes({ classname: suiteName, name: `${id}: ${title}` })}`;
  const told = findings.map(
    ({ rule, path, seen, allowed }) => `${rule}${path === "" ? "" : ` at ${path}`}: seen ${seen}, allowed ${allowed}`,
  );
  switch (verdict) {
    case "pass":
      if (told.length === 0) return [`${open} />`];
      return [`${open}>`, `      <system-out>${escape(told.join("\n"))}</system-out>`, "    </testcase>"];
    case "fail": {
      if (result.accepted === true) {
        const why = attributes({ message: "differs as the baseline accepts" });
        return [`${open}>`, `      <skipped${why} />`, "    </testcase>"];
      }
      const text = [...told, ...(curl === undefined ? [] : [curl])].join("\n");
      const about = attributes({ message: findings[0]?.message ?? title, type: findings[0]?.rule ?? "" });
      return [`${open}>`, `      <failure${about}>${escape(text)}</failure>`, "    </testcase>"];
    }
    case "undecided":
      return [`${open}>`, `      <error${attributes({ message: reason })} />`, "    </testcase>"];
    case "skipped":
    case "not offered":
      return [`${open}>`, `      <skipped${attributes({ message: `${verdict}: ${reason}` })} />`, "    </testcase>"];
    default:
      return verdict satisfies never;
  }
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escape(String(value))}"`)
    .join("");
}

/** Escapes what XML gives a meaning to, and drops what it does not allow at all. */
function escape(text: string): string {
  return text
    .replaceAll(/\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/gu, (character) => (/[\t\n\r]/.test(character) ? character : ""))
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
