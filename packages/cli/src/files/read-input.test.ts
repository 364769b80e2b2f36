import { truncateSync } from "node:fs";
import { expect, test } from "vitest";
import { createProject } from "../testing/project.ts";
import { readInput } from "./read-input.ts";

test("reads a text", async () => {
  using project = createProject({ "a.yaml": "名: 一" });
  expect(await readInput("a.yaml", project.folder)).toBe("名: 一");
});

test.each([
  ["none.yaml", "no such file or directory", "Check the path; it is relative to the current folder"],
  [".git", "illegal operation on a directory", "Use a file, not a folder"],
  ["huge.yaml", "it is larger than 500 MB", "Split it, or use another file"],
  ["/dev/null", "it is a device", "Use a file"],
])("%s is refused with its name and the way out", async (path, why, hint) => {
  using project = createProject({ "huge.yaml": "" });
  // Only its size is real: the disk holds none of it.
  truncateSync(project.path("huge.yaml"), 3 * 1024 ** 3);
  await expect(readInput(path, project.folder)).rejects.toMatchObject({
    code: "unreadable_file",
    message: `Cannot read ${path}: ${why}`,
    hint,
  });
});
