import { describe, expect, test } from "vitest";
import { driftOf } from "../drift/drift-of.ts";
import { toDriftTable } from "../drift/drift-table.ts";
import { readRecording } from "../record/recording.ts";
import { recordWalk } from "../testing/record-walk.ts";
import { readTrace } from "./read-trace.ts";
import { TraceUnreadableError } from "./trace-unreadable-error.ts";

const { raw: walk } = await recordWalk("wisgate");

/** The walk as a HAR file, each answer's content as a tool would have saved it. */
function har(contentOf: (text: string, index: number) => object): string {
  const entries = walk.map(({ at, method, url, request, status, response }, index) => ({
    startedDateTime: new Date(at).toISOString(),
    request: {
      method,
      url: new URL(url, "https://api.example.com").href,
      headers: [{ name: "authorization", value: "Bearer sk-1" }],
      ...(request === undefined ? {} : { postData: { text: JSON.stringify(request) } }),
    },
    response: { status, content: { mimeType: "application/json", ...contentOf(JSON.stringify(response), index) } },
  }));
  return JSON.stringify({ log: { version: "1.2", entries } });
}

const base64 = (text: string): string => Buffer.from(text).toString("base64");
const drift = (text: string) => driftOf(readRecording(text, { format: "wisgate" }));
const plain = drift(har((text) => ({ text })));

describe("a HAR file is read however a tool saved it", () => {
  test.each([
    ["with Base64 that is said", har((text) => ({ text: base64(text), encoding: "base64" }))],
    ["with Base64 that is not said", har((text) => ({ text: base64(text) }))],
    ["with plain text that is said to be Base64", har((text) => ({ text, encoding: "base64" }))],
    ["with a byte order mark", `\u{FEFF}${har((text) => ({ text }))}`],
    ["with byte order marks in the bodies", har((text) => ({ text: `\u{FEFF}${text}` }))],
  ])("%s", (_, text) => {
    expect(plain).toMatchObject({ incomplete: 0, foreign: 0 });
    expect(drift(text)).toEqual(plain);
  });
});

describe("an answer without its body is incomplete, never drift", () => {
  test.each([
    ["left out", {}],
    ["left out, of a size that is known", { size: 300 }],
    ["left out, of a size that is not known", { size: -1 }],
    ["cut off", { text: '{"id":"cgt-1","sta', size: 300 }],
  ])("%s", (_, content) => {
    const report = drift(har((text, index) => (index === 1 ? content : { text })));
    expect(report).toMatchObject({ judged: plain.judged - 1, incomplete: 1, ok: plain.ok });
    expect(toDriftTable(report)).toContain(", 1 incomplete (recorded without the body of the answer): ");
  });

  test("a file without any body is refused as such", () => {
    expect(() => readTrace(har(() => ({})))).toThrow(TraceUnreadableError);
    expect(() => readTrace(har(() => ({})))).toThrow("without the bodies of its answers");
  });

  test("an answer of endless lists is a finding, and ends", () => {
    const deep = `{"id":${"[".repeat(20_000)}${"]".repeat(20_000)}}`;
    expect(drift(har((text, index) => ({ text: index === 0 ? deep : text }))).ok).toBe(false);
  });

  test("a text that no part of the format is stays a finding", () => {
    expect(drift(har((text, index) => ({ text: index === 0 ? "<html>" : text }))).ok).toBe(false);
  });
});
