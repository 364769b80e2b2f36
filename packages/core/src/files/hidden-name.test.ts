import { expect, test } from "vitest";
import { isHiddenName } from "./hidden-name.ts";

test.each([
  ".git",
  ".GIT",
  ".github",
  ".shotlist",
  ".mp4",
  ".g\u200Cit",
  "\u200B.git",
  ".git ",
  " .git",
  "...",
  "git~1",
  "GIT~2",
  "node_modules",
  "Node_Modules",
  "node_modules.",
  "node_modules ",
])("%j belongs to a tool", (name) => {
  expect(isHiddenName(name)).toBe(true);
});

test.each(["renders", "a.b", "git", "node_modules_of_ours", "take~1", "..", ".", "\u{1F469}\u200D\u{1F680}", "片"])(
  "%j belongs to a person",
  (name) => {
    expect(isHiddenName(name)).toBe(false);
  },
);
