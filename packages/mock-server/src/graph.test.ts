import { factsOf, isJsonObject, type JsonObject } from "@shotlist/schema";
import { describe, expect, test } from "vitest";
import { playableFormats } from "./formats/mount.ts";
import { startMock } from "./testing/start-mock.ts";

const progress = { mode: "time", queuedSeconds: 10, runningSeconds: 10, minimumPolls: 0 } as const;
const endings = ["none", "task_fails", "task_expires", "task_cancelled"] as const;

/** Moments at which a caller polls: often enough to see every step, and so rarely that it misses the middle one. */
const schedules = [
  [0, 10, 20],
  [0, 20],
] as const;

function wireStatus(body: JsonObject): string {
  const data = body["data"];
  const status = isJsonObject(data) ? data["status"] : body["status"];
  return typeof status === "string" ? status : "";
}

async function seenWords(format: string, fault: string, schedule: readonly number[]): Promise<readonly string[]> {
  const scenario = { rules: fault === "none" ? [] : [{ fault }] };
  const { mock, submitted, poll } = await startMock(format, { progress, scenario });
  const createdAtMs = mock.clock.now();
  const id = await submitted();
  const words: string[] = [];
  for (const seconds of schedule) {
    mock.clock.advance(createdAtMs + seconds * 1000 - mock.clock.now());
    // oxlint-disable-next-line no-await-in-loop -- each poll has its moment
    words.push(wireStatus((await poll(id)).body));
  }
  return words;
}

describe.each(playableFormats)("%s", (format) => {
  test("every edge of the lifecycle can be seen, as far as polls use its words", async () => {
    const seen = new Set<string>();
    const words = new Set<string>();
    for (const fault of endings) {
      for (const schedule of schedules) {
        // oxlint-disable-next-line no-await-in-loop -- eight short lives
        const life = await seenWords(format, fault, schedule);
        for (const [index, word] of life.entries()) {
          words.add(word);
          if (index > 0) seen.add(`${life[index - 1]} → ${word}`);
        }
      }
    }
    const edges = factsOf(format).lifecycle.filter(({ from, to }) => words.has(from) && words.has(to));
    expect(edges.map(({ from, to }) => `${from} → ${to}`).filter((edge) => !seen.has(edge))).toEqual([]);
    expect(edges.length).toBeGreaterThanOrEqual(3);
    const known = factsOf(format).statuses.map(({ word }) => word);
    expect([...words].filter((word) => !known.includes(word))).toEqual([]);
  });

  test("what the format does not offer is refused as an unknown path", async () => {
    const { facts, submitted, call } = await startMock(format);
    const path = facts.operations.poll?.path.replace(/\{[^}]*\}/, await submitted()) ?? "";
    const unknown = facts.errors.find(({ occasion }) => occasion === "unknown_path")?.httpStatus;
    const offered = Object.values(facts.operations).map(({ method, path: offeredPath }) => `${method} ${offeredPath}`);
    for (const method of ["DELETE", "PUT", "PATCH", "POST"]) {
      if (offered.includes(`${method} ${facts.operations.poll?.path}`)) continue;
      // oxlint-disable-next-line no-await-in-loop -- four methods
      expect((await call(method, path)).status).toBe(unknown);
    }
  });
});
