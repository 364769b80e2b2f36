import { readFileSync } from "node:fs";
import { createMockServer } from "@shotlist/mock-server";
import { expect, test } from "vitest";
import type { TakeReport } from "@shotlist/batch-runner";
import { toPlainText } from "../output/plain-text.ts";
import { createProject, twoTakes } from "../testing/project.ts";
import { githubAnnotations, githubSummary } from "./github.ts";
import { toJunit } from "./junit.ts";
import { markdownText } from "./markdown-text.ts";
import { boundedTable } from "./plan-comment.ts";

const take = (id: string, more: Partial<TakeReport> = {}): TakeReport => ({
  storyboard: "launch",
  realm: "mock",
  id,
  status: "succeeded",
  ...more,
});
const failure = { code: "task_failed", message: 'Not <allowed> & "bad"', hint: "100 % other\nwords" };
const zero = { takes: 1, cached: 0, succeeded: 0, failed: 1, blocked: 0, cancelled: 0 };
const totals = { ...zero, uncertain: 0, lost: 0, missing: 0, detached: 0, left: 0 };

test("JUnit: a take is a test, and what only a person can decide is an error", () => {
  const takes = [
    take("a", { cost: { quoted: { amount: 4.5, currency: "CNY" } } }),
    take("b", { status: "failed", error: failure }),
    take("c", { status: "uncertain" }),
    take("d", { status: "left" }),
  ];
  expect(toJunit({ takes })).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="shotlist render" tests="4" failures="1" errors="1" skipped="1">
  <testsuite name="launch" tests="4" failures="1" errors="1" skipped="1">
    <testcase classname="launch" name="a">
      <system-out>status: rendered
cost: 4.50 CNY</system-out>
    </testcase>
    <testcase classname="launch" name="b">
      <failure message="Not &lt;allowed&gt; &amp; &quot;bad&quot;" type="task_failed">100 % other
words</failure>
      <system-out>status: failed</system-out>
    </testcase>
    <testcase classname="launch" name="c">
      <error message="uncertain" type="uncertain"></error>
      <system-out>status: uncertain</system-out>
    </testcase>
    <testcase classname="launch" name="d">
      <skipped message="skipped" />
      <system-out>status: skipped</system-out>
    </testcase>
  </testsuite>
</testsuites>
`);
});

const place = { file: "boards/a,b.yaml", line: 8, column: 5 };

test("an annotation names the place, and its texts start no command of their own", () => {
  const text = toPlainText(
    githubAnnotations({ takes: [take("a", { status: "failed", error: failure })] }, () => place),
  );
  expect(text).toBe(
    '::error file=boards/a%2Cb.yaml,line=8,col=5,title=failed%3A launch/a::Not <allowed> & "bad"%0A100 %25 other%0Awords\n',
  );
});

test("a line that only looks like a command stays text", () => {
  expect(toPlainText("::error::from outside\n")).toBe("\\x3a:error::from outside\n");
});

const error = (message: string): NonNullable<TakeReport["error"]> => ({ code: "task_failed", message });

test("at most ten annotations of a level are written, and takes of one cause are one", () => {
  const many = Array.from({ length: 30 }, (_, index) =>
    take(`t${index}`, { status: "failed", error: error(`${index}`) }),
  );
  const same = Array.from({ length: 30 }, (_, index) => take(`s${index}`, { status: "left", error: error("budget") }));
  const lines = toPlainText(githubAnnotations({ takes: [...many, ...same] }, () => undefined))
    .trimEnd()
    .split("\n");
  expect(lines.filter((line) => line.startsWith("::error"))).toHaveLength(10);
  expect(lines.filter((line) => line.startsWith("::warning"))).toEqual([
    "::warning title=skipped%3A launch/s0%2C launch/s1%2C launch/s2 and 27 more::budget",
  ]);
});

test("a summary stays below what a step may have, however many takes failed", () => {
  const takes = Array.from({ length: 50_000 }, (_, index) =>
    take(`t${index}`, { status: "failed", error: { ...failure, message: `${index} ${"x".repeat(100)}` } }),
  );
  const summary = githubSummary({ ok: false, totals, spent: [], submitted: 1, takes });
  expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024);
  expect(summary).toMatch(/\nand \d+ more\n$/u);
});

test.each([
  ["a|b\n@team <img src=x>", String.raw`a\|b @⁠team \<img src=x\>`],
  ["[x](https://evil.example)", String.raw`\[x\]\(https:⁠//evil.example\)`],
])("%j is text in Markdown", (text, expected) => {
  expect(markdownText(text)).toBe(expected);
});

test("a table keeps as many rows as there is room for", () => {
  const rows = Array.from({ length: 100 }, (_, index) => [`row ${index}`]);
  const text = boundedTable(["title"], rows, 400);
  expect(text.length).toBeLessThanOrEqual(400);
  expect(text).toMatch(/row 0 .*and \d+ more\n$/su);
  expect(boundedTable(["title"], rows.slice(0, 3), 400)).not.toContain("more");
});

test("plan --markdown is a comment that is found again, with tasks to pay and nothing that is cached", async () => {
  using project = createProject({ "a.yaml": twoTakes });
  await project.shotlist("render", "a.yaml", "--mock", "--speed", "6000", "--only", "reveal");
  const { stdout, exitCode } = await project.shotlist("plan", "a.yaml", "--mock", "--markdown");
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^<!-- shotlist plan -->\n### Shotlist plan\n\n2 takes: 1 to render/u);
  expect(stdout).toContain("| skyline | render |");
  expect(stdout).not.toContain("| reveal |");
});

test("render --junit writes the report, and GitHub is informed what failed and where", async () => {
  await using vendor = await createMockServer({
    format: "wisgate",
    progress: { mode: "immediate" },
    scenario: { rules: [{ fault: "task_fails", match: { nth: 1 }, with: { message: "Not allowed" } }] },
  });
  using project = createProject({ "a.yaml": twoTakes, "summary.md": "before\n" });
  const env = { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: project.path("summary.md") };
  const words = ["render", "a.yaml", "--base-url", vendor.url, "--junit", "out/junit.xml", "--json"];
  const { stdout, stderr } = await project.shotlistWith(env, ...words);
  expect(JSON.parse(stdout)).toMatchObject({ ok: false });
  expect(stderr).toMatch(/^::error file=a\.yaml,line=7,col=\d+,title=failed%3A launch\/reveal::/mu);
  expect(readFileSync(project.path("out/junit.xml"), "utf8")).toContain('tests="2" failures="1" errors="0"');
  const summary = readFileSync(project.path("summary.md"), "utf8");
  expect(summary).toMatch(/^before\n### Shotlist render\n/u);
  expect(summary).toContain("| launch/reveal | failed |");
});
