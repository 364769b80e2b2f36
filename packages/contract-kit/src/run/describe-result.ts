import type { CaseResult } from "../report/report.ts";

/** A result in words, for the failure message of a test. */
export function describeResult({ verdict, reason = "", findings, curl }: CaseResult): string {
  const lines = findings.map(
    ({ rule, path, seen, allowed, provenance }) =>
      `${rule}${path === "" ? "" : ` at ${path}`}: seen ${seen}, allowed ${allowed} (${provenance.source ?? provenance.grade})`,
  );
  return [
    verdict === "fail" ? "differs from the format" : `${verdict}: ${reason}`,
    ...lines,
    ...(curl === undefined ? [] : [curl]),
  ].join("\n");
}
