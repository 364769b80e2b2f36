import { describe, expect, it, test } from "vitest";
import { nextStep, type Facts } from "./next-step.ts";
import { hasFailed, isOpen, statesWhere, traits, type AttemptState, type AttemptStateName } from "./state.ts";

const failure = { code: "code", message: "message" };
const taskId = "task-1";

const current: { readonly [name in Exclude<AttemptStateName, "resubmitted">]: AttemptState } = {
  planned: { name: "planned" },
  submitting: { name: "submitting" },
  submitted: { name: "submitted", taskId },
  adopted: { name: "adopted", taskId },
  queued: { name: "queued", taskId },
  running: { name: "running", taskId },
  succeeded: { name: "succeeded", taskId },
  downloaded: { name: "downloaded", taskId, sha256: "00" },
  failed: { name: "failed", failure },
  expired: { name: "expired", taskId, failure },
  cancelled: { name: "cancelled", taskId, failure },
  uncertain: { name: "uncertain", failure },
  lost: { name: "lost", taskId },
  abandoned: { name: "abandoned", failure },
};

const clips = ["here", "missing", "gone"] as const;
const either = [true, false];
const allFacts: readonly Facts[] = clips.flatMap((clip) =>
  either.flatMap((canLookUp) =>
    either.flatMap((mayRebuy) =>
      either.flatMap((mayRenderChanged) =>
        either.map((isHeld) => ({ clip, canLookUp, mayRebuy, mayRenderChanged, isHeld })),
      ),
    ),
  ),
);

const deedsOf = (state: AttemptState | undefined): readonly string[] =>
  [...new Set(allFacts.map((facts) => nextStep(state, facts).do))].toSorted();

describe("the next step", () => {
  it.each([
    ["planned", ["submit"]],
    ["submitting", ["look-up", "nothing"]],
    ["submitted", ["watch"]],
    ["adopted", ["watch"]],
    ["queued", ["watch"]],
    ["running", ["watch"]],
    ["succeeded", ["collect"]],
    ["downloaded", ["nothing", "refetch", "submit"]],
    ["failed", ["nothing"]],
    ["expired", ["nothing"]],
    ["cancelled", ["nothing"]],
    ["uncertain", ["look-up", "nothing"]],
    ["lost", ["nothing"]],
    ["abandoned", ["nothing"]],
  ] as const)("of one that is %s is one of %j, whatever else is known", (name, deeds) => {
    expect(deedsOf(current[name])).toEqual(deeds);
  });

  it("pays again for a clip that is gone here and there, where that is allowed, and for nothing else that is paid for", () => {
    const paying = Object.values(current).flatMap((state) =>
      allFacts.filter((facts) => traits[state.name].paid && nextStep(state, facts).do === "submit"),
    );
    expect(paying).not.toEqual([]);
    expect(paying.every(({ clip, mayRebuy }) => clip === "gone" && mayRebuy === true)).toBe(true);
  });

  it("says in a word how a take is reported that is left as it is", () => {
    const words = Object.entries(current).map(([name, state]) => `${name}: ${nextStep(state).status}`);
    expect(words).toEqual([
      "planned: left",
      "submitting: uncertain",
      "submitted: detached",
      "adopted: detached",
      "queued: detached",
      "running: detached",
      "succeeded: detached",
      "downloaded: cached",
      "failed: failed",
      "expired: failed",
      "cancelled: cancelled",
      "uncertain: uncertain",
      "lost: lost",
      "abandoned: cancelled",
    ]);
  });

  it("is not asked of what another attempt has taken the place of", () => {
    expect(() => nextStep({ name: "resubmitted" })).toThrow("never the current one");
  });
});

test("the traits distinguish what may be submitted again, is to be collected, and needs a person", () => {
  expect(statesWhere(hasFailed)).toEqual(["failed", "expired", "cancelled", "abandoned"]);
  expect(statesWhere(isOpen)).toEqual(["submitted", "adopted", "queued", "running", "succeeded"]);
  expect(statesWhere(({ needsPerson }) => needsPerson)).toEqual(["submitting", "uncertain", "lost"]);
  expect(statesWhere(({ ended, paid }) => !ended && !paid)).toEqual(["planned"]);
});
