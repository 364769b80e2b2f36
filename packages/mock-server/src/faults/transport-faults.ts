import { anywhere, spoiling } from "./define-fault.ts";
import type { Fault } from "./fault.ts";

/** Connections that fail. */
export const transportFaults: readonly Fault[] = [
  {
    name: "cut_before_accepting",
    layer: "transport",
    purpose:
      "The connection is closed and no task exists. The client cannot know, so it must not submit again on its own.",
    places: anywhere,
    instead: () => ({ status: 500, headers: {}, body: "", delivery: { kind: "cut", afterBytes: 0 } }),
  },
  spoiling("cut_after_accepting", "transport", {
    purpose: "The connection is closed, but a task exists and is billed. A client that submits again pays twice.",
    spoil: (answer) => ({ ...answer, delivery: { kind: "cut", afterBytes: 0 } }),
  }),
  spoiling("cut_in_answer", "transport", {
    purpose: "The answer stops half-way.",
    spoil: (answer, { bytes = 20 }) => ({ ...answer, delivery: { kind: "cut", afterBytes: bytes } }),
  }),
  spoiling("stall", "transport", {
    purpose: "The call is executed, but the answer does not arrive, for `seconds` or forever: is there a timeout?",
    spoil: (answer, { seconds }) => ({ ...answer, delivery: { kind: "stall", seconds } }),
  }),
  spoiling("slow_drip", "transport", {
    purpose: "The answer arrives slowly over `seconds` (60): does the timeout cover the whole answer?",
    spoil: (answer, { seconds = 60 }) => ({ ...answer, delivery: { kind: "drip", seconds } }),
  }),
];
