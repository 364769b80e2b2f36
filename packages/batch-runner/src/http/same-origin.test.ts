import { describe, expect, it } from "vitest";
import { describeAddress, isRedirect, sameOriginTarget } from "./same-origin.ts";

const from = "https://api.example.com/v1/tasks/1";

it.each([301, 302, 303, 307, 308])("%i with an address is a redirect", (status) => {
  expect(isRedirect({ status, headers: { location: "/x" } })).toBe(true);
  expect(isRedirect({ status, headers: {} })).toBe(false);
});

it.each([200, 300, 304, 404])("%i is none", (status) => {
  expect(isRedirect({ status, headers: { location: "/x" } })).toBe(false);
});

describe("an address within the origin", () => {
  it.each([
    ["/v2/tasks/1", "https://api.example.com/v2/tasks/1"],
    ["2", "https://api.example.com/v1/tasks/2"],
    ["https://api.example.com:443/x", "https://api.example.com/x"],
  ])("%s is followed", (location, target) => {
    expect(sameOriginTarget(from, location)).toBe(target);
  });

  it.each([
    "http://api.example.com/x",
    "https://api.example.com:8443/x",
    "https://other.example.com/x",
    "//other.example.com/x",
    "https://user@api.example.com/x",
    "https://",
  ])("%s is not one", (location) => {
    expect(sameOriginTarget(from, location)).toBeUndefined();
  });
});

it.each([
  ["https://user:password@other.example.com/v2/videos?signature=1#x", "other.example.com/v2/videos"],
  ["/v2/videos", "api.example.com/v2/videos"],
  [`https://other.example.com/${"a".repeat(60)}/x`, "other.example.com/…/x"],
  ["https://", "an address that cannot be read"],
])("describes %s without what may be a secret", (location, text) => {
  expect(describeAddress(from, location)).toBe(text);
});
