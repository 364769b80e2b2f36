import { expect, test } from "vitest";
import { playableFormats } from "./formats/mount.ts";
import { seededRandom } from "./random/seeded-random.ts";
import type { ProgressRule } from "./world/choose-progress.ts";
import { statusWordOf, taskIdOf } from "./testing/read-answer.ts";
import { goodKey, startMock } from "./testing/start-mock.ts";
import type { TestMock } from "./testing/start-mock.ts";

// A thousand tasks of each format, by fifty clients at once, who each submit and poll in their own order. Every
// task has a schedule that the test drew: what its client sees must be that schedule, and nothing of anybody else's.

const clientCount = 50;
const tasksOfEach = 20;
const actionsInATurn = 4;
const longestPauseMs = 8000;

interface Schedule {
  readonly queuedMs: number;
  readonly runningMs: number;
}

interface Sighting {
  readonly atMs: number;
  readonly status: string | undefined;
}

interface SeenTask extends Schedule {
  readonly id: string;
  readonly submittedAtMs: number;
  readonly sightings: Sighting[];
}

const drawn = seededRandom("schedules");
const schedules: readonly Schedule[] = Array.from({ length: 100 }, () => ({
  queuedMs: drawn.integer(0, 40) * 1000,
  runningMs: drawn.integer(1, 80) * 1000,
}));

/** A client names the schedule of a task in a header of its submit. */
const progress: readonly ProgressRule[] = schedules.map(({ queuedMs, runningMs }, number) => ({
  match: { headers: { "x-schedule": String(number) } },
  mode: "time",
  queuedSeconds: queuedMs / 1000,
  runningSeconds: runningMs / 1000,
  minimumPolls: 0,
}));

function scheduledStatus({ submittedAtMs, queuedMs, runningMs }: SeenTask, atMs: number): string {
  const passedMs = atMs - submittedAtMs;
  return passedMs >= queuedMs + runningMs ? "succeeded" : passedMs >= queuedMs ? "running" : "queued";
}

/** A client that submits its tasks and polls them to their ends, drawing what it does next. */
class Client {
  readonly tasks: SeenTask[] = [];
  readonly #open: SeenTask[] = [];
  readonly #world: TestMock;
  readonly #random;

  constructor(world: TestMock, ...seed: readonly (string | number)[]) {
    this.#world = world;
    this.#random = seededRandom("client", ...seed);
  }

  get isDone(): boolean {
    return this.tasks.length === tasksOfEach && this.#open.length === 0;
  }

  async takeTurn(): Promise<void> {
    for (let action = 0; action < actionsInATurn && !this.isDone; action += 1) {
      const maySubmit = this.tasks.length < tasksOfEach;
      const submits = maySubmit && (this.#open.length === 0 || this.#random.fraction() < 0.5);
      // oxlint-disable-next-line no-await-in-loop -- one client does one thing at a time
      await (submits ? this.#submit() : this.#poll());
    }
  }

  async #submit(): Promise<void> {
    const { mock, submit } = this.#world;
    const number = this.#random.integer(0, schedules.length - 1);
    const submittedAtMs = mock.clock.now();
    const { body } = await submit(undefined, { ...goodKey, "x-schedule": String(number) });
    const task: SeenTask = { id: taskIdOf(body), submittedAtMs, sightings: [], ...schedules[number]! };
    this.tasks.push(task);
    this.#open.push(task);
  }

  async #poll(): Promise<void> {
    const { mock, facts, poll } = this.#world;
    const index = this.#random.integer(0, this.#open.length - 1);
    const task = this.#open[index]!;
    const { body } = await poll(task.id);
    if (!JSON.stringify(body).includes(task.id)) throw new Error(`asked for ${task.id}, got another task`);
    const status = facts.statuses.find(({ word }) => word === statusWordOf(body))?.canonical;
    task.sightings.push({ atMs: mock.clock.now(), status });
    if (status === "succeeded") this.#open.splice(index, 1);
  }
}

test.each(playableFormats)("a thousand interleaved tasks of %s never share state", async (format) => {
  const world = await startMock(format, { progress });
  const clients = Array.from({ length: clientCount }, (_, number) => new Client(world, format, number));
  const pauses = seededRandom("pauses", format);
  while (clients.some((client) => !client.isDone)) {
    // oxlint-disable-next-line no-await-in-loop -- time moves once every client has had its turn
    await Promise.all(clients.map((client) => client.takeTurn()));
    world.mock.clock.advance(pauses.integer(0, longestPauseMs));
  }
  const tasks = clients.flatMap((client) => client.tasks);
  expect(new Set(tasks.map(({ id }) => id)).size).toBe(1000);
  const mixedUp = tasks.filter((task) =>
    task.sightings.some(({ atMs, status }) => status !== scheduledStatus(task, atMs)),
  );
  expect(mixedUp).toEqual([]);
  // Enough was seen for a mix-up to show: most tasks in more than one state, and their ends far from alike.
  const states = tasks.map(({ sightings }) => new Set(sightings.map(({ status }) => status)).size);
  expect(states.filter((count) => count > 1).length).toBeGreaterThan(800);
  const ends = tasks.map(({ submittedAtMs, queuedMs, runningMs }) => submittedAtMs + queuedMs + runningMs);
  expect(new Set(ends).size).toBeGreaterThan(400);
});
