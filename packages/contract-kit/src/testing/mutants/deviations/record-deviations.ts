import { factsOf } from "@shotlist/schema";
import { withValueAt } from "@shotlist/schema/own";
import { findAt, numberAt, textAt } from "../../../answer/pointer.ts";
import { canonicalOf } from "../../../oracle/belief.ts";
import { changeAnswers } from "../tamper.ts";
import { places, isPoll, onPoll, put, unknownTask, type Deviation } from "./deviation.ts";

/** Deviations in what else is known of a task: its progress, its times, its id. */
export const recordDeviations: { readonly [id: string]: Deviation } = {
  "progress goes back": {
    deviation: "lets progress fall while a task runs",
    namedAs: ["lifecycle: progress-grows"],
    needs: (format) => places(format).progress !== undefined && factsOf(format).id !== "",
    wrap: onPoll(({ format, body, status, polls }) => {
      const found = findAt(body, places(format).progress);
      if (found === undefined || status === "succeeded") return undefined;
      const falling = Math.max(1, 90 - polls * 10);
      return withValueAt(body, found.path, typeof found.value === "string" ? `${falling}%` : falling);
    }),
  },
  "progress beyond the whole": {
    deviation: "shows a progress of 250 percent",
    namedAs: ["lifecycle: progress-in-range", "task.response: progress.maximum"],
    needs: (format) => places(format).progress !== undefined,
    wrap: onPoll(({ format, body, status }) => {
      const found = findAt(body, places(format).progress);
      if (found === undefined || status !== "running") return undefined;
      return withValueAt(body, found.path, typeof found.value === "string" ? "250%" : 250);
    }),
  },
  "done at ninety percent": {
    deviation: "shows a finished task at 90 percent",
    namedAs: ["lifecycle: progress-complete"],
    needs: (format) => places(format).progress !== undefined,
    wrap: onPoll(({ format, body, status }) => {
      const found = findAt(body, places(format).progress);
      if (found === undefined || status !== "succeeded") return undefined;
      return withValueAt(body, found.path, typeof found.value === "string" ? "90%" : 90);
    }),
  },
  "creation moves": {
    deviation: "changes a task's time of creation at each poll",
    namedAs: ["lifecycle: created-at-stays"],
    needs: (format) => places(format).createdAt !== undefined,
    wrap: onPoll(({ format, body, polls }) => {
      const at = numberAt(body, places(format).createdAt);
      return at === undefined ? undefined : put(format, body, "createdAt", at - polls);
    }),
  },
  "last change goes back": {
    deviation: "lets the time of a task's last change go back",
    namedAs: ["lifecycle: updated-at-grows"],
    needs: (format) => places(format).updatedAt !== undefined,
    wrap: onPoll(({ format, body, polls }) => {
      const at = numberAt(body, places(format).updatedAt);
      return at === undefined ? undefined : put(format, body, "updatedAt", at + 100_000 - polls * 10_000);
    }),
  },
  "forgets at once": {
    deviation: "does not know a task that it has just accepted",
    namedAs: ["lifecycle: remembers-task"],
    wrap: (format, inner) => {
      const polls = new Map<string, number>();
      return changeAnswers(format, inner, (call, answer) => {
        if (!isPoll(call, answer) || call.taskId === undefined) return undefined;
        polls.set(call.taskId, (polls.get(call.taskId) ?? 0) + 1);
        return polls.get(call.taskId) === 1 ? unknownTask(format) : undefined;
      });
    },
  },
  "forgets after the end": {
    deviation: "forgets a task as soon as it has shown its end",
    namedAs: ["lifecycle: remembers-task"],
    wrap: (format, inner) => {
      const ended = new Set<string>();
      return changeAnswers(format, inner, (call, answer) => {
        if (!isPoll(call, answer) || call.taskId === undefined) return undefined;
        if (ended.has(call.taskId)) return unknownTask(format);
        const status = canonicalOf(format, findAt(answer.body, places(format).status)?.value);
        if (status === "succeeded") ended.add(call.taskId);
        return undefined;
      });
    },
  },
  "one id for all": {
    deviation: "gives every task the id of the first",
    namedAs: ["lifecycle: ids-differ"],
    wrap: (format, inner) => {
      let first: string | undefined;
      return changeAnswers(format, inner, ({ operation }, { status, body }) => {
        if (operation !== "submit" || status >= 300) return undefined;
        first ??= textAt(body, places(format).submittedTaskId);
        let changed: unknown = body;
        for (const place of places(format).submittedTaskId) {
          if (textAt(changed, [place]) !== undefined) changed = withValueAt(changed, place, first);
        }
        return { body: changed };
      });
    },
  },
  "two tasks mixed up": {
    deviation: "answers a poll for one task with the state of an earlier one",
    namedAs: ["lifecycle: id-echoed"],
    wrap: (format, inner) => {
      let previous: unknown;
      return changeAnswers(format, inner, (call, answer) => {
        if (!isPoll(call, answer)) return undefined;
        const before = previous;
        previous = answer.body;
        return before === undefined ? undefined : { body: before };
      });
    },
  },
};
