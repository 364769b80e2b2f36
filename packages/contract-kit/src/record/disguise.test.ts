import * as fc from "fast-check";
import { formatIds, messageNames, hasMessage } from "@shotlist/schema";
import type { FormatId, JsonValue, MessageName } from "@shotlist/schema";
import { fixturesOf } from "@shotlist/schema/fixtures";
import { describe, expect, test } from "vitest";
import { checkMessage } from "../check/check-message.ts";
import { arbitraryAcceptedBody } from "../generate/arbitrary-body.ts";
import { arbitraryRefusedBody } from "../generate/arbitrary-refused-body.ts";
import { createDisguise } from "./disguise.ts";

const verdictOn = (format: FormatId, message: MessageName, body: JsonValue): readonly string[] =>
  checkMessage(format, message, body).map(({ rule, level, path }) => `${level} ${rule} ${path}`);

describe.each(formatIds)("a disguised message of %s", (format) => {
  test("gets the same verdict in every fixture, right or wrong", () => {
    const { json } = createDisguise(format);
    const fixtures = fixturesOf(format);
    const changed = fixtures.filter(
      ({ message, body }) =>
        verdictOn(format, message, json(body)).join("\n") !== verdictOn(format, message, body).join("\n"),
    );
    expect(changed).toEqual([]);
    expect(fixtures.length).toBeGreaterThan(30);
    expect(new Set(fixtures.map(({ message }) => message)).size).toBeGreaterThan(3);
  });

  test("gets the same verdict whatever is drawn from the schema", () => {
    for (const bodies of [arbitraryAcceptedBody(format), arbitraryRefusedBody(format)]) {
      fc.assert(
        fc.property(bodies, (body) => {
          const disguised = createDisguise(format).json(body);
          expect(verdictOn(format, "submit.request", disguised)).toEqual(verdictOn(format, "submit.request", body));
        }),
        { numRuns: 150, seed: 7 },
      );
    }
  });

  test("says nothing that the format does not spell out, wherever it is", () => {
    const canaries = [
      "alice@example.com",
      "A watch for Alice",
      "https://h.example/alice.mp4?sig=alice",
      "alice",
      "alice-4",
    ];
    const { json } = createDisguise(format);
    for (const message of messageNames.filter((name) => hasMessage(format, name))) {
      for (const { body } of fixturesOf(format).filter((fixture) => fixture.message === message)) {
        for (const canary of canaries) {
          const told = JSON.stringify(json(withEveryTextReplaced(body, canary)));
          expect(told).not.toMatch(/alice/i);
        }
      }
    }
  });
});

/** Every text but those of codes and statuses, where plain words are kept on purpose. */
function withEveryTextReplaced(body: JsonValue, text: string, property = ""): JsonValue {
  if (typeof body === "string") return /^(?:code|type|.*status|object)$/.test(property) ? body : text;
  if (typeof body !== "object" || body === null) return body;
  if (Array.isArray(body)) return body.map((entry: JsonValue) => withEveryTextReplaced(entry, text, property));
  return Object.fromEntries(
    Object.entries(body).map(([key, member]) => [key, withEveryTextReplaced(member, text, key)]),
  );
}

describe("a disguise", () => {
  const { json, taskId, query, forbid } = createDisguise("wisgate");

  test("keeps words of the format, short numbers and sizes, and numbers where the format has some", () => {
    const kept = { status: "succeeded", model: "doubao-seedance-2.0", ratio: "16:9", seconds: "12", size: "1280x720" };
    expect(json({ ...kept, created_at: 1_779_096_769, ok: true, error: null, list: [1, 2.5] })).toEqual({
      ...kept,
      created_at: 1_779_096_769,
      ok: true,
      error: null,
      list: [1, 2.5],
    });
  });

  test("keeps an unknown status and an unknown code as words, so that drift shows them", () => {
    expect(json({ status: "paused", error: { code: "InputTextRisk.Image" } })).toEqual({
      status: "paused",
      error: { code: "InputTextRisk.Image" },
    });
    expect(json({ status: "sk-live-51H8xYz", error: { code: "user 4711" } })).toEqual({
      status: "recorded-1",
      error: { code: "recorded text 1" },
    });
  });

  test("gives equal values equal placeholders and different ones different", () => {
    const disguise = createDisguise("wisgate");
    const link = "https://cdn.example.com/a.mp4?X-Sig=1";
    expect(disguise.json([link, link, `${link}2`, "a prompt", "a prompt", "two prompts"])).toEqual([
      "https://recorded.invalid/1.mp4",
      "https://recorded.invalid/1.mp4",
      "https://recorded.invalid/2.mp4",
      "recorded text 1",
      "recorded text 1",
      "recorded text 2",
    ]);
  });

  test("numbers task ids behind the head of their pattern, in paths, queries and bodies alike", () => {
    expect(taskId("cgt-20260518175249-8x55h")).toBe("cgt-recorded-1");
    expect(json({ id: "cgt-20260518175249-8x55h", draft_task_id: "cgt-1" })).toEqual({
      id: "cgt-recorded-1",
      draft_task_id: "cgt-recorded-2",
    });
    expect(query("page_num=2&filter.status=running&id=cgt-1&who=alice@example.com", "")).toBe(
      "page_num=2&recorded_1=running&id=cgt-recorded-2&who=recorded+text+2",
    );
    expect(taskId("8f14e45f-ceea-467f")).toBe("recorded-3");
    expect(json({ id: "8f14e45f-ceea-467f" })).toEqual({ id: "recorded-3" });
  });

  test("hides names of properties that are not plain names, and numbers that are somebody's", () => {
    expect(
      json({ "alice@example.com": 1, aspect_ratio: 2, phone: 13_800_138_000, lat: 31.230_416, user_id: 7 }),
    ).toEqual({
      recorded_2: 1,
      aspect_ratio: 2,
      phone: 1_000_001,
      lat: 1_000_002,
      user_id: 1_000_003,
    });
  });

  test("takes a forbidden word for no plain word", () => {
    forbid("mysecretkeyofletters");
    expect(JSON.stringify(json({ status: "mysecretkeyofletters", mysecretkeyofletters: 1 }))).not.toContain("secret");
  });

  test("keeps the kind of a data URI and none of its bytes", () => {
    const uri = `data:image/png;base64,${"QUxJQ0U".repeat(100)}`;
    const told = json(uri);
    expect(told).toMatch(/^data:image\/png;base64,[A-Za-z0-9+/=]+$/);
    expect(told).not.toContain("QUxJQ0U");
  });

  test("is not led astray by depth or length", () => {
    let deep: JsonValue = "alice";
    for (let depth = 0; depth < 5000; depth += 1) deep = [deep];
    expect(JSON.stringify(json(deep))).not.toContain("alice");
    expect(JSON.stringify(json("x y ".repeat(1_000_000))).length).toBeLessThan(40_100);
  });
});
