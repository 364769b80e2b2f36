import { readFileSync } from "node:fs";
import { createMockServer } from "@shotlist/mock-server";
import { expect, test } from "vitest";
import { createProject } from "../testing/project.ts";

test("holds the mock against its format and writes the reports that were asked for", async () => {
  await using vendor = await createMockServer({ format: "wisgate", speed: 6000 });
  using project = createProject();
  const argv = [
    "contract",
    "run",
    "--format",
    "wisgate",
    "--base-url",
    vendor.urlOf("wisgate"),
    "--only",
    "submit/*-key",
  ];
  const { exitCode, stdout } = await project.shotlist(...argv, "--json", "--junit", "out.xml", "--html", "out.html");
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    version: 1,
    format: "wisgate",
    ok: true,
    results: expect.arrayContaining([expect.objectContaining({ id: "submit/wrong-key", verdict: "pass" })]),
  });
  expect(readFileSync(project.path("out.xml"), "utf8")).toContain("<testsuites ");
  expect(readFileSync(project.path("out.html"), "utf8")).toContain("<!doctype html>");
});

test("--record keeps the calls of a run, so that an unpaid one shows drift", async () => {
  await using vendor = await createMockServer({ format: "wisgate", speed: 6000 });
  using project = createProject();
  const base = ["--format", "wisgate", "--base-url", vendor.urlOf("wisgate")];
  const unpaid = ["--max-tasks", "0", "--only", "poll/*", "--only", "submit/*-key", "--record", "session.jsonl"];
  const { exitCode } = await project.shotlist("contract", "run", ...base, ...unpaid);
  expect(exitCode).toBe(0);
  expect(vendor.tasks).toEqual([]);
  const drift = await project.shotlist("contract", "drift", "session.jsonl", "--strict");
  expect(drift.stdout).toMatch(/^session\.jsonl\n[1-9]\d* calls of wisgate judged: no drift\n$/);
  const again = await project.shotlist("contract", "run", ...base, ...unpaid);
  expect(again).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("session.jsonl exists already") });
});

test.each([
  [["--base-url", "http://127.0.0.1:1"], "shotlist contract run needs --format F"],
  [["--format", "wisgate"], "shotlist contract run needs --base-url URL"],
  [["--format", "wisgat", "--base-url", "http://127.0.0.1:1"], "Did you mean wisgate?"],
  [["--format", "wisgate", "--base-url", "http://127.0.0.1:1", "--only", "nothing"], "No case matches"],
  [["--format", "wisgate", "--base-url", "https://api.example.com"], "live"],
])("%j is refused with exit 2", async (argv, message) => {
  using project = createProject();
  const { exitCode, stderr } = await project.shotlist("contract", "run", ...argv);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(message);
});
