import { validateMessage } from "@shotlist/schema";
import type { JsonValue } from "@shotlist/schema";
import { contractOf } from "@shotlist/schema/contracts";
import * as fc from "fast-check";
import type { CallRequest, Case, Expectation } from "../case/case.ts";
import type { Finding } from "../check/finding.ts";
import { judgeAnswer } from "../call/judge-call.ts";
import type { CaseRun } from "../call/case-run.ts";
import { arbitraryAcceptedBody } from "./arbitrary-body.ts";
import { arbitraryRefusedBody } from "./arbitrary-refused-body.ts";

export interface Draws {
  readonly seed: number;
  /** Bodies to draw. */
  readonly count: number;
  /** Whether a body that fails may be sent again, ever shorter, to find the shortest that still fails. */
  readonly shrink: boolean;
}

/** Draws bodies, submits them and reports the shortest that got the wrong verdict. */
export async function drawBodies(
  run: CaseRun,
  one: Case,
  { kind, seed, count, shrink }: Draws & { readonly kind: "accepted" | "refused" },
): Promise<void> {
  const bodies = kind === "accepted" ? arbitraryAcceptedBody(run.format) : arbitraryRefusedBody(run.format);
  let shortest: { readonly findings: readonly Finding[]; readonly request: CallRequest } | undefined;
  const property = fc.asyncProperty(bodies, async (body) => {
    const request: CallRequest = { kind: "call", operation: "submit", key: "valid", body };
    const about = aboutBody(run, body, kind);
    const findings = judgeAnswer({ ...one, ...about }, await run.call(request)).filter(
      ({ level }) => level === "reject",
    );
    if (findings.length === 0) return run.forgetLatest();
    shortest = { findings, request };
    run.forgetLatest();
    throw new Error("wrong verdict");
  });
  await fc.check(property, { seed: seed | 0, numRuns: count, endOnFailure: !shrink });
  if (shortest === undefined) return;
  await run.call(shortest.request);
  run.report(...shortest.findings);
}

/** The rules that a drawn body breaks name what the endpoint got wrong. */
function aboutBody(
  run: CaseRun,
  body: JsonValue,
  kind: "accepted" | "refused",
): Pick<Case, "expectation" | "rule" | "title"> {
  if (kind === "accepted") {
    return {
      expectation: { kind: "accepted" },
      rule: "generated: accepted-bodies",
      title: "a body that is valid by the schema must be accepted",
    };
  }
  const verdict = validateMessage(run.format, "submit.request", body);
  const [first] = verdict.ok ? [] : verdict.errors;
  const isModel = first !== undefined && contractOf(run.format).places.model.includes(first.path);
  const expectation: Expectation = {
    kind: "refused",
    occasions: isModel ? ["unknown_model", "invalid_request"] : ["invalid_request"],
  };
  return {
    expectation,
    rule: first === undefined ? "generated: refused-bodies" : `submit.request: ${first.rule}`,
    title:
      first === undefined
        ? "a body that is invalid by the schema must be refused"
        : `refuses a body that breaks: ${first.message}`,
  };
}
