import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { once } from "node:events";
import { createMockServer } from "@shotlist/mock-server";
import { expect, onTestFinished, test } from "vitest";
import { freePort } from "../testing/free-port.ts";
import { createProject, type Project } from "../testing/project.ts";
import { runIn } from "../testing/fake-world.ts";

const path = "/api/v3/contents/generations/tasks";
const record = ["contract", "record", "--format", "wisgate", "--out", "session.jsonl"];

/** Asks until somebody listens. */
async function ask(url: string, init: RequestInit): Promise<Response> {
  const answer = await fetch(url, init).catch(() => undefined);
  return answer ?? ask(url, init);
}

interface Session {
  readonly outcome: { readonly exitCode: number; readonly stdout: string; readonly stderr: string };
  readonly statuses: readonly unknown[];
}

/** Submits a task and polls it once through a command that serves on a port, then interrupts it. */
async function serve(project: Project, ...argv: readonly string[]): Promise<Session> {
  const [port, interrupt] = [String(await freePort()), new AbortController()];
  const running = runIn({ cwd: project.folder, interrupt: interrupt.signal }, ...argv, "--port", port);
  const headers = { authorization: "Bearer canary-key-1234", "content-type": "application/json" };
  const body = JSON.stringify({ model: "doubao-seedance-2.0", content: [{ type: "text", text: "A canary" }] });
  const { id } = await (await ask(`http://127.0.0.1:${port}${path}`, { method: "POST", headers, body })).json();
  const { status } = await (await fetch(`http://127.0.0.1:${port}${path}/${id}`, { headers })).json();
  interrupt.abort();
  return { outcome: await running, statuses: [status] };
}

test("a session goes into a file, is played back from it, and shows no drift", async () => {
  await using vendor = await createMockServer({ clock: "manual", formats: ["wisgate"] });
  using project = createProject();
  const recorded = await serve(project, ...record, "--base-url", vendor.urlOf("wisgate"));
  expect(recorded.outcome.exitCode).toBe(0);
  expect(recorded.outcome.stdout).toContain("Recording wisgate to session.jsonl");
  expect(recorded.outcome.stderr).toBe(
    [
      `200 POST ${path}`,
      `200 GET ${path}/cgt-recorded-1`,
      "2 calls recorded in session.jsonl",
      "Replay it: shotlist contract replay session.jsonl",
      "",
    ].join("\n"),
  );
  const text = readFileSync(project.path("session.jsonl"), "utf8");
  expect(text.split("\n")).toHaveLength(4);
  expect(text).not.toContain("canary");

  const replayed = await serve(project, "contract", "replay", "session.jsonl");
  expect(replayed.statuses).toEqual(recorded.statuses);
  expect(replayed.outcome).toMatchObject({
    exitCode: 0,
    stderr: "2 calls answered; 0 recorded calls were not used\n",
  });
  expect(vendor.tasks).toHaveLength(1);

  expect(await project.shotlist("contract", "drift", "session.jsonl")).toEqual({
    exitCode: 0,
    stdout: "session.jsonl\n2 calls of wisgate judged: no drift\n",
    stderr: "",
  });
  project.write("tampered.jsonl", text.replace('"queued"', '"waiting"'));
  const drift = await project.shotlist("contract", "drift", "session.jsonl", "tampered.jsonl", "--json");
  expect(drift.exitCode).toBe(1);
  expect(JSON.parse(drift.stdout)).toMatchObject({
    ok: false,
    files: [
      { file: "session.jsonl", ok: true },
      { file: "tampered.jsonl", ok: false, rules: [{ rule: "task.response: status.enum", level: "reject" }] },
    ],
  });
});

test("--max-tasks keeps later submits from the endpoint", async () => {
  await using vendor = await createMockServer({ clock: "manual", formats: ["wisgate"] });
  using project = createProject();
  const argv = [...record, "--base-url", vendor.urlOf("wisgate"), "--max-tasks", "0"];
  const { outcome } = await serve(project, ...argv);
  expect(outcome.stderr).toContain("1 submit over --max-tasks not forwarded\n");
  expect(vendor.tasks).toEqual([]);
});

test("--for ends it, and --json prints one document", async () => {
  using project = createProject();
  const argv = [...record, "--base-url", "http://127.0.0.1:1", "--port", "0", "--for", "1ms", "--json"];
  const { exitCode, stdout } = await project.shotlist(...argv);
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ format: "wisgate", file: "session.jsonl", url: expect.any(String) });
  expect(readFileSync(project.path("session.jsonl"), "utf8")).toBe('{"recording":1,"format":"wisgate"}\n');
});

test("a port that is taken leaves no file behind", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const address = server.address();
  const port = String(typeof address === "object" ? address?.port : "");
  using project = createProject();
  const { exitCode, stderr } = await project.shotlist(...record, "--base-url", "http://127.0.0.1:1", "--port", port);
  expect(exitCode).toBe(1);
  expect(stderr).toContain("Choose another port");
  expect(existsSync(project.path("session.jsonl"))).toBe(false);
});

test.each([
  [["record"], "shotlist contract record needs --format F"],
  [["record", "--format", "wisgate"], "needs --base-url URL"],
  [["record", "--format", "wisgate", "--base-url", "http://127.0.0.1:1"], "needs --out FILE"],
  [["record", "--format", "wisgat", "--base-url", "http://127.0.0.1:1", "--out", "a"], "Did you mean wisgate?"],
  [["record", "--format", "wisgate", "--base-url", "https://api.example.com", "--out", "a"], "Add --live"],
  [["record", "--format", "wisgate", "--base-url", "http://api.example.com", "--live", "--out", "a"], "must use https"],
  [
    ["record", "--format", "wisgate", "--base-url", "http://127.0.0.1:1", "--out", "known.jsonl"],
    "known.jsonl already exists",
  ],
  [["record", "--format", "wisgate", "--base-url", "http://127.0.0.1:1", "--out", "no/a"], "Cannot write no/a"],
  [
    ["record", "--format", "wisgate", "--base-url", "http://127.0.0.1:1", "--out", "a", "--for", "600h"],
    "at most 500h",
  ],
  [["replay", "none.jsonl"], "Cannot read none.jsonl: no such file or directory"],
  [["replay", "known.jsonl"], "known.jsonl is not a recording: line 1 is not a call"],
  [["replay", "good.jsonl", "--clip", "none.mp4"], "Cannot read none.mp4"],
  [["drift", "known.jsonl"], "or read a HAR file or another trace with --format F"],
  [["drift", "good.jsonl", "--format", "ark"], 'it is for "wisgate", not for ark'],
])("contract %j is refused with exit 2", async (argv, message) => {
  const call = JSON.stringify({ at: 1, method: "GET", url: `${path}/cgt-1`, status: 404 });
  using project = createProject({
    "known.jsonl": "not a call",
    "good.jsonl": `{"recording":1,"format":"wisgate"}\n${call}\n`,
  });
  const { exitCode, stderr } = await project.shotlist("contract", ...argv);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(message);
  expect(readFileSync(project.path("known.jsonl"), "utf8")).toBe("not a call");
});
