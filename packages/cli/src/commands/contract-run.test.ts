import { readFileSync, writeFileSync } from "node:fs";
import { createMockServer } from "@shotlist/mock-server";
import { expect, test } from "vitest";
import { runIn } from "../testing/fake-world.ts";
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
  expect(again).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("session.jsonl already exists") });
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

const walk = ["contract", "run", "--format", "toapis", "--only", "poll/*", "--only", "submit/absent-key"];

test("shows how far it has come: a moving line at a terminal, lines now and then elsewhere", async () => {
  await using vendor = await createMockServer({ format: "toapis", speed: 6000 });
  using project = createProject();
  const base = ["--base-url", vendor.urlOf("toapis")];
  const terminal = await runIn({ cwd: project.folder, isTTY: true }, ...walk, ...base);
  expect(terminal.stderr).toContain("\r\u001B[2K1/4  poll/absent-key");
  expect(terminal.stderr.endsWith("\r\u001B[2K")).toBe(true);
  const plain = await project.shotlist(...walk, "--only", "lifecycle/runs-to-its-end-1", ...base);
  expect(plain.stderr).toBe("4/5  lifecycle/runs-to-its-end-1\n");
});

test("--baseline fails for new departures alone, and says which are gone", async () => {
  const refusing = { fault: "gateway_html", match: { operation: "poll" } } as const;
  await using vendor = await createMockServer({ format: "toapis", speed: 6000, scenario: { rules: [refusing] } });
  using project = createProject();
  const argv = [
    ...walk,
    "--base-url",
    vendor.urlOf("toapis"),
    "--only",
    "submit.request/examples/*",
    "--baseline",
    "accepted.json",
  ];
  expect(await project.shotlist(...argv)).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("accepted.json"),
  });
  expect((await project.shotlist(...argv, "--update-baseline")).exitCode).toBe(0);
  const accepted = await project.shotlist(...argv, "--junit", "out.xml");
  expect(accepted).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/ 0 failed, [1-9] failures accepted by the baseline/),
  });
  expect(readFileSync(project.path("out.xml"), "utf8")).toMatch(/failures="0".*\n.*differs as the baseline accepts/s);
  vendor.faults.clear();
  expect((await project.shotlist(...argv)).stdout).toContain("GONE  accepted by the baseline, but no longer found");
  vendor.faults.add({ fault: "gateway_html", match: { operation: "submit" } });
  expect((await project.shotlist(...argv)).exitCode).toBe(1);
});

test("--resume continues where a run was stopped, and counts what it spent", async () => {
  await using vendor = await createMockServer({ format: "toapis", speed: 6000 });
  using project = createProject();
  const only = ["--only", "poll/*", "--only", "submit.request/examples/*"];
  const argv = ["contract", "run", "--format", "toapis", "--base-url", vendor.urlOf("toapis"), ...only];
  const kept = [...argv, "--resume", "run.jsonl", "--max-tasks", "3", "--json"];
  const first: unknown = JSON.parse((await project.shotlist(...kept)).stdout);
  expect(first).toMatchObject({ spent: { submits: 3 } });
  const text = readFileSync(project.path("run.jsonl"), "utf8");
  const before = vendor.requests.length;
  // The process ended in the middle of a line.
  writeFileSync(project.path("run.jsonl"), `${text}{"result":{"id":"poll/`);
  const again: unknown = JSON.parse((await project.shotlist(...kept)).stdout);
  expect(again).toEqual(first);
  expect(vendor.requests.length).toBe(before);
  const other = await project.shotlist(...kept.map((word) => word.replace("toapis", "relaydance")));
  expect(other).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("run.jsonl contains a run of toapis") });
});

test("a badge and a scorecard say what an endpoint keeps of which edition", async () => {
  await using vendor = await createMockServer({ format: "toapis", speed: 6000 });
  using project = createProject();
  const argv = [...walk, "--base-url", vendor.urlOf("toapis"), "--json", "--badge", "badge.svg"];
  const { stdout } = await project.shotlist(...argv);
  expect(readFileSync(project.path("badge.svg"), "utf8")).toMatch(/^<svg\s.*>3 of 3 rules<\/text>/s);
  writeFileSync(project.path("one.json"), stdout);
  const card = await project.shotlist("contract", "scorecard", "one.json", "one.json", "--out", "card.html");
  expect(card).toMatchObject({ exitCode: 0, stdout: "card.html\n" });
  expect(readFileSync(project.path("card.html"), "utf8").match(/3 of 3 rules/g)).toHaveLength(4);
  writeFileSync(project.path("other.json"), "{}");
  const refused = await project.shotlist("contract", "scorecard", "other.json", "--out", "card.html");
  expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("not a report of contract run") });
});
