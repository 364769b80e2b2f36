import { factsOf } from "@shotlist/schema";
import type { CanonicalStatus, FormatRef } from "@shotlist/schema";
import { contractOf } from "@shotlist/schema/contracts";
import { valueAt } from "@shotlist/schema/own";
import type { Answer, Exchange } from "../answer/exchange.ts";
import { findAt, textAt } from "../answer/pointer.ts";
import { checkMessage } from "../check/check-message.ts";
import { describe } from "../check/describe.ts";
import type { Finding } from "../check/finding.ts";
import { levelOf } from "../check/level-of.ts";
import { newBelief } from "./belief.ts";
import type { Belief } from "./belief.ts";
import { cancelTask } from "./cancel-task.ts";
import { echoedFields } from "./echoed-fields.ts";
import { missTask } from "./miss-task.ts";
import { seeTask } from "./see-task.ts";

/** Watches every exchange with an endpoint and says what cannot be right, whatever the timing of the calls. */
export interface TraceOracle {
  /** What this exchange breaks, given all before it. */
  see(exchange: Exchange): readonly Finding[];
  /** What the task may be now; undefined for one that was never accepted. */
  beliefOf(taskId: string): Belief | undefined;
}

type Answered = Exclude<Answer, { readonly kind: "none" }>;

/** Called with each step that a task was seen to take. */
export type OnStep = (from: CanonicalStatus, to: CanonicalStatus) => void;

/** An oracle that has seen nothing yet. */
export function createTraceOracle(format: FormatRef, { onStep }: { readonly onStep?: OnStep } = {}): TraceOracle {
  const { places } = contractOf(format);
  const tasks = new Map<string, Belief>();
  const asked = new Map<string, unknown>();

  const learn = (taskId: string, belief: Belief): void => {
    const from = tasks.get(taskId)?.seen ?? "queued";
    if (belief.seen !== undefined && belief.seen !== from) onStep?.(from, belief.seen);
    tasks.set(taskId, belief);
  };

  const seeSubmit = (exchange: Exchange, answer: Answered): readonly Finding[] => {
    if (answer.status >= 400 || exchange.request.key !== "valid") return [];
    const id = answer.kind === "json" ? textAt(answer.body, places.submittedTaskId) : undefined;
    if (id === undefined) return [];
    if (!tasks.has(id)) {
      tasks.set(id, newBelief(format));
      asked.set(id, exchange.request.body);
      return [];
    }
    return [
      said(format, "submit", "lifecycle: ids-differ", {
        path: findAt(answer.kind === "json" ? answer.body : undefined, places.submittedTaskId)?.path ?? "",
        seen: describe(id),
        allowed: "an id that no earlier task has",
        message: "two tasks must not share an id",
      }),
    ];
  };

  const seePoll = (exchange: Exchange, answer: Answered): readonly Finding[] => {
    const { taskId } = exchange;
    if (taskId === undefined || exchange.request.key !== "valid") return [];
    const belief = tasks.get(taskId);
    if (answer.status >= 500) return [];
    if (answer.status >= 400) {
      if (belief === undefined) return [];
      const missed = missTask(format, belief, exchange.atMs);
      tasks.set(taskId, missed.belief);
      return missed.findings;
    }
    const shape = checkShape(format, answer);
    if (answer.kind !== "json") return shape;
    const echoed = checkEcho(format, answer.body, taskId);
    const seen = seeTask(format, belief ?? newBelief(format), { body: answer.body, atMs: exchange.atMs });
    learn(taskId, seen.belief);
    const changed = echoedFields(format, asked.get(taskId), answer.body);
    return [...shape, ...echoed, ...changed, ...withoutEchoOf(shape, seen.findings)];
  };

  const seeCancel = (exchange: Exchange, answer: Answer): readonly Finding[] => {
    const belief = exchange.taskId === undefined ? undefined : tasks.get(exchange.taskId);
    if (exchange.taskId === undefined || belief === undefined || exchange.request.key !== "valid") return [];
    const outcome =
      answer.kind === "none" || answer.status >= 500 ? "unknown" : answer.status >= 400 ? "refused" : "granted";
    const { belief: after, findings } = cancelTask(format, belief, outcome);
    tasks.set(exchange.taskId, after);
    return findings;
  };

  const seeList = (exchange: Exchange, answer: Answered): readonly Finding[] => {
    if (answer.kind !== "json" || answer.status >= 400) return [];
    const found = findAt(answer.body, places.listedTasks);
    if (!Array.isArray(found?.value)) return [];
    return found.value.flatMap((entry: unknown, index) => {
      const id = textAt(entry, places.taskId);
      const belief = id === undefined ? undefined : tasks.get(id);
      const shape = checkMessage(format, "task.response", entry);
      if (id === undefined || belief === undefined) return shape.map((one) => below(one, `${found.path}/${index}`));
      const seen = seeTask(format, belief, { body: entry, atMs: exchange.atMs });
      learn(id, seen.belief);
      return [...shape, ...withoutEchoOf(shape, seen.findings)].map((one) => below(one, `${found.path}/${index}`));
    });
  };

  return {
    see(exchange) {
      const { answer, operation } = exchange;
      if (operation === "cancel") return seeCancel(exchange, answer);
      if (answer.kind === "none") return [];
      if (operation === "submit") return seeSubmit(exchange, answer);
      if (operation === "poll" || operation === "lookup") return seePoll(exchange, answer);
      return operation === "list" ? seeList(exchange, answer) : [];
    },
    beliefOf: (taskId) => tasks.get(taskId),
  };
}

function checkShape(format: FormatRef, answer: Answered): readonly Finding[] {
  if (answer.kind === "json") return checkMessage(format, "task.response", answer.body);
  return [
    said(format, "poll", "task.response: JSON", {
      path: "",
      seen: describe(answer.start),
      allowed: "the task as JSON",
      message: "the answer to a poll must be JSON",
    }),
  ];
}

function checkEcho(format: FormatRef, body: unknown, taskId: string): readonly Finding[] {
  const { taskId: places } = contractOf(format).places;
  const wrong = places.find((place) => typeof valueAt(body, place) === "string" && valueAt(body, place) !== taskId);
  const found = wrong ?? (findAt(body, places) === undefined ? places[0] : undefined);
  if (found === undefined) return [];
  return [
    said(format, "poll", "lifecycle: id-echoed", {
      path: found,
      seen: describe(valueAt(body, found)),
      allowed: describe(taskId),
      message: "an answer must be about the requested task",
    }),
  ];
}

const saidBySchemaToo: ReadonlySet<string> = new Set([
  "lifecycle: known-status",
  "lifecycle: link-present",
  "lifecycle: progress-in-range",
]);

/** The oracle and the schema may see the same thing at the same place; the schema names it better. */
function withoutEchoOf(shape: readonly Finding[], findings: readonly Finding[]): readonly Finding[] {
  const isCovered = ({ path, level }: Finding): boolean =>
    shape
      .filter((one) => level === "advice" || one.level === "reject")
      .some((one) => path === one.path || path.startsWith(`${one.path}/`) || one.path.startsWith(`${path}/`));
  return findings.filter((finding) => !saidBySchemaToo.has(finding.rule) || !isCovered(finding));
}

function below(finding: Finding, prefix: string): Finding {
  return { ...finding, path: `${prefix}${finding.path}` };
}

function said(
  format: FormatRef,
  operation: "submit" | "poll",
  rule: string,
  words: Pick<Finding, "path" | "seen" | "allowed" | "message">,
): Finding {
  const provenance = factsOf(format).operations[operation]?.provenance ?? { grade: "assumed" };
  return { rule, level: levelOf(provenance), provenance, ...words };
}
