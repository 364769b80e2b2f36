import type { ContractReport } from "./report.ts";

/** A report as one JSON document. */
export function toJson(report: ContractReport): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
