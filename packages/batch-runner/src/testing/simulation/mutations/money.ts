import type { Mutation } from "../mutation.ts";
import { withCodec } from "./altered-codec.ts";
import { earlyRelease } from "./altered-ledger.ts";

/** What keeps a bill within its budgets. */
export const moneyMutations: readonly Mutation[] = [
  {
    name: "a reservation is given back when the task is accepted",
    family: "submits",
    ledger: earlyRelease,
  },
  {
    name: "nothing is reserved before a submit",
    family: "submits",
    ledger: (ledger) => ({
      ...ledger,
      admit: (fence, { reserve, ...request }) =>
        ledger.admit(fence, { ...request, ...(reserve === undefined ? {} : { reserve: { ...reserve, micros: 0 } }) }),
    }),
  },
  {
    name: "a cap for 24 hours follows the clock on the wall",
    family: "processes",
    ledger: (ledger) => ({
      ...ledger,
      admit: (fence, request) => {
        const { steady: _, ...wall } = request;
        return ledger.admit(fence, wall);
      },
    }),
  },
  {
    name: "a cap for 24 hours starts again at midnight",
    family: "processes",
    ledger: (ledger) => ({
      ...ledger,
      admit: (fence, request) => {
        const sinceMidnight = (request.steady?.ms ?? request.at) % (24 * 3_600_000);
        const caps = request.caps.map((cap) =>
          cap.withinMs === undefined ? cap : { ...cap, withinMs: Math.max(1, sinceMidnight) },
        );
        return ledger.admit(fence, { ...request, caps });
      },
    }),
  },
  {
    name: "a count that cannot be read is billed as nothing",
    family: "polls",
    formats: () =>
      withCodec((codec) => ({
        decodeTask: (body, taskId) => {
          const task = codec.decodeTask(body, taskId);
          if (task.status !== "succeeded" || task.unreadable === undefined) return task;
          const { unreadable: _, ...counted } = task;
          return { ...counted, usage: { completionTokens: 0 } };
        },
      })),
  },
];
