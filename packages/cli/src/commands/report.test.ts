import { existsSync, readFileSync } from "node:fs";
import { createMockServer } from "@shotlist/mock-server";
import { expect, test } from "vitest";
import type { PageData } from "../contact-sheet/page-data.ts";
import { pageDataOf } from "../testing/page-data-of.ts";
import { createProject, twoTakes } from "../testing/project.ts";

const sources = ({ takes }: PageData): readonly string[] =>
  takes.flatMap(({ versions }) => versions.map(({ source }) => source));

test("writes a page that plays every clip, and says what is not rendered yet", async () => {
  using project = createProject({ "a.yaml": twoTakes.replace("A watch", "A </script><watch> & more") });
  await project.shotlist("render", "a.yaml", "--mock", "--speed", "6000", "--only", "reveal");
  expect(await project.shotlist("report", "a.yaml", "--out", "out page.html")).toEqual({
    exitCode: 0,
    stdout: "Wrote out page.html: 2 takes.\n",
    stderr: "",
  });
  const page = readFileSync(project.path("out page.html"), "utf8");
  const data = pageDataOf(page);
  const [clip = "", ...others] = sources(data);
  expect(existsSync(project.path(decodeURIComponent(clip)))).toBe(true);
  expect(others).toEqual([]);
  expect(data).toMatchObject({ title: "launch: contact sheet", summary: "2 takes, 1 clip.", isServed: false });
  expect(data.takes).toMatchObject([
    { id: "reveal", status: "rendered", ratio: "16:9", counts: 1, isChosen: false, versions: [{ number: 1 }] },
    { id: "skyline", status: "not rendered", state: "not rendered yet", versions: [] },
  ]);
  expect(data.takes[0]?.prompt).toBe("A </script><watch> & more turns slowly on white marble");
  expect(page).not.toMatch(/https?:/);
});

test("the page lets in no program and no style but its own", async () => {
  using project = createProject({ "a.yaml": twoTakes });
  await project.shotlist("render", "a.yaml", "--mock", "--speed", "6000", "--only", "reveal");
  await project.shotlist("report");
  const page = readFileSync(project.path("report.html"), "utf8");
  const [, policy = ""] = /Content-Security-Policy" content="([^"]*)"/u.exec(page) ?? [];
  expect(policy.replaceAll("&#39;", "'")).toMatch(
    /^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; media-src 'self' file: data:; connect-src 'none'/u,
  );
  expect(page.match(/<script/gu)).toHaveLength(2);
});

test("--embed puts the clips into the page", async () => {
  using project = createProject({ "a.yaml": twoTakes });
  await project.shotlist("render", "a.yaml", "--mock", "--speed", "6000", "--only", "reveal");
  await project.shotlist("report", "--embed");
  const [source = ""] = sources(pageDataOf(readFileSync(project.path("report.html"), "utf8")));
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
  const data = pageDataOf(readFileSync(project.path("report.html"), "utf8"));
  expect(sources(data)).toHaveLength(1);
  expect(JSON.stringify(data)).toContain("failed: see (address)");
  expect(JSON.stringify(data)).not.toContain("signed");
});
