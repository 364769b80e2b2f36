import { toBadge, toHtml, toJunit } from "@shotlist/contract-kit";
import type { ContractReport } from "@shotlist/contract-kit";
import { writeOutput } from "../files/write-output.ts";

/** Files that a run may leave. */
interface ReportFiles {
  readonly junit: string | undefined;
  readonly html: string | undefined;
  readonly badge: string | undefined;
}

/** Writes the files that were asked for. */
export async function writeReports(report: ContractReport, files: ReportFiles, cwd: string): Promise<void> {
  const { junit, html, badge } = files;
  if (junit !== undefined) await writeOutput(junit, toJunit(report), cwd);
  if (html !== undefined) await writeOutput(html, toHtml(report), cwd);
  if (badge !== undefined) await writeOutput(badge, toBadge(report), cwd);
}
