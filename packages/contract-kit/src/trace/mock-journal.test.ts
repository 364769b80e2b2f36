import { createMockServer } from "@shotlist/mock-server";
import { factsOf, formatIds } from "@shotlist/schema";
import { writtenFixturesOf } from "@shotlist/schema/fixtures";
import { describe, expect, test } from "vitest";
import type { FormatId } from "@shotlist/schema";
import { checkTrace } from "./check-trace.ts";
import { readTrace } from "./read-trace.ts";

/** The journal of a session with a life of a task in it and refusals for every reason of a client's own. */
async function journalOf(format: FormatId): Promise<{ readonly har: string; readonly jsonl: string }> {
  await using mock = await createMockServer({ clock: "manual" });
  const { submit, poll } = factsOf(format).operations;
  const good = writtenFixturesOf(format).find(
    ({ message, breaks }) => message === "submit.request" && breaks === undefined,
  )?.body;
  const call = async (method: string, path: string, { key = "Bearer any-key", body }: Sent = {}): Promise<void> => {
    const headers = { "content-type": "application/json", ...(key === "" ? {} : { authorization: key }) };
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    await mock.fetch(new Request(mock.urlOf(format) + path, init));
  };
  const [submits, polls] = [submit?.path ?? "", poll?.path ?? ""];
  await call("POST", submits, { body: good });
  await call("POST", submits, { body: {} });
  await call("POST", submits, { body: good, key: "" });
  await call("POST", submits, { body: good, key: "Bearer wrong-key" });
  for (let count = 0; count < 4; count += 1) {
    // oxlint-disable-next-line no-await-in-loop -- time moves between the polls
    await call("GET", polls.replace(/\{[^}]*\}/, mock.tasks[0]?.id ?? "none"));
    mock.clock.advance(40_000);
  }
  return { har: JSON.stringify(mock.requests.toHar()), jsonl: mock.requests.toJsonLines() };
}

interface Sent {
  readonly key?: string;
  readonly body?: unknown;
}

describe.each(formatIds)("the mock's journal of %s", (format) => {
  test.each(["har", "jsonl"] as const)("is a trace without a fault, as %s", async (kind) => {
    const journal = await journalOf(format);
    const trace = readTrace(journal[kind]);
    expect(trace.map(({ status }) => status < 300)).toEqual([true, false, false, false, true, true, true, true]);
    expect(checkTrace(format, trace)).toMatchObject({ ok: true, judged: 8, foreign: 0, findings: [] });
  });
});
