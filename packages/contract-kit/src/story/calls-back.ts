import { factsOf } from "@shotlist/schema";
import type { CanonicalStatus, JsonValue } from "@shotlist/schema";
import { contractOf } from "@shotlist/schema/contracts";
import { withValueAt } from "@shotlist/schema/own";
import { findAt, textAt } from "../answer/pointer.ts";
import { checkMessage } from "../check/check-message.ts";
import type { Finding } from "../check/finding.ts";
import { levelOf } from "../check/level-of.ts";
import { canonicalOf, isEnded } from "../oracle/belief.ts";
import type { RunClock } from "../call/clock.ts";
import { NoVerdictError } from "../call/case-run.ts";
import type { CaseRun } from "../call/case-run.ts";
import type { ReceivedWebhook, WebhookReceiver } from "../webhook/receiver.ts";
import { pollToEnd, submitTask } from "./steps.ts";

const arrivalLimitMs = 5000;
const arrivalStepMs = 20;

/** The end of a task is called back, in the documented shape, and no status comes before one that it follows. */
export async function callsBack(
  run: CaseRun,
  {
    body,
    receiver,
    clock,
  }: { readonly body: JsonValue; readonly receiver: WebhookReceiver | undefined; readonly clock: RunClock },
): Promise<void> {
  const { places } = contractOf(run.format);
  const [place] = places.callbackUrl ?? [];
  if (place === undefined) throw new NoVerdictError("not_offered", "the contract has no field for a callback");
  if (receiver === undefined) throw new NoVerdictError("not_offered", "no webhook receiver was given");
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a JSON value with a text put into it is one
  const id = await submitTask(run, withValueAt(body, place, receiver.url) as JsonValue);
  const task = await pollToEnd(run, id);
  const about = (): readonly ReceivedWebhook[] =>
    receiver.received().filter((one) => textAt(one.body, places.webhookTaskId) === id);
  const isTold = (): boolean => about().some((one) => isEnd(run, one));
  for (let waitedMs = 0; !isTold() && waitedMs < arrivalLimitMs; waitedMs += arrivalStepMs) {
    await clock.sleep(arrivalStepMs, run.signal);
  }
  const received = about();
  if (!isTold())
    run.report(
      webhookFinding(run, {
        rule: "webhook: end-told",
        seen: `${received.length} calls, none for the end`,
        allowed: `a call with the status ${task.status}`,
        message: "the webhook must be called when a task ends",
      }),
    );
  for (const one of received) run.report(...checkMessage(run.format, "webhook.request", one.body));
  for (const one of received) run.report(...checkEnvelope(run, one));
  run.report(...checkOutcome(run, received, task.status));
}

function isEnd(run: CaseRun, one: ReceivedWebhook): boolean {
  const status = statusOf(run, one);
  return status !== undefined && isEnded(status);
}

function statusOf({ format }: CaseRun, { body }: ReceivedWebhook): CanonicalStatus | undefined {
  const { places, webhookStatuses } = contractOf(format);
  const word = findAt(body, places.webhookStatus)?.value;
  return webhookStatuses?.find((status) => status.word === word)?.canonical ?? canonicalOf(format, word);
}

function checkEnvelope(run: CaseRun, { method, contentType }: ReceivedWebhook): readonly Finding[] {
  if (method === "POST" && /^application\/json\b/i.test(contentType ?? "")) return [];
  return [
    webhookFinding(run, {
      rule: "webhook: JSON",
      seen: `${method} of ${contentType ?? "no type"}`,
      allowed: "POST of application/json",
      message: "a webhook call must be a POST of JSON",
    }),
  ];
}

function checkOutcome(run: CaseRun, received: readonly ReceivedWebhook[], ending: CanonicalStatus): readonly Finding[] {
  const wrong = received
    .map((one) => statusOf(run, one))
    .find((status) => status !== undefined && isEnded(status) && status !== ending);
  if (wrong === undefined) return [];
  return [
    webhookFinding(run, {
      rule: "webhook: same-end",
      seen: wrong,
      allowed: ending,
      message: "a webhook call must report the same end as a poll",
    }),
  ];
}

function webhookFinding({ format }: CaseRun, words: Pick<Finding, "rule" | "seen" | "allowed" | "message">): Finding {
  const provenance = factsOf(format).webhook?.provenance ?? { grade: "assumed" };
  return { level: levelOf(provenance), provenance, path: "", ...words };
}
