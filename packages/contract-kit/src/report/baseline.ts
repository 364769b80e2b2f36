import { type FormatRef, isJsonObject } from "@shotlist/schema";
import type { LocatedFinding } from "../call/case-run.ts";
import type { AcceptedDeparture, CaseResult, ContractReport } from "./report.ts";

/** Known differences of an endpoint. Later runs fail only for other ones. */
export interface Baseline {
  readonly version: 1;
  readonly format: FormatRef;
  readonly accepted: readonly AcceptedDeparture[];
}

/** A baseline that cannot be used. */
export class BaselineUnreadableError extends Error {
  override readonly name = "BaselineUnreadableError";
  readonly code = "baseline_unreadable";
}

/** Every difference that makes a report fail. */
export function baselineOf(report: ContractReport): Baseline {
  const all = report.results.flatMap((result) => failing(report, result).map((finding) => departure(result, finding)));
  const accepted = [...new Map(all.map((one) => [keyOf(one), one])).values()];
  return {
    version: 1,
    format: report.format,
    accepted: accepted.toSorted((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1)),
  };
}

/** Reads a baseline from the text of its file. */
export function readBaseline(text: string, format: FormatRef): Baseline {
  const value = readJson(text);
  const { version, format: of, accepted } = isJsonObject(value) ? value : {};
  if (version !== 1) throw new BaselineUnreadableError("it is not a baseline of version 1");
  if (of !== format) throw new BaselineUnreadableError(`it is for ${JSON.stringify(of)}, not for ${format}`);
  if (!Array.isArray(accepted)) throw new BaselineUnreadableError("it has no `accepted` list");
  return { version, format, accepted: accepted.map(readDeparture) };
}

/**
 * The report with accepted differences marked, which no longer make it fail, and with accepted differences that are
 * gone.
 */
export function withBaseline(report: ContractReport, { accepted }: Baseline): ContractReport {
  const known = new Set(accepted.map(keyOf));
  const shown = new Set<string>();
  const results = report.results.map((result): CaseResult => {
    const findings = result.findings.map((finding): LocatedFinding => {
      const key = keyOf(departure(result, finding));
      if (!known.has(key)) return finding;
      shown.add(key);
      return { ...finding, accepted: true };
    });
    const isAccepted = result.verdict === "fail" && failing(report, { findings }).every((one) => one.accepted === true);
    return { ...result, findings, ...(isAccepted ? { accepted: true } : {}) };
  });
  const ran = new Set(results.map(({ id }) => id));
  const failed = results.filter(({ verdict }) => verdict === "fail");
  const fresh = failed.filter((result) => result.accepted !== true).length;
  return {
    ...report,
    ok: fresh === 0 && report.totals.undecided === 0,
    baseline: {
      accepted: failed.length - fresh,
      gone: accepted.filter((one) => ran.has(one.case) && !shown.has(keyOf(one))),
    },
    results,
  };
}

function failing(
  { strict }: Pick<ContractReport, "strict">,
  { findings }: Pick<CaseResult, "findings">,
): readonly LocatedFinding[] {
  return findings.filter(({ level }) => strict || level === "reject");
}

function departure({ id }: CaseResult, { rule, path }: LocatedFinding): AcceptedDeparture {
  return { case: id, rule, path };
}

function keyOf({ case: id, rule, path }: AcceptedDeparture): string {
  return JSON.stringify([id, rule, path]);
}

function readDeparture(value: unknown): AcceptedDeparture {
  const { case: id, rule, path } = isJsonObject(value) ? value : {};
  if (typeof id !== "string" || typeof rule !== "string" || typeof path !== "string") {
    throw new BaselineUnreadableError("an entry of `accepted` needs `case`, `rule` and `path`");
  }
  return { case: id, rule, path };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new BaselineUnreadableError("it is not JSON");
  }
}
