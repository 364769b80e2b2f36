import { lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createProject } from "../testing/project.ts";
import { writeOutput } from "./write-output.ts";

test("makes the folders above the file, and leaves nothing next to it", async () => {
  using project = createProject();
  await writeOutput("reports/today/a.html", "page", project.folder);
  expect(readFileSync(project.path("reports", "today", "a.html"), "utf8")).toBe("page");
  expect(readdirSync(project.path("reports", "today"))).toEqual(["a.html"]);
});

test("a file keeps its mode, a link stays a link", async () => {
  using project = createProject();
  writeFileSync(project.path("kept.yaml"), "before", { mode: 0o640 });
  symlinkSync("kept.yaml", project.path("link.yaml"));
  await writeOutput("link.yaml", "after", project.folder);
  expect(lstatSync(project.path("link.yaml")).isSymbolicLink()).toBe(true);
  expect(readFileSync(project.path("kept.yaml"), "utf8")).toBe("after");
  expect(statSync(project.path("kept.yaml")).mode & 0o777).toBe(0o640);
});

test("what is in the way is named, with a fix", async () => {
  using project = createProject({ "a.yaml": "" });
  mkdirSync(project.path("folder"));
  await expect(writeOutput("folder", "text", project.folder)).rejects.toMatchObject({
    code: "unwritable_file",
    message: expect.stringContaining("Cannot write folder: "),
    hint: "Use a file, not a folder",
  });
  await expect(writeOutput("a.yaml/b.html", "text", project.folder)).rejects.toMatchObject({
    message: "Cannot write a.yaml/b.html: not a directory",
    hint: "Part of the path is a file, not a folder; choose another folder",
  });
});
