import { expect, test } from "vitest";
import { parseBaseUrls } from "./base-url.ts";

test("a URL alone is for every provider, one with a name for that one", () => {
  expect([...parseBaseUrls(["http://127.0.0.1:4010/", "wisgate=https://relay.example.com/v1"])]).toEqual([
    ["*", "http://127.0.0.1:4010"],
    ["wisgate", "https://relay.example.com/v1"],
  ]);
});

test.each([
  [["http://127.0.0.1:1", "http://127.0.0.1:2"], "--base-url was given twice"],
  [["relay.example.com"], "--base-url takes a URL"],
  [["ftp://example.com"], "--base-url takes a URL"],
  [["https://someone:secret@example.com"], "--base-url must not contain a user name or password"],
  [["https://example.com/?a=1"], "--base-url must not contain a query or fragment"],
  [["http://example.com"], "--base-url must use https"],
])("%j is refused", (values, message) => {
  expect(() => parseBaseUrls(values)).toThrow(message);
});
