import { describe, expect, it } from "vitest";
import {
  amountOf,
  codeOf,
  countOf,
  idOf,
  linkOf,
  progressOf,
  recordOf,
  textOf,
  timeOf,
  valueAt,
  wholeOf,
} from "./read-json.ts";

describe("valueAt", () => {
  it("follows keys and places, and stops where there is nothing", () => {
    const body = { result: { data: [{ url: "x" }] } };
    expect(valueAt(body, "result", "data", 0, "url")).toBe("x");
    expect(valueAt(body, "result", "data", 1, "url")).toBeUndefined();
    expect(valueAt(null, "result")).toBeUndefined();
    expect(valueAt("text", "length")).toBeUndefined();
  });
});

describe.each<{ reader: string; read: (value: unknown) => unknown; cases: (readonly unknown[])[] }>([
  {
    reader: "textOf",
    read: textOf,
    cases: [
      ["a", "a"],
      ["  ", undefined],
      [1, undefined],
      [null, undefined],
    ],
  },
  {
    reader: "codeOf",
    read: codeOf,
    cases: [
      ["E1", "E1"],
      [404, "404"],
      ["", undefined],
      [Number.NaN, undefined],
    ],
  },
  {
    reader: "amountOf",
    read: amountOf,
    cases: [
      [1.5, 1.5],
      [0, 0],
      [-1, undefined],
      ["5", 5],
      [" 3.4 ", 3.4],
      ["1.9e5", 190_000],
      ["5 s", undefined],
      ["1,5", undefined],
      ["0x10", undefined],
      [Number.POSITIVE_INFINITY, undefined],
      [1e300, undefined],
    ],
  },
  {
    reader: "idOf",
    read: idOf,
    cases: [
      ["task_1", "task_1"],
      [" task_1\n", "task_1"],
      ["task_\uD83C", undefined],
      [4711, "4711"],
      [2 ** 53, undefined],
      [1.5, undefined],
      [0, undefined],
      ["", undefined],
    ],
  },
  {
    reader: "wholeOf",
    read: wholeOf,
    cases: [
      [42, 42],
      ["42", 42],
      [4.2, undefined],
      [-1, undefined],
    ],
  },
  {
    reader: "timeOf",
    read: timeOf,
    cases: [
      [1_700_000_000.9, 1_700_000_000],
      ["1700000000", 1_700_000_000],
      [1e15, undefined],
      ["tomorrow", undefined],
    ],
  },
  {
    reader: "countOf",
    read: countOf,
    cases: [
      [7, 7],
      [0, 0],
      [-1, undefined],
      [1.5, 2],
      ["7", 7],
      ["many", undefined],
    ],
  },
  {
    reader: "progressOf",
    read: progressOf,
    cases: [
      ["50%", 50],
      [100, 100],
      ["", undefined],
      [250, 100],
      ["half", undefined],
    ],
  },
  {
    reader: "linkOf",
    read: linkOf,
    cases: [
      ["https://a.example/v.mp4?s=1", "https://a.example/v.mp4?s=1"],
      ["", undefined],
      ["file:///etc/passwd", undefined],
      ["/v1/videos/1/content", "/v1/videos/1/content"],
      ["//cdn.example/v.mp4", "//cdn.example/v.mp4"],
      ["/", undefined],
      ["/\\\\cdn.example/v.mp4", undefined],
      ["/not a path, but words", undefined],
      ["n/a", undefined],
      ["https://", undefined],
    ],
  },
  {
    reader: "recordOf",
    read: recordOf,
    cases: [
      [{ a: 1 }, { a: 1 }],
      [[], undefined],
      [null, undefined],
    ],
  },
])("$reader", ({ read, cases }) => {
  it.each(cases)("reads %j as %j", (value, expected) => {
    expect(read(value)).toEqual(expected);
  });
});
