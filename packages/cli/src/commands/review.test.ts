import { readFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import type { Decision, PageData } from "../contact-sheet/page-data.ts";
import { runIn } from "../testing/fake-world.ts";
import { pageDataOf } from "../testing/page-data-of.ts";
import { createProject, twoTakes, type Project } from "../testing/project.ts";

/** Two takes; the first has two versions. */
let project: Project;
beforeAll(async () => {
  project = createProject({ "a.yaml": twoTakes });
  const render = ["render", "a.yaml", "--mock", "--speed", "6000"];
  await project.shotlist(...render);
  await project.shotlist("retry", "--take", "reveal", "--yes");
  await project.shotlist(...render);
  return () => project[Symbol.dispose]();
});

async function load(): Promise<PageData> {
  await project.shotlist("report", "a.yaml");
  return pageDataOf(readFileSync(project.path("report.html"), "utf8"));
}

async function decisionOf(id: string, version: number, decision: Partial<Decision>): Promise<Decision> {
  const take = (await load()).takes.find((one) => one.id === id);
  const sha256 = take?.versions.find(({ number }) => number === version)?.sha256 ?? "";
  return { realm: "mock", take: `launch/${id}`, version, sha256, ...decision };
}

async function apply(...of: readonly unknown[]): ReturnType<Project["shotlist"]> {
  project.write("decisions.json", JSON.stringify({ decisions: 1, of }));
  return project.shotlist("review", "--apply", "decisions.json");
}

/** A running `shotlist review`. */
async function serve(): Promise<string> {
  const stop = new AbortController();
  const url = Promise.withResolvers<string>();
  const onPrinted = (text: string): void => url.resolve(/http:[^"]+/u.exec(text)?.[0] ?? "");
  const ended = runIn({ cwd: project.folder, interrupt: stop.signal, onPrinted }, "review", "a.yaml", "--json");
  onTestFinished(async () => {
    stop.abort();
    expect((await ended).exitCode).toBe(0);
  });
  return url.promise;
}

const post = (url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${url}decisions`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });

test("--apply writes choices, verdicts and notes as use, approve and reject do", async () => {
  const use = await decisionOf("reveal", 1, { use: true, verdict: "approved", note: "the first one" });
  const reject = await decisionOf("skyline", 1, { verdict: "rejected", note: "six fingers" });
  expect(await apply(use, reject)).toEqual({ exitCode: 0, stdout: "2 decisions saved.\n", stderr: "" });
  expect((await load()).takes).toMatchObject([
    { counts: 1, isChosen: true, versions: [{ verdict: "approved", note: "the first one" }, {}] },
    { versions: [{ verdict: "rejected", note: "six fingers" }] },
  ]);
});

test("a verdict about a clip that no longer counts is refused, and the others are written", async () => {
  const stale = await decisionOf("reveal", 2, { verdict: "rejected" });
  const other = await decisionOf("skyline", 1, { verdict: "approved" });
  const { exitCode, stdout, stderr } = await apply(stale, other);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "1 decision saved.\n" });
  expect(stderr).toBe("not saved: launch/reveal: By now version 1 of launch/reveal counts\n");
});

test.each([
  [{ take: "launch/reveal" }, "of[0] needs a realm: live, local or mock"],
  [{ realm: "mock", take: "reveal" }, "of[0] needs a take, written storyboard/take"],
  [{ realm: "mock", take: "a/b", version: 1, sha256: "x" }, "of[0] needs the sha256 of its clip"],
  [
    { realm: "mock", take: "a/b", version: 1, sha256: "0".repeat(64) },
    "of[0] decides nothing: it needs use or verdict",
  ],
  [{ realm: "mock", takes: "a/b" }, 'of[0] has an unknown key "takes"'],
])("%j is refused as a whole", async (one, why) => {
  const { exitCode, stderr } = await apply(one);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(`decisions.json has no decisions: ${why}`);
});

test("serves the page, its news and its clips, and writes decisions", async () => {
  const url = await serve();
  const page = await fetch(url);
  expect(page.headers.get("referrer-policy")).toBe("no-referrer");
  const { takes, isServed } = pageDataOf(await page.text());
  expect(isServed).toBe(true);
  const part = await fetch(`${url}${takes[0]?.versions[0]?.source ?? ""}`, { headers: { range: "bytes=4-7" } });
  expect([part.status, await part.text()]).toEqual([206, "ftyp"]);
  const news = await fetch(`${url}data`);
  const etag = news.headers.get("etag") ?? "";
  expect((await fetch(`${url}data`, { headers: { "if-none-match": etag } })).status).toBe(304);
  const decision = await decisionOf("skyline", 1, { verdict: "approved", note: "good" });
  expect(await (await post(url, { decisions: 1, of: [decision] })).json()).toEqual({
    results: [{ take: "launch/skyline", ok: true }],
  });
  expect((await fetch(`${url}data`, { headers: { "if-none-match": etag } })).status).toBe(200);
});

test("lets in nobody without the token, by another name, or from another page", async () => {
  const url = await serve();
  const { origin, port } = new URL(url);
  expect((await fetch(`${origin}/`)).status).toBe(403);
  expect((await fetch(url.replace(/\/[^/]{4}([^/]*)\/$/u, "/AAAA$1/"))).status).toBe(403);
  expect((await post(url, { decisions: 1, of: [] }, { origin: "https://evil.example" })).status).toBe(403);
  expect((await fetch(`${url}decisions`, { method: "POST", body: "{}" })).status).toBe(415);
  expect((await fetch(`${url}../../etc/passwd`)).status).toBe(403);
  expect((await fetch(`${url}clips/${"0".repeat(64)}`)).status).toBe(404);
  const byName = await new Promise((resolve, reject) => {
    const asked = httpRequest(url, { headers: { host: `rebound.example:${port}` } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    asked.on("error", reject).end();
  });
  expect(byName).toBe(421);
});
