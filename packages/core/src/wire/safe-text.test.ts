import { expect, it } from "vitest";
import { safeText } from "./safe-text.ts";

it.each([
  ["could not fetch https://cdn.example.com/a.jpg?sig=abc now", "could not fetch (address) now"],
  [String.raw`{"url":"https:\/\/cdn.example.com\/a?sig=1"}`, '{"url":"(address)"}'],
  ["see https%3A%2F%2Fcdn.example.com%2Fa", "see (address)"],
  ["asset asset://secret-1 is gone", "asset (address) is gone"],
  ["bad image data:image/png;base64,AAAA", "bad image (data)"],
  ["Incorrect API key sk-abcdef1234 given", "Incorrect API key (key) given"],
  ["got Bearer abcdef.1234", "got (key)"],
  [" Invalid URL (GET /v1/videos) ", "Invalid URL (GET /v1/videos)"],
])("turns %j into %j", (text, expected) => {
  expect(safeText(text)).toBe(expected);
});

it("cuts a message that continues and on", () => {
  expect(safeText("x".repeat(2000))).toBe(`${"x".repeat(500)}…`);
});

it("reads no more than it may print, however much there is", () => {
  expect(safeText("a.".repeat(1_000_000))).toHaveLength(501);
});
