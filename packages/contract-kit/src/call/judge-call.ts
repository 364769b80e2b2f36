import { factsOf } from "@shotlist/schema";
import { contractOf } from "@shotlist/schema/contracts";
import { findAt } from "../answer/pointer.ts";
import type { CallRequest, Case } from "../case/case.ts";
import { checkMessage } from "../check/check-message.ts";
import { checkRefusal, isRefusal } from "../check/check-refusal.ts";
import { describe } from "../check/describe.ts";
import type { Finding } from "../check/finding.ts";
import { levelOf } from "../check/level-of.ts";
import type { Answered, CaseRun } from "./case-run.ts";

/** Makes a case's call and holds the answer against what the case expects. */
export async function judgeCall(run: CaseRun, one: Case, request: CallRequest): Promise<void> {
  const answered = await run.call(request);
  run.report(...judgeAnswer(one, answered));
}

/** What the answer to a case's call breaks. */
export function judgeAnswer(one: Case, { answer }: Answered): readonly Finding[] {
  const { expectation } = one;
  const isSuccess = answer.status >= 200 && answer.status < 300;
  switch (expectation.kind) {
    case "accepted":
      return isSuccess ? checkSuccess(one, answer) : [wrongVerdict(one, answer, "success, in the documented shape")];
    case "refused":
      if (isRefusal(one.format, answer.status, expectation.occasions))
        return checkRefusal(one.format, answer, expectation.occasions);
      return [wrongVerdict(one, answer, `a refusal like ${expectation.occasions.join(" or ")}`)];
    case "either":
      if (isSuccess) return checkSuccess(one, answer);
      if (isRefusal(one.format, answer.status, ["unknown_model", "invalid_request"]))
        return checkRefusal(one.format, answer, []);
      return [wrongVerdict(one, answer, "success or a refusal")];
    case "as told":
      throw new Error(`${one.id} is a call without an expectation`);
    default:
      return expectation satisfies never;
  }
}

function checkSuccess(one: Case, answer: Answered["answer"]): readonly Finding[] {
  if (one.operation === "submit")
    return answer.kind === "json" ? checkMessage(one.format, "submit.response", answer.body) : [notJson(one, answer)];
  if (one.operation === "models") return checkList(one, answer, contractOf(one.format).places.listedModels);
  if (one.operation === "list") return checkList(one, answer, contractOf(one.format).places.listedTasks);
  return [];
}

function checkList(one: Case, answer: Answered["answer"], places: readonly string[] | undefined): readonly Finding[] {
  if (answer.kind !== "json") return [notJson(one, answer)];
  const found = findAt(answer.body, places);
  if (places === undefined || Array.isArray(found?.value)) return [];
  return [
    {
      ...sourceOf(one),
      rule: `${one.operation}: array`,
      path: places[0] ?? "",
      seen: describe(found?.value),
      allowed: "an array",
      message: `the answer to ${one.operation} must contain an array`,
    },
  ];
}

function notJson(one: Case, answer: Answered["answer"]): Finding {
  return {
    ...sourceOf(one),
    rule: `${one.operation}: JSON`,
    path: "",
    seen: answer.kind === "other" ? describe(answer.start) : "JSON",
    allowed: "JSON",
    message: `the answer to ${one.operation} must be JSON`,
  };
}

function sourceOf({ format, operation }: Case): Pick<Finding, "level" | "provenance"> {
  const provenance = Object.entries(factsOf(format).operations).find(([name]) => name === operation)?.[1]
    .provenance ?? {
    grade: "assumed",
  };
  return { provenance, level: levelOf(provenance) };
}

/** The endpoint took what it must refuse, or refused what it must take. */
function wrongVerdict(one: Case, answer: Answered["answer"], allowed: string): Finding {
  const said = answer.kind === "json" ? `, ${describe(answer.body)}` : "";
  // A refusal is owed even where only public sources say in which words it comes.
  const level = one.expectation.kind === "refused" ? "reject" : one.level;
  return {
    rule: one.rule ?? `${one.operation}: accepted`,
    level,
    path: "",
    seen: `HTTP ${answer.status}${said}`,
    allowed,
    message: one.title.replace(/^refuses /, "not refused: ").replace(/^accepts /, "not accepted: "),
    provenance: one.provenance,
  };
}
