import { textAt } from "../../../answer/pointer.ts";
import { places, onPoll, put, wordFor, type Deviation } from "./deviation.ts";

/** Deviations in the status of a task. */
export const statusDeviations: { readonly [id: string]: Deviation } = {
  "running has a word of its own": {
    deviation: 'calls a running task "processing-now"',
    namedAs: [/^task\.response: .*status\.enum$/, "lifecycle: known-status"],
    wrap: onPoll(({ format, body, status }) =>
      status === "running" ? put(format, body, "status", "processing-now") : undefined,
    ),
  },
  "success has a word of its own": {
    deviation: 'calls a finished task "done"',
    namedAs: [/^task\.response: .*status\.enum$/, "lifecycle: known-status"],
    wrap: onPoll(({ format, body, status }) =>
      status === "succeeded" ? put(format, body, "status", "done") : undefined,
    ),
  },
  "status in other letters": {
    deviation: "writes status words with a capital first letter and small ones after it",
    namedAs: [/^task\.response: .*status\.enum$/, "lifecycle: known-status"],
    wrap: onPoll(({ format, body }) => {
      const word = textAt(body, places(format).status) ?? "";
      return put(format, body, "status", word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase());
    }),
  },
  "success is taken back": {
    deviation: "shows a finished task as running again",
    namedAs: ["lifecycle: terminal-is-final"],
    wrap: onPoll(({ format, body, ended }) =>
      ended === 2 ? put(format, body, "status", wordFor(format, body, "running")) : undefined,
    ),
  },
  "success turns into failure": {
    deviation: "shows a finished task as failed later on",
    namedAs: ["lifecycle: terminal-is-final"],
    wrap: onPoll(({ format, body, ended }) =>
      ended >= 2 ? put(format, body, "status", wordFor(format, body, "failed")) : undefined,
    ),
  },
  "running goes back to waiting": {
    deviation: "shows a running task as waiting again",
    namedAs: ["lifecycle: status-order"],
    wrap: (format, inner) => {
      const seenRunning = new Map<string, number>();
      return onPoll(({ body, id, status }) => {
        if (status !== "running") return undefined;
        seenRunning.set(id, (seenRunning.get(id) ?? 0) + 1);
        return seenRunning.get(id) === 2 ? put(format, body, "status", wordFor(format, body, "queued")) : undefined;
      })(format, inner);
    },
  },
  "never ends": {
    deviation: "shows every task as running for ever",
    namedAs: ["lifecycle: ends-in-time"],
    wrap: onPoll(({ format, body, status }) =>
      status === "succeeded" ? put(format, body, "status", wordFor(format, body, "running")) : undefined,
    ),
  },
  "another id in a poll": {
    deviation: "answers a poll with another task's id",
    namedAs: ["lifecycle: id-echoed"],
    wrap: onPoll(({ format, body, id }) => put(format, body, "taskId", `${id}x`)),
  },
};
