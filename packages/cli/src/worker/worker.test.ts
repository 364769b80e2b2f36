import { expect, it } from "vitest";
import { describeWork, workToJson } from "./describe-work.ts";
import { exitCodeOfWork } from "./exit-code-of-work.ts";
import type { Work } from "./work-on.ts";

const work: Work = { realm: "live", parts: 2, handedBack: 0, takes: [{ status: "succeeded" }, { status: "cached" }] };
const stopped = (code: string): Work => ({ ...work, handedBack: 3, stopped: { code, message: "Stopped", hint: "Go" } });

it("sums up what a worker has done", () => {
  expect(describeWork([work])).toBe("2 takes done, of which 2 have their clips.\n");
  expect(describeWork([stopped("interrupted")])).toBe(
    "2 takes done, of which 2 have their clips.\nHanded back to other workers: 3\n",
  );
  expect(describeWork([stopped("key_missing")])).toContain("Stopped\nGo\n");
  expect(workToJson([work, { ...work, takes: [{ status: "failed" }] }])).toEqual({
    ok: false,
    takes: 3,
    statuses: { succeeded: 1, cached: 1, failed: 1 },
    handedBack: 0,
    stopped: undefined,
  });
});

it.each([
  ["nothing went wrong", work, 0],
  ["it was asked to stop", stopped("interrupted"), 0],
  ["it has no key", stopped("key_missing"), 2],
  ["its session was taken over", stopped("ledger_fenced"), 5],
  ["the disk is full", stopped("disk_full"), 1],
  ["a take failed", { ...work, takes: [{ status: "failed" }] } satisfies Work, 1],
  ["a take is uncertain", { ...work, takes: [{ status: "uncertain" }] } satisfies Work, 3],
])("ends so that scripts know whether %s", (_what, done, code) => {
  expect(exitCodeOfWork([done])).toBe(code);
});
