import { expect, test } from "vitest";
import { endTask, lookAtTask, pollTask, settleTask, stepTask } from "./step-task.ts";
import { progressPercent, updatedAtMs } from "../vendor/task.ts";
import type { Pace, Task } from "../vendor/task.ts";

function makeTask(pace: Pace, ending: Task["ending"] = { status: "succeeded" }): Task {
  return {
    id: "task",
    format: "any",
    number: 1,
    requested: {
      model: "model",
      prompt: "",
      seconds: 5,
      width: 2,
      height: 2,
      resolution: "720p",
      ratio: "1:1",
      audio: false,
      returnLastFrame: false,
      videoInput: false,
      mediaInput: false,
      echo: {},
    },
    createdAtMs: 0,
    seed: 1,
    pace,
    ending,
    status: "queued",
    unfinishedPolls: 0,
    shownAtMs: 0,
    startedAtMs: undefined,
    finishedAtMs: undefined,
    shownResult: undefined,
  };
}

const timed: Pace = { mode: "time", startsAtMs: 10, endsAtMs: 100, minimumPolls: 2 };

test("a task follows its schedule", () => {
  const task = makeTask(timed);
  const seen = [0, 9, 10, 99, 100].map((nowMs) => {
    pollTask(task, nowMs);
    return `${nowMs} ${task.status} ${updatedAtMs(task)} ${progressPercent(task, nowMs)}%`;
  });
  expect(seen).toEqual([
    "0 queued 0 0%",
    "9 queued 0 0%",
    "10 running 10 1%",
    "99 running 10 98%",
    "100 succeeded 100 100%",
  ]);
});

test("a caller who asks too rarely still sees the task queued and running before its end", () => {
  const task = makeTask(timed);
  const seen = [1000, 2000, 3000].map((nowMs) => {
    pollTask(task, nowMs);
    return `${task.status} ${updatedAtMs(task)}`;
  });
  // Nobody may learn of an end that lies before an unfinished poll.
  expect(seen).toEqual(["queued 0", "running 1000", "succeeded 2000"]);
});

test("looking does not count as polling", () => {
  const task = makeTask({ mode: "polls", polls: 1 });
  lookAtTask(task, 5);
  expect([task.status, task.unfinishedPolls]).toEqual(["queued", 0]);
});

test("a pace by polls shows exactly that many unfinished ones", () => {
  const task = makeTask({ mode: "polls", polls: 3 });
  const seen = [1, 2, 3, 4, 5].map((nowMs) => {
    pollTask(task, nowMs);
    return task.status;
  });
  expect(seen).toEqual(["queued", "queued", "running", "succeeded", "succeeded"]);
  expect(task.finishedAtMs).toBe(4);
});

test("a manual pace moves by steps alone", () => {
  const task = makeTask({ mode: "manual" });
  pollTask(task, 1e9);
  expect(task.status).toBe("queued");
  stepTask(task, 1e9 + 1);
  expect([task.status, task.startedAtMs]).toEqual(["running", 1e9 + 1]);
  stepTask(task, 1e9 + 2);
  expect([task.status, task.finishedAtMs]).toEqual(["succeeded", 1e9 + 2]);
  stepTask(task, 1e9 + 3);
  expect(task.finishedAtMs).toBe(1e9 + 2);
});

test("what a vendor does by itself goes by time alone", () => {
  const task = makeTask(timed);
  settleTask(task, 5000);
  expect([task.status, task.startedAtMs, task.finishedAtMs]).toEqual(["succeeded", 10, 100]);
});

test("a task that never ends stays running", () => {
  const task = makeTask(timed, { status: "never" });
  for (const nowMs of [0, 10, 1e12]) pollTask(task, nowMs);
  expect([task.status, task.finishedAtMs]).toEqual(["running", undefined]);
});

test("an ended task stays as it is", () => {
  const task = makeTask(timed);
  endTask(task, { status: "cancelled" }, 4);
  pollTask(task, 1e9);
  expect([task.status, updatedAtMs(task)]).toEqual(["cancelled", 4]);
});
