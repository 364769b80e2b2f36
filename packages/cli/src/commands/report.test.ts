import { existsSync, readFileSync } from "node:fs";
import { createMockServer } from "@shotlist/mock-server";
import { expect, test } from "vitest";
import { createProject, twoTakes } from "../testing/project.ts";

const sources = (page: string): readonly string[] =>
  [...page.matchAll(/src="([^"]*)"/g)].map(([, source]) => source ?? "");

test("writes a page that plays every clip, and says what is not rendered yet", async () => {
  using project = createProject({ "a.yaml": twoTakes.replace("A watch", "A <watch> & more") });
  await project.shotlist("render", "a.yaml", "--mock", "--speed", "6000", "--only", "reveal");
  expect(await project.shotlist("report", "a.yaml", "--out", "out page.html")).toEqual({
    exitCode: 0,
    stdout: "Wrote out page.html: 2 takes.\n",
    stderr: "",
  });
  const page = readFileSync(project.path("out page.html"), "utf8");
  const [clip = "", ...others] = sources(page);
  expect(existsSync(project.path(decodeURIComponent(clip)))).toBe(true);
  expect(others).toEqual([]);
  expect(page).toContain("<h1>launch: contact sheet</h1>");
  expect(page).toContain("A &lt;watch&gt; &amp; more turns slowly on white marble");
  expect(page).toContain('<p class="empty">not rendered yet</p>');
  expect(page).not.toMatch(/https?:/);
});

test("--embed puts the clips into the page", async () => {
  using project = createProject({ "a.yaml": twoTakes });
  await project.shotlist("render", "a.yaml", "--mock", "--speed", "6000", "--only", "reveal");
  await project.shotlist("report", "--embed");
  const [source = ""] = sources(readFileSync(project.path("report.html"), "utf8"));
  const bytes = Buffer.from(source.replace("data:video/mp4;base64,", ""), "base64");
  expect(bytes.subarray(4, 8).toString()).toBe("ftyp");
});

test("an address in a vendor's words stays out of the page, and an older version stays in", async () => {
  await using vendor = await createMockServer({
    format: "wisgate",
    progress: { mode: "immediate" },
    scenario: {
      rules: [{ fault: "task_fails", match: { nth: 2 }, with: { message: "see https://vendor.example/signed?x=1" } }],
    },
  });
  using project = createProject({ "a.yaml": twoTakes });
  const render = ["render", "a.yaml", "--base-url", vendor.url, "--only", "reveal"];
  await project.shotlist(...render);
  await project.shotlist("retry", "--take", "reveal");
  await project.shotlist(...render);
  await project.shotlist("report");
  const page = readFileSync(project.path("report.html"), "utf8");
  expect(sources(page)).toHaveLength(1);
  expect(page).toContain("failed: see (address)");
  expect(page).not.toContain("signed");
});
