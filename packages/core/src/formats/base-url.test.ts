import { expect, it } from "vitest";
import { withoutRepeatedPath } from "./base-url.ts";

it.each([
  ["https://a.example/v1", "/v1/videos", "https://a.example"],
  ["https://a.example/v1/", "/v1/videos", "https://a.example"],
  ["https://a.example/api/v3", "/api/v3/contents/generations/tasks", "https://a.example"],
  ["https://a.example/proxy/v1", "/v1/videos/generations?x=1", "https://a.example/proxy"],
  ["https://a.example/v1/videos", "/v1/videos", "https://a.example"],
  ["http://127.0.0.1:8080/v1", "/v1/videos", "http://127.0.0.1:8080"],
])("%s repeats what %s begins with", (baseUrl, path, better) => {
  expect(withoutRepeatedPath(baseUrl, path)).toBe(better);
});

it.each([
  ["https://a.example", "/v1/videos"],
  ["https://a.example/openai", "/v1/videos"],
  ["https://a.example/v1/proxy", "/v1/videos"],
  ["https://a.example/v10", "/v1/videos"],
  ["not an address", "/v1/videos"],
])("%s repeats nothing of %s", (baseUrl, path) => {
  expect(withoutRepeatedPath(baseUrl, path)).toBeUndefined();
});
