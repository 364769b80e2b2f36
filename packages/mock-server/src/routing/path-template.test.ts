import { expect, test } from "vitest";
import { matchPath, parsePathTemplate } from "./path-template.ts";

test.each([
  ["/v1/videos", "/v1/videos", ""],
  ["/v1/videos", "/v1/videos/", undefined],
  ["/v1/videos/{id}", "/v1/videos/task_1", "task_1"],
  ["/v1/videos/{task_id}", "/v1/videos/a%20b", "a b"],
  ["/v1/videos/{id}", "/v1/videos/%zz", "%zz"],
  ["/v1/videos/{id}", "/v1/videos/", undefined],
  ["/v1/videos/{id}", "/v1/videos/a/content", undefined],
  ["/v1/videos/{id}/content", "/v1/videos/a/content", "a"],
  ["/v1/models?type=video", "/v1/models", ""],
])("%s and %s", (template, path, id) => {
  expect(matchPath(parsePathTemplate(template), path)).toBe(id);
});
