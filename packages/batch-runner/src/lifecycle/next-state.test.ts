import { array, assert, constantFrom, property } from "fast-check";
import { describe, expect, it } from "vitest";
import type { AttemptEvent } from "./event.ts";
import { nextState, type Transition } from "./next-state.ts";
import type { AttemptState, AttemptStateName } from "./state.ts";

const failure = { code: "code", message: "message" };
const taskId = "task-1";

const states: readonly AttemptState[] = [
  { name: "planned" },
  { name: "submitting" },
  { name: "submitted", taskId },
  { name: "adopted", taskId },
  { name: "queued", taskId },
  { name: "running", taskId },
  { name: "succeeded", taskId },
  { name: "downloaded", taskId, sha256: "00" },
  { name: "failed", taskId, failure },
  { name: "expired", taskId, failure },
  { name: "cancelled", taskId, failure },
  { name: "uncertain", failure },
  { name: "lost", taskId },
  { name: "abandoned", failure },
  { name: "resubmitted" },
];

const events: readonly AttemptEvent[] = [
  { type: "intent" },
  { type: "accepted", taskId },
  { type: "not-created" },
  { type: "refused", failure },
  { type: "unanswered", failure },
  { type: "restarted" },
  { type: "task", status: "queued" },
  { type: "task", status: "running" },
  { type: "task", status: "succeeded" },
  { type: "task", status: "failed", failure },
  { type: "task", status: "expired", failure },
  { type: "task", status: "cancelled", failure },
  { type: "task-unknown" },
  { type: "clip-stored", sha256: "00" },
  { type: "adopt", taskId },
  { type: "resubmit" },
  { type: "abandon", failure },
];

function step(state: AttemptState, event: AttemptEvent): Transition | "impossible" {
  try {
    return nextState(state, event);
  } catch {
    return "impossible";
  }
}

function namesAfter(state: AttemptState, kept: (event: AttemptEvent) => boolean): readonly AttemptStateName[] {
  const names = events.filter(kept).flatMap((event) => {
    const next = step(state, event);
    return next === "impossible" ? [] : [next.state.name];
  });
  return [...new Set(names)].toSorted();
}

const byPerson = (event: AttemptEvent): boolean => ["adopt", "resubmit", "abandon"].includes(event.type);

describe("the lifecycle of an attempt", () => {
  it.each<[AttemptStateName, readonly AttemptStateName[]]>([
    ["planned", ["planned", "submitting"]],
    ["submitting", ["failed", "planned", "submitted", "uncertain"]],
    ["submitted", ["cancelled", "expired", "failed", "lost", "queued", "running", "submitted", "succeeded"]],
    ["adopted", ["adopted", "cancelled", "expired", "failed", "lost", "queued", "running", "succeeded"]],
    ["queued", ["cancelled", "expired", "failed", "lost", "queued", "running", "succeeded"]],
    ["running", ["cancelled", "expired", "failed", "lost", "queued", "running", "succeeded"]],
    ["succeeded", ["downloaded", "lost", "succeeded"]],
    ["downloaded", ["downloaded"]],
    ["failed", ["failed"]],
    ["expired", ["expired"]],
    ["cancelled", ["cancelled"]],
    ["uncertain", ["submitted", "uncertain"]],
    ["lost", ["lost"]],
    ["abandoned", ["abandoned"]],
    ["resubmitted", ["resubmitted"]],
  ])("leads from %s, without a person, to %j", (name, expected) => {
    const state = states.find((candidate) => candidate.name === name);
    expect(namesAfter(state ?? { name: "planned" }, (event) => !byPerson(event))).toEqual(expected);
  });

  it("is sent only after an intent, and from planned alone", () => {
    const sending = states.flatMap((state) =>
      events.flatMap((event) => {
        const next = step(state, event);
        const isSent = next !== "impossible" && next.state.name === "submitting" && state.name !== "submitting";
        return isSent ? [`${state.name} ${event.type}`] : [];
      }),
    );
    expect(sending).toEqual(["planned intent"]);
  });

  it("never comes back to planned from a state in which a task may exist, however long it continues", () => {
    const comesBack = property(constantFrom(...states), array(constantFrom(...events)), (start, path) => {
      let state = start;
      let mayExist = !["planned", "submitting"].includes(start.name);
      for (const event of path) {
        const next = step(state, event);
        if (next === "impossible") continue;
        if (mayExist && ["planned", "submitting"].includes(next.state.name)) return false;
        state = next.state;
        mayExist ||= event.type === "accepted" || event.type === "unanswered" || state.name === "uncertain";
      }
      return true;
    });
    expect(() => assert(comesBack)).not.toThrow();
  });

  it("gives money back only where no task was created, or where a failure may be free", () => {
    const giving = states.flatMap((state) =>
      events.flatMap((event) => {
        const next = step(state, event);
        if (next === "impossible") return [];
        const gives = next.money === "release";
        return gives ? [`${state.name} ${event.type}`] : [];
      }),
    );
    expect(giving).toEqual([
      "planned not-created",
      "planned restarted",
      "planned abandon",
      "submitting not-created",
      "submitting refused",
    ]);
  });

  it("keeps the id of a task once, however often the disk is asked to keep it, and no other id after it", () => {
    const submitted = { name: "submitted", taskId: "task-1" } as const;
    const { state } = nextState({ name: "submitting" }, { type: "accepted", taskId: "task-1" });
    expect(state).toEqual(submitted);
    expect(nextState(state, { type: "accepted", taskId: "task-1" })).toEqual({ state: submitted });
    expect(nextState(state, { type: "accepted", taskId: "task-2" })).toEqual({ state: submitted });
  });

  it("takes the same answer twice as once", () => {
    const differing = states.flatMap((state) =>
      events.flatMap((event) => {
        const once = step(state, event);
        const twice = once === "impossible" ? once : step(once.state, event);
        const same = twice === "impossible" || once === "impossible" || twice.state.name === once.state.name;
        return same ? [] : [`${state.name} ${event.type}`];
      }),
    );
    expect(differing).toEqual([]);
  });
});
