import type { Fault } from "./fault.ts";

/** Tasks that go another way. */
export const lifecycleFaults: readonly Fault[] = [
  {
    name: "queue_long",
    layer: "lifecycle",
    purpose: "The task waits for `seconds` (6 hours) before it runs: are deadlines local, without paying again?",
    places: ["submit"],
    task: ({ seconds = 21_600 }) => ({ progress: { mode: "time", queuedSeconds: seconds } }),
  },
  {
    name: "finish_at_once",
    layer: "lifecycle",
    purpose: "The first poll already shows the final status.",
    places: ["submit"],
    task: () => ({ progress: { mode: "immediate" } }),
  },
  {
    name: "task_fails",
    layer: "lifecycle",
    purpose:
      "The task fails after it was accepted, with `code` and `message`, the vendor's own by default: is it shown, and not paid for again?",
    places: ["submit"],
    task: ({ code, message }, { facts }) => {
      const documented = facts.taskFailures?.[0];
      return {
        ending: {
          status: "failed",
          failure: {
            code: code ?? documented?.code ?? "task_failed",
            message: message ?? documented?.message ?? "The task failed.",
          },
        },
      };
    },
  },
  {
    name: "task_expires",
    layer: "lifecycle",
    purpose: "The vendor expires the task. If its format has no status for that, the task stays running forever.",
    places: ["submit"],
    task: (_settings, { facts }) => ({ ending: { status: endingWord(facts.statuses, "expired") } }),
  },
  {
    name: "task_cancelled",
    layer: "lifecycle",
    purpose: "Somebody cancels the task in the vendor's console.",
    places: ["submit"],
    task: (_settings, { facts }) => ({ ending: { status: endingWord(facts.statuses, "cancelled") } }),
  },
  {
    name: "task_hangs",
    layer: "lifecycle",
    purpose: "The task runs forever: is there a local deadline, without paying again when it passes?",
    places: ["submit"],
    task: () => ({ ending: { status: "never" } }),
  },
];

function endingWord<Word extends "expired" | "cancelled">(
  statuses: readonly { readonly canonical: string }[],
  word: Word,
): Word | "never" {
  return statuses.some(({ canonical }) => canonical === word) ? word : "never";
}
