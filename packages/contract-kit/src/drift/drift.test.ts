import { formatIds } from "@shotlist/schema";
import type { FormatId, JsonValue } from "@shotlist/schema";
import { contractOf } from "@shotlist/schema/contracts";
import { fixturesOf } from "@shotlist/schema/fixtures";
import { expandReferences, messageSchema } from "@shotlist/schema/schemas";
import { describe, expect, test } from "vitest";
import { withValueAt } from "@shotlist/schema/own";
import { findAt } from "../answer/pointer.ts";
import { recordWalk } from "../testing/record-walk.ts";
import type { Recording } from "../record/recording.ts";
import type { TraceEntry } from "../trace/trace.ts";
import { driftOf } from "./drift-of.ts";
import { toDriftTable } from "./drift-table.ts";
import { unknownProperties } from "./unknown-properties.ts";

const path = "/api/v3/contents/generations/tasks";
const poll = (response: JsonValue, status = 200): TraceEntry => ({
  at: 1,
  method: "GET",
  url: `${path}/cgt-1`,
  status,
  response,
});
const wisgate = (...entries: readonly TraceEntry[]): Recording => ({ format: "wisgate", entries });

describe.each(formatIds)("a recording of the mock as %s", (format) => {
  test("shows no drift; a word that is not documented does", async () => {
    const { recording } = await recordWalk(format);
    expect(driftOf(recording, { strict: true })).toMatchObject({ ok: true, rules: [], added: [], foreign: 0 });
    const tampered = driftOf(withLastStatus(format, recording, "paused"), { strict: true });
    expect(tampered.ok).toBe(false);
    expect(tampered.rules.map(({ rule }) => rule).join()).toMatch(/status\.enum|known-status/);
  });

  test("knows every property of every fixture that is right", () => {
    const unknown = fixturesOf(format)
      .filter(({ message, breaks }) => message !== "submit.request" && breaks === undefined)
      .flatMap(({ message, name, body }) =>
        unknownProperties(expandReferences(messageSchema(format, message)), body).map((one) => [name, one.path]),
      );
    expect(unknown).toEqual([]);
  });
});

function withLastStatus(format: FormatId, recording: Recording, word: string): Recording {
  const { status } = contractOf(format).places;
  const place = recording.entries.findLastIndex(
    (entry) => entry.method === "GET" && entry.status === 200 && findAt(entry.response, status) !== undefined,
  );
  const entry = recording.entries[place];
  if (entry === undefined) throw new Error("the walk has no poll");
  const response = JSON.parse(
    JSON.stringify(withValueAt(entry.response, findAt(entry.response, status)?.path ?? "", word)),
  );
  return { ...recording, entries: recording.entries.with(place, { ...entry, response }) };
}

describe("drift", () => {
  const broken = { id: "cgt-1", status: "done", cost: { credits: 4 } };

  test("is grouped by rule, with each call that shows it", () => {
    const report = driftOf(wisgate(poll(broken), poll(broken)));
    expect(report).toMatchObject({
      ok: false,
      judged: 2,
      rules: [
        {
          rule: "task.response: status.enum",
          level: "reject",
          provenance: { grade: "documented", source: "seed 003" },
          findings: [
            { entry: 0, path: "/status", seen: '"done"' },
            { entry: 1, path: "/status", seen: '"done"' },
          ],
        },
      ],
      added: [{ what: "property", message: "task.response", path: "/cost", seen: '{"credits":4}', entries: [0, 1] }],
    });
  });

  test("is reported rule by rule", () => {
    const elsewhere = { at: 2, method: "GET", url: "/health", status: 200, text: "" };
    expect(toDriftTable(driftOf(wisgate(poll(broken), elsewhere)))).toBe(
      [
        'DRIFT  task.response: status.enum: status must be one of queued, running, succeeded, failed, expired, cancelled, not "done" (documented, seed 003)',
        '         call 1 /status: found "done"',
        'new    property in task.response: /cost is {"credits":4} (call 1)',
        "1 call of wisgate judged, 1 call of other APIs: 1 rule broken, 1 unknown to the format",
        "",
      ].join("\n"),
    );
  });

  test("is not a failure where something was only added, unless strict", () => {
    const added = wisgate(poll({ id: "cgt-1", status: "queued", queue_position: 3 }));
    expect(driftOf(added)).toMatchObject({ ok: true, rules: [], added: [{ path: "/queue_position" }] });
    expect(driftOf(added, { strict: true }).ok).toBe(false);
  });

  test("names an error code that nobody documented", () => {
    const refused = poll({ error: { code: "TaskArchived", message: "no" } }, 404);
    expect(driftOf(wisgate(refused, refused)).added).toEqual([
      { what: "error code", message: "error.response", path: "/error/code", seen: '"TaskArchived"', entries: [0, 1] },
    ]);
  });

  test("is not ruled out by a session without a call of the format", () => {
    const report = driftOf(wisgate({ at: 1, method: "GET", url: "/health", status: 200, text: "" }));
    expect(report).toMatchObject({ ok: false, judged: 0, foreign: 1 });
    expect(toDriftTable(report)).toBe("0 calls of wisgate judged, 1 call of other APIs: nothing to judge\n");
  });

  test("looks into the entries of arrays, and shows no secret", () => {
    const body = {
      model: "doubao-seedance-2.0",
      content: [{ type: "text", text: "A" }],
      extra: "https://a.b/c?sig=S3CRET",
    };
    const entry = { at: 1, method: "POST", url: path, status: 200, request: body, response: { id: "cgt-1" } };
    const { added } = driftOf(wisgate(entry));
    expect(added).toMatchObject([{ message: "submit.request", path: "/extra", seen: '"https://a.b/c?<removed>"' }]);
    const schema = {
      properties: { list: { items: { oneOf: [{ properties: { a: {} } }, { properties: { b: {} } }] } } },
    };
    expect(unknownProperties(schema, { list: [{ a: 1 }, { b: 1, "c/d": 2 }], free: 1 })).toEqual([
      { path: "/list/*/c~1d", value: 2 },
      { path: "/free", value: 1 },
    ]);
  });
});
