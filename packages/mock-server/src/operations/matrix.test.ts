import { factsOf, isJsonObject, validateMessage } from "@shotlist/schema";
import type { CanonicalStatus, ErrorOccasion, FormatFacts, FormatId, OperationName } from "@shotlist/schema";
import { describe, expect, test } from "vitest";
import { playableFormats } from "../formats/mount.ts";
import { hasStatus } from "../tasks/task-plan.ts";
import { goodKey, startMock } from "../testing/start-mock.ts";
import type { TestMock } from "../testing/start-mock.ts";

// Every state that a task can be in, by every call of the format that names a task: what the model of the lifecycle says
// about each pair is worked out here, and the server must do it.

const states = ["queued", "running", "succeeded", "failed", "expired", "cancelled", "forgotten", "unknown"] as const;
type State = (typeof states)[number];

const faultOf: Partial<Record<State, string>> = {
  failed: "task_fails",
  expired: "task_expires",
  cancelled: "task_cancelled",
};

/** A server with one task in the state, as far as the format has a word for it. */
async function taskIn(format: string, state: State): Promise<TestMock & { readonly id: string }> {
  const fault = faultOf[state];
  const rules = fault === undefined ? [] : [{ fault }];
  const started = await startMock(format, { progress: { mode: "manual" }, scenario: { rules } });
  if (state === "unknown") return { ...started, id: "task_of_nobody" };
  const id = await started.submitted();
  const steps = { queued: 0, running: 1 }[state as string] ?? 2;
  for (let step = 0; step < steps; step += 1) started.mock.step(id);
  if (state === "forgotten") started.mock.clock.advance(started.facts.taskRetentionSeconds.value * 1000);
  return { ...started, id };
}

/** What callers see of a state: what a format has no word for looks running. */
function shown(facts: FormatFacts, state: CanonicalStatus): CanonicalStatus {
  return hasStatus(facts, state) ? state : "running";
}

type Expected =
  | { readonly kind: "refused"; readonly occasion: ErrorOccasion }
  | { readonly kind: "granted"; readonly afterwards: State };

function expected(facts: FormatFacts, state: State, operation: OperationName): Expected {
  if (state === "forgotten" || state === "unknown") return { kind: "refused", occasion: "unknown_task" };
  const status = shown(facts, state);
  if (operation === "poll") return { kind: "granted", afterwards: status };
  if (operation === "content") {
    return status === "succeeded"
      ? { kind: "granted", afterwards: status }
      : { kind: "refused", occasion: "invalid_request" };
  }
  switch (status) {
    case "queued":
      return hasStatus(facts, "cancelled")
        ? { kind: "granted", afterwards: "cancelled" }
        : { kind: "refused", occasion: "cannot_cancel" };
    case "running":
    case "cancelled":
      return { kind: "refused", occasion: "cannot_cancel" };
    case "succeeded":
    case "failed":
    case "expired":
      return { kind: "granted", afterwards: "unknown" };
    default:
      return status satisfies never;
  }
}

/** The canonical state that a poll shows; "unknown" for a task that is not there. */
async function seen({ facts, poll }: TestMock, id: string): Promise<State | undefined> {
  const { status, body } = await poll(id);
  if (status === facts.errors.find(({ occasion }) => occasion === "unknown_task")?.httpStatus) return "unknown";
  const { data } = body;
  const word = isJsonObject(data) ? data["status"] : body["status"];
  return facts.statuses.find((known) => known.word === word)?.canonical;
}

/** What the call does, and what the model wants of it, in the same words. */
async function doAndExpect(format: FormatId, state: State, operation: "poll" | "cancel" | "content") {
  const started = await taskIn(format, state);
  const { mock, facts, id } = started;
  const { method = "", path = "" } = facts.operations[operation] ?? {};
  const url = mock.urlOf(format) + path.replace(/\{[^}]*\}/, id);
  const answer = await mock.fetch(new Request(url, { method, headers: goodKey }));
  const { status } = answer;
  const wanted = expected(facts, state, operation);
  if (wanted.kind === "granted") {
    const type = operation === "content" ? "video/mp4" : "application/json; charset=utf-8";
    return {
      done: { operation, status, type: answer.headers.get("content-type"), afterwards: await seen(started, id) },
      wanted: { operation, status: 200, type, afterwards: wanted.afterwards },
    };
  }
  const fact = facts.errors.find(({ occasion }) => occasion === wanted.occasion);
  const shape = validateMessage(format, "error.response", await answer.json());
  return {
    done: { operation, status, shape },
    wanted: { operation, status: fact?.httpStatus ?? "a fact", shape: { ok: true, advice: [] } },
  };
}

describe.each(playableFormats)("%s", (format) => {
  const { operations } = factsOf(format);
  const calls = (["poll", "cancel", "content"] as const).filter((name) => operations[name] !== undefined);

  test.each(states)("does with a task that is %s what the model says, whatever the call", async (state) => {
    const all = await Promise.all(calls.map((operation) => doAndExpect(format, state, operation)));
    expect(all.map(({ done }) => done)).toEqual(all.map(({ wanted }) => wanted));
  });
});
