import { factsOf, validateMessage } from "@shotlist/schema";
import { describe, expect, test } from "vitest";
import { playableFormats } from "./formats/mount.ts";
import { hasStatus } from "./tasks/task-plan.ts";
import { sampleRequest } from "./testing/sample-requests.ts";
import { statusWordOf, taskIdOf } from "./testing/read-answer.ts";
import { startMock } from "./testing/start-mock.ts";

describe.each(playableFormats)("%s", (format) => {
  test("every answer of the lifecycle keeps the format's own schema", async () => {
    const { mock, submit, poll } = await startMock(format);
    const submitted = await submit();
    expect(validateMessage(format, "submit.response", submitted.body)).toEqual({ ok: true, advice: [] });
    const id = taskIdOf(submitted.body);
    expect(id).toMatch(new RegExp(factsOf(format).taskIdPattern.value));
    for (let polls = 0; polls < 4; polls += 1) {
      // oxlint-disable-next-line no-await-in-loop -- each poll must see the time that the one before it left
      const { status, body } = await poll(id);
      expect(status).toBe(200);
      expect(validateMessage(format, "task.response", body)).toEqual({ ok: true, advice: [] });
      mock.clock.advance(60_000);
    }
    expect(mock.tasks.map((task) => task.status)).toEqual(["succeeded"]);
  });

  test("every word is one that the facts know, in an order that they allow", async () => {
    const { statuses, lifecycle } = factsOf(format);
    const { mock, submitted, poll } = await startMock(format);
    const id = await submitted();
    const words: unknown[] = [];
    for (let polls = 0; polls < 12; polls += 1) {
      // oxlint-disable-next-line no-await-in-loop -- each poll must see the time that the one before it left
      words.push(statusWordOf((await poll(id)).body));
      mock.clock.advance(10_000);
    }
    const changes = words.filter((word, index) => word !== words[index - 1]);
    const canonical = changes.map((word) => statuses.find((status) => status.word === word)?.canonical);
    expect(canonical).toEqual(["queued", "running", "succeeded"]);
    const edges = lifecycle.map(({ from, to }) => `${from} → ${to}`);
    for (const [index, word] of changes.slice(1).entries()) {
      expect(edges).toContain(`${String(changes[index])} → ${String(word)}`);
    }
  });

  test("a task that waits too long expires, or looks running where the format has no such word", async () => {
    const { mock, submitted, poll } = await startMock(format, {
      progress: { mode: "time", queuedSeconds: 1e6, minimumPolls: 0 },
    });
    const id = await submitted();
    const expiresAfterSeconds = mock.tasks[0]?.requested.expiresAfterSeconds;
    mock.clock.advance((expiresAfterSeconds ?? 172_800) * 1000);
    const answer = await poll(id);
    const word = factsOf(format).statuses.find((status) => status.word === statusWordOf(answer.body));
    const givenUp = hasStatus(factsOf(format), "expired") ? "expired" : "running";
    // Not every format gives a task up at a known time.
    expect(word?.canonical).toBe(expiresAfterSeconds === undefined ? "queued" : givenUp);
  });

  test("a task is forgotten when the vendor's time for it is over", async () => {
    const { mock, facts, submitted, poll } = await startMock(format, { progress: { mode: "immediate" } });
    const id = await submitted();
    expect((await poll(id)).status).toBe(200);
    mock.clock.advance(facts.taskRetentionSeconds.value * 1000);
    expect((await poll(id)).status).toBe(facts.errors.find(({ occasion }) => occasion === "unknown_task")?.httpStatus);
  });

  test("the same seed and the same requests give the same answers, whatever the order they came in", async () => {
    const bodies = [1, 2, 3, 4].map((number) => ({ ...sampleRequest(format), marker: `take ${number}` }));
    const transcript = async (order: readonly number[]): Promise<readonly unknown[]> => {
      const { mock, submit, poll } = await startMock(format, { seed: 7 });
      const ids: string[] = [];
      for (const index of order) {
        // oxlint-disable-next-line no-await-in-loop -- the order is what the test is about
        const { body } = await submit(bodies[index]);
        ids[index] = taskIdOf(body);
      }
      mock.clock.advance(200_000);
      const polls = async (): Promise<readonly unknown[]> =>
        Promise.all(ids.map(async (id) => withoutRowNumber((await poll(id)).body, mock.url)));
      return [await polls(), await polls(), await polls()];
    };
    const first = await transcript([0, 1, 2, 3]);
    expect(await transcript([0, 1, 2, 3])).toEqual(first);
    expect(await transcript([3, 1, 0, 2])).toEqual(first);
  });

  test("equal requests give different tasks, and another seed gives other tasks", async () => {
    const [one, other] = [await startMock(format, { seed: 1 }), await startMock(format, { seed: 2 })];
    const ids = [await one.submitted(), await one.submitted(), await other.submitted(), await other.submitted()];
    expect(new Set(ids).size).toBe(4);
  });
});

/** The relay's row number counts arrivals; everything else is free of their order. */
function withoutRowNumber(body: unknown, origin: string): unknown {
  return JSON.parse(
    JSON.stringify(body, (key, value: unknown) => (key === "id" && typeof value === "number" ? 0 : value)).replaceAll(
      origin,
      "",
    ),
  );
}
