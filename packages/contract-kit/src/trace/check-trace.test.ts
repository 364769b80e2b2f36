import { formatIds } from "@shotlist/schema";
import type { FormatId, JsonValue } from "@shotlist/schema";
import { contractOf } from "@shotlist/schema/contracts";
import { fixturesOf } from "@shotlist/schema/fixtures";
import { describe, expect, test } from "vitest";
import { withValueAt } from "@shotlist/schema/own";
import { findAt, textAt } from "../answer/pointer.ts";
import { canonicalOf } from "../oracle/belief.ts";
import { recordWalk } from "../testing/record-walk.ts";
import { errorAnswer } from "../documented/documented-answers.ts";
import { checkTrace } from "./check-trace.ts";
import { readTrace } from "./read-trace.ts";
import { TraceUnreadableError } from "./trace-unreadable-error.ts";
import { toExchange } from "./to-exchange.ts";
import type { TraceEntry } from "./trace.ts";

type Mutation = (format: FormatId, entries: readonly TraceEntry[]) => readonly TraceEntry[] | undefined;

const statusOf = (format: FormatId, { response }: TraceEntry) =>
  canonicalOf(format, findAt(response, contractOf(format).places.status)?.value);
const isPoll = (format: FormatId, entry: TraceEntry): boolean =>
  entry.status < 300 && toExchange(format, entry)?.operation === "poll";
const isSubmit = (format: FormatId, entry: TraceEntry): boolean =>
  entry.status < 300 && toExchange(format, entry)?.operation === "submit";

/** Changes the last entry that qualifies. */
function changeLast(
  entries: readonly TraceEntry[],
  qualifies: (entry: TraceEntry) => boolean,
  change: (entry: TraceEntry) => TraceEntry,
): readonly TraceEntry[] | undefined {
  const place = entries.findLastIndex(qualifies);
  const entry = entries[place];
  return entry === undefined ? undefined : entries.with(place, change(entry));
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only ever made of JSON values put into one another
const json = (value: unknown): JsonValue => value as JsonValue;

/** Each makes a right session wrong in one place. */
const mutations: Readonly<Record<string, Mutation>> = {
  "a status that nobody knows": (format, entries) =>
    changeLast(
      entries,
      (entry) => isPoll(format, entry),
      (entry) => ({
        ...entry,
        response: json(
          withValueAt(entry.response, findAt(entry.response, contractOf(format).places.status)?.path ?? "", "paused"),
        ),
      }),
    ),
  "an ended task that runs again": (format, entries) => {
    const word = findAt(
      entries.find((entry) => isPoll(format, entry) && statusOf(format, entry) === "running")?.response,
      contractOf(format).places.status,
    );
    const ended = new Map<string, number>();
    const twice = entries.findLast((entry) => {
      if (!isPoll(format, entry) || statusOf(format, entry) !== "succeeded") return false;
      ended.set(entry.url, (ended.get(entry.url) ?? 0) + 1);
      return ended.get(entry.url) === 2;
    });
    if (word === undefined || twice === undefined) return undefined;
    const last = entries.findLastIndex((entry) => entry.url === twice.url && isPoll(format, entry));
    return entries.with(last, { ...twice, response: json(withValueAt(twice.response, word.path, word.value)) });
  },
  "another task's answer": (format, entries) =>
    changeLast(
      entries,
      (entry) => isPoll(format, entry),
      (entry) => ({
        ...entry,
        response: json(
          withValueAt(
            entry.response,
            findAt(entry.response, contractOf(format).places.taskId)?.path ?? "",
            "another-task",
          ),
        ),
      }),
    ),
  "a success without its link": (format, entries) => {
    const { videoUrl } = contractOf(format).places;
    if (videoUrl.length === 0) return undefined;
    return changeLast(
      entries,
      (entry) => isPoll(format, entry) && statusOf(format, entry) === "succeeded",
      (entry) => ({
        ...entry,
        response: json(
          videoUrl
            .filter((place) => textAt(entry.response, [place]) !== undefined)
            .reduce<unknown>((body, place) => withValueAt(body, place, null), entry.response),
        ),
      }),
    );
  },
  "a task that was accepted and is not known": (format, entries) => {
    const { status, body } = errorAnswer(format, "unknown_task");
    return changeLast(
      entries,
      (entry) => isPoll(format, entry) && statusOf(format, entry) !== undefined,
      (entry) => ({ ...entry, status, response: body }),
    );
  },
  "two tasks with one id": (format, entries) => {
    const first = entries.find((entry) => isSubmit(format, entry));
    const last = entries.findLastIndex((entry) => isSubmit(format, entry));
    return first === undefined || entries[last] === first
      ? undefined
      : entries.with(last, { ...first, at: entries[last]?.at ?? 0 });
  },
  "a body that is taken although it breaks a rule": (format, entries) => {
    const broken = fixturesOf(format).find(
      ({ message, breaks, body }) =>
        message === "submit.request" && breaks?.endsWith(".required") === true && body !== null,
    );
    return broken === undefined
      ? undefined
      : changeLast(
          entries,
          (entry) => isSubmit(format, entry),
          (entry) => ({ ...entry, request: broken.body }),
        );
  },
  "a submit without a key that is taken": (format, entries) =>
    changeLast(
      entries,
      (entry) => isSubmit(format, entry),
      (entry) => ({ ...entry, authorized: false }),
    ),
  "an accepted task without an id": (format, entries) =>
    changeLast(
      entries,
      (entry) => isSubmit(format, entry),
      (entry) => ({ ...entry, response: {} }),
    ),
  "a poll that answers with a list": (format, entries) =>
    changeLast(
      entries,
      (entry) => isPoll(format, entry),
      (entry) => ({ ...entry, response: [entry.response ?? null] }),
    ),
  "an error in a gateway's words": (format, entries) =>
    changeLast(
      entries,
      ({ status }) => status >= 400 && status < 500,
      ({ response: _response, ...entry }) => ({ ...entry, text: "<html>Bad request</html>" }),
    ),
};

const seeds = [1, 2, 3];

describe.each(formatIds)("recorded sessions with %s", (format) => {
  test("are right where the mock answered, and wrong with any one mistake in them", async () => {
    const outcomes = await Promise.all(
      seeds.map(async (seed) => {
        const { raw: trace } = await recordWalk(format, { seed });
        const wrong = Object.entries(mutations).flatMap(([name, mutate]) => {
          const mutated = mutate(format, trace);
          return mutated === undefined ? [] : [{ name, caught: checkTrace(format, mutated).findings.length > 0 }];
        });
        return { calls: trace.length, right: checkTrace(format, trace), wrong };
      }),
    );
    expect(outcomes.flatMap(({ right }) => right.findings)).toEqual([]);
    expect(outcomes.every(({ calls, right }) => calls > 10 && right.judged > 8 && right.ok)).toBe(true);
    const all = outcomes.flatMap(({ wrong }) => wrong);
    expect(all.length).toBeGreaterThan(seeds.length * 6);
    expect(all.filter(({ caught }) => !caught)).toEqual([]);
  });
});

describe("a trace", () => {
  const poll: TraceEntry = {
    at: "2026-05-14T11:07:18Z",
    method: "GET",
    url: "https://gateway.example/ark/api/v3/contents/generations/tasks/cgt-1?x=1",
    status: 200,
    response: {
      id: "cgt-1",
      status: "queued",
      created_at: 1,
      updated_at: 1,
      content: { video_url: "https://cdn.example/a.mp4?sig=SECRET" },
    },
  };

  test("is read line by line", () => {
    expect(readTrace(`${JSON.stringify(poll)}\n\n${JSON.stringify(poll)}\n`)).toEqual([poll, poll]);
  });

  test("is read from a HAR file", () => {
    const har = {
      log: {
        entries: [
          {
            startedDateTime: poll.at,
            request: { method: "GET", url: poll.url, headers: [{ name: "Authorization", value: "Bearer sk-1" }] },
            response: {
              status: 200,
              content: {
                mimeType: "application/json",
                encoding: "base64",
                text: Buffer.from(JSON.stringify(poll.response)).toString("base64"),
              },
            },
          },
        ],
      },
    };
    expect(readTrace(JSON.stringify(har))).toEqual([{ ...poll, authorized: true, contentType: "application/json" }]);
  });

  test("that is none says which line", () => {
    expect(() => readTrace(`${JSON.stringify(poll)}\n{"method":"GET"}`)).toThrow(TraceUnreadableError);
    expect(() => readTrace(`${JSON.stringify(poll)}\n{"method":"GET"}`)).toThrow("line 2");
  });

  test("is judged without what signs its links", () => {
    expect(JSON.stringify(toExchange("wisgate", poll))).not.toContain("SECRET");
  });

  test("counts calls that are none of the format's", () => {
    const foreign = { ...poll, url: "https://gateway.example/other" };
    expect(checkTrace("wisgate", [foreign, poll])).toMatchObject({ judged: 1, foreign: 1 });
  });
});
