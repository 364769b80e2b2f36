import { createMockServer } from "@shotlist/mock-server";
import { formatIds } from "@shotlist/schema";
import type { FormatId, JsonValue } from "@shotlist/schema";
import { fixturesOf } from "@shotlist/schema/fixtures";
import { beforeAll, describe, expect, test } from "vitest";
import { checkTrace } from "../trace/check-trace.ts";
import { readTrace } from "../trace/read-trace.ts";
import type { TraceEntry } from "../trace/trace.ts";
import { mutantsOf } from "../testing/mutants/mutants-of.ts";
import { recordWalk, type RecordedWalk } from "../testing/record-walk.ts";
import { recordSession } from "./record-session.ts";
import { readRecording, writeRecording } from "./recording.ts";

const findingsIn = (format: FormatId, entries: readonly TraceEntry[]): readonly string[] =>
  checkTrace(format, entries).findings.map(({ entry, level, rule, path }) => `${entry} ${level} ${rule} ${path}`);

describe.each(formatIds)("a recorded session with %s", (format) => {
  let right: RecordedWalk;
  beforeAll(async () => {
    right = await recordWalk(format);
  });

  test("is judged like what went over the wire, whether the endpoint is right or wrong", async () => {
    expect(right.recording.entries.length).toBe(right.raw.length);
    expect(right.raw.length).toBeGreaterThan(10);
    expect(findingsIn(format, right.recording.entries)).toEqual([]);

    let wrong = 0;
    for (const { wrap } of mutantsOf(format).filter((_, place) => place % 6 === 0)) {
      const { raw, recording } = await recordWalk(format, { wrap, only: ["lifecycle/runs-to-its-end-1", "poll/*"] });
      const findings = findingsIn(format, raw);
      expect(findingsIn(format, recording.entries)).toEqual(findings);
      if (findings.length > 0) wrong += 1;
    }
    expect(wrong).toBeGreaterThan(5);
  });

  test("is a file that is read back whole, and that checkTrace takes as it is", () => {
    const { recording } = right;
    const text = writeRecording(recording);
    expect(readRecording(text)).toEqual(recording);
    expect(checkTrace(format, readTrace(text))).toMatchObject({ ok: true, findings: [], foreign: 0 });
  });
});

const canaries = {
  key: "canary-key-2f9c1e7d",
  signature: "canary-signature-7b3d",
  mail: "canary@example.com",
  prompt: "canary in a coal mine",
};

/** An endpoint that repeats whatever it was sent, and adds a signed link. */
const talkative = async (input: string | URL | Request): Promise<Response> => {
  const request = new Request(input);
  const told = Object.fromEntries(request.headers);
  const body: JsonValue = {
    id: `cgt-${canaries.signature}`,
    status: `bad ${canaries.key}`,
    [canaries.mail]: canaries.mail,
    [canaries.key]: canaries.key,
    content: { video_url: `https://cdn.example.com/${canaries.prompt}.mp4?X-Signature=${canaries.signature}` },
    error: { code: canaries.mail, message: `Bearer ${canaries.key} of ${canaries.mail} is bad: ${canaries.prompt}` },
    echo: { url: request.url, told, sent: await request.text() },
  };
  const headers = { "content-type": `application/json; owner=${canaries.mail}`, "set-cookie": canaries.key };
  return Response.json(body, { status: request.method === "POST" ? 200 : 400, headers });
};

test.each(formatIds)("no canary is in a recording of %s, wherever it was", async (format) => {
  const baseUrl = "http://127.0.0.1:1/relay";
  const session = recordSession({ format, baseUrl, fetch: talkative });
  const headers = { authorization: `Bearer ${canaries.key}`, "x-customer": canaries.mail };
  const paths = ["/v1/videos", "/v1/video/generations", "/v1/videos/generations", "/api/v3/contents/generations/tasks"];
  for (const path of paths) {
    for (const { body } of fixturesOf(format).filter(({ message }) => message === "submit.request")) {
      const canary = {
        ...Object(body),
        user: canaries.mail,
        prompt: canaries.prompt,
        metadata: { [canaries.mail]: 1 },
      };
      await session.fetch(`${baseUrl}${path}`, { method: "POST", headers, body: JSON.stringify(canary) });
    }
    await session.fetch(`${baseUrl}${path}/${canaries.key}?who=${canaries.mail}&sig=${canaries.signature}`, {
      headers,
    });
    await session.fetch(`${baseUrl}${path}/%zz?${canaries.mail}=1`, { headers });
  }
  const text = writeRecording(session.recording());
  expect(session.totals().kept).toBeGreaterThan(10);
  for (const canary of [...Object.values(canaries), "canary", "cdn.example.com", "127.0.0.1"]) {
    expect(text).not.toContain(canary);
  }
});

describe("recordSession", () => {
  const submit = {
    method: "POST",
    headers: { authorization: "Bearer test-key-of-the-client", "content-type": "application/json" },
    body: JSON.stringify({ model: "doubao-seedance-2.0", content: [{ type: "text", text: "A watch" }] }),
  };

  test("keeps the calls of the format and hands every answer on unchanged", async () => {
    await using mock = await createMockServer({ clock: "manual", formats: ["wisgate"] });
    const baseUrl = mock.urlOf("wisgate");
    const kept: TraceEntry[] = [];
    const session = recordSession({
      format: "wisgate",
      baseUrl: `${baseUrl}/`,
      fetch: (input, init) => mock.fetch(new Request(input, init)),
      now: () => 1_779_096_769_000,
      onEntry: (entry) => kept.push(entry),
    });
    const path = "/api/v3/contents/generations/tasks";
    const answer = await session.fetch(`${baseUrl}${path}`, submit);
    const { id } = await answer.json();
    await session.fetch(`${baseUrl}${path}/${id}`, { headers: submit.headers });
    await session.fetch(`${baseUrl}/somewhere-else`);
    expect(mock.tasks.map((task) => task.id)).toEqual([id]);
    expect(session.totals()).toEqual({ kept: 2, foreign: 1, unanswered: 0, left: 0, withheld: 0 });
    expect(kept).toEqual(session.recording().entries);
    expect(kept).toMatchObject([
      {
        at: 1_779_096_769_000,
        method: "POST",
        url: path,
        authorized: true,
        request: { model: "doubao-seedance-2.0", content: [{ type: "text", text: "recorded text 1" }] },
        status: 200,
        contentType: "application/json",
        response: { id: "cgt-recorded-1" },
      },
      { method: "GET", url: `${path}/cgt-recorded-1`, response: { id: "cgt-recorded-1", status: "queued" } },
    ]);
  });

  test("counts what it does not keep: beyond the limit, too large, without an answer", async () => {
    const baseUrl = "http://127.0.0.1:1";
    const url = `${baseUrl}/api/v3/contents/generations/tasks/cgt-1`;
    const answers = [{ list: Array.from({ length: 200_000 }, () => 123_456) }, "cut", { id: "cgt-1" }, { id: "cgt-1" }];
    const session = recordSession({
      format: "wisgate",
      baseUrl,
      maxEntries: 1,
      fetch: async () => {
        const answer = answers.shift();
        if (answer === "cut") throw new TypeError("fetch failed");
        return Response.json(answer);
      },
    });
    await session.fetch(url);
    await expect(session.fetch(url)).rejects.toThrow("fetch failed");
    await session.fetch(url);
    await session.fetch(url);
    expect(session.totals()).toEqual({ kept: 1, foreign: 0, unanswered: 1, left: 2, withheld: 0 });
  });

  test("forwards no more submits than it may, by default 10 to a live endpoint", async () => {
    let made = 0;
    const fetch = async (): Promise<Response> => Response.json({ id: `cgt-${(made += 1)}` });
    const live = { format: "wisgate", baseUrl: "https://api.example.com", live: true, fetch } as const;
    const url = `${live.baseUrl}/api/v3/contents/generations/tasks`;
    const session = recordSession(live);
    for (let count = 0; count < 11; count += 1) await session.fetch(url, submit);
    expect(made).toBe(10);
    expect(session.totals()).toMatchObject({ kept: 10, withheld: 1 });
    const refused = await session.fetch(url, submit);
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({
      error: { message: expect.stringContaining("forwards at most 10 submits") },
    });
    expect((await session.fetch(`${url}/cgt-1`)).status).toBe(200);
    const single = recordSession({ ...live, maxTasks: 1 });
    expect([(await single.fetch(url, submit)).status, (await single.fetch(url, submit)).status]).toEqual([200, 403]);
  });

  test("gives the client its answer even where the call cannot be written down", async () => {
    const session = recordSession({
      format: "wisgate",
      baseUrl: "http://127.0.0.1:1",
      fetch: async () => Response.json({ id: "cgt-1" }),
      onEntry: () => {
        throw new Error("the disk is full");
      },
    });
    const response = await session.fetch("http://127.0.0.1:1/api/v3/contents/generations/tasks", submit);
    expect(await response.json()).toEqual({ id: "cgt-1" });
    expect(session.totals()).toMatchObject({ kept: 0, left: 1 });
  });

  test.each([
    ["https://api.example.com", "allow it with live"],
    ["not a url", "is not a URL"],
    ["http://user:pw@127.0.0.1:1", "a host and a path only"],
    ["http://127.0.0.1:1/?a=1", "a host and a path only"],
  ])("refuses the base URL %s", (baseUrl, message) => {
    expect(() => recordSession({ format: "wisgate", baseUrl })).toThrow(message);
  });

  test("lets a key go only over https beyond this machine", () => {
    const live = { format: "wisgate", live: true } as const;
    expect(() => recordSession({ ...live, baseUrl: "http://api.example.com" })).toThrow("only over https");
    expect(recordSession({ ...live, baseUrl: "https://api.example.com" }).totals()).toMatchObject({ kept: 0 });
  });
});

describe("readRecording", () => {
  const line = JSON.stringify({ at: 1, method: "GET", url: "/api/v3/contents/generations/tasks/cgt-1", status: 404 });

  test("accepts a trace without a head when the format is given", () => {
    expect(readRecording(line, { format: "wisgate" })).toMatchObject({ format: "wisgate", entries: [{ status: 404 }] });
  });

  test("refuses a recording that is of another format than the one asked for", () => {
    const text = `{"recording":1,"format":"wisgate"}\n${line}`;
    expect(readRecording(text, { format: "wisgate" }).entries).toHaveLength(1);
    expect(() => readRecording(text, { format: "ark" })).toThrow('it is for "wisgate", not for ark');
  });

  test.each([
    [line, "does not name its format"],
    ["storyboard: 1", "line 1 is not a call"],
    [`{"recording":1,"format":"nobody"}\n${line}`, 'an unknown format: "nobody"'],
    [`{"recording":2,"format":"wisgate"}\n${line}`, "version 2; this release reads 1"],
    ['{"recording":1,"format":"wisgate"}\n', "contains no calls"],
    [`{"recording":1,"format":"wisgate"}\n${line}\n{"at":1}`, "line 3 is not a call"],
    [
      `{"recording":1,"format":"wisgate"}\n${line.replace("/api", "http://[")}`,
      "line 2: the url is not a valid address",
    ],
  ])("refuses %j", (text, message) => {
    expect(() => readRecording(text)).toThrow(message);
  });
});

test("remixes, edits and extensions count as submits: beyond the limit the endpoint never sees them", async () => {
  await using mock = await createMockServer({ formats: ["openai-videos"], progress: { mode: "immediate" } });
  const base = `${mock.urlOf("openai-videos")}/v1/videos`;
  const recorder = recordSession({
    format: "openai-videos",
    baseUrl: mock.urlOf("openai-videos"),
    maxTasks: 2,
    fetch: (input, init) => mock.fetch(new Request(input, init)),
  });
  const headers = { authorization: "Bearer key", "content-type": "application/json" };
  const post = (path: string, body: object): Promise<Response> =>
    recorder.fetch(base + path, { method: "POST", headers, body: JSON.stringify(body) });
  const { id } = await (await post("", { prompt: "a cat" })).json();
  await recorder.fetch(`${base}/${id}`, { headers });
  expect((await post(`/${id}/remix`, { prompt: "a dog" })).status).toBe(200);
  expect((await post(`/${id}/remix`, { prompt: "a fox" })).status).toBe(403);
  expect((await post("/edits", { prompt: "rain", video: { id } })).status).toBe(403);
  expect((await post("/extensions", { prompt: "on", seconds: "4", video: { id } })).status).toBe(403);
  expect(recorder.totals()).toMatchObject({ foreign: 1, withheld: 3 });
  expect(mock.billed().tasks).toBe(2);
});

test("a submit as a form is kept as the JSON that says the same, so that drift judges its fields", async () => {
  await using mock = await createMockServer({ formats: ["openai-videos"], clock: "manual" });
  const recorder = recordSession({
    format: "openai-videos",
    baseUrl: mock.urlOf("openai-videos"),
    fetch: (input, init) => mock.fetch(new Request(input, init)),
  });
  const submit = async (fields: Readonly<Record<string, string | Blob>>): Promise<number> => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    const headers = { authorization: "Bearer a-secret-key" };
    const url = `${mock.urlOf("openai-videos")}/v1/videos`;
    return (await recorder.fetch(url, { method: "POST", headers, body })).status;
  };
  const picture = new Blob([Uint8Array.of(0x89, 0x50)], { type: "image/png" });
  expect(await submit({ prompt: "a secret cat", seconds: "4", input_reference: picture })).toBe(200);
  expect(await submit({ prompt: "a secret cat", seconds: "5" })).toBe(400);
  const { entries } = recorder.recording();
  expect(entries.map(({ request, status }) => [request, status])).toEqual([
    [expect.objectContaining({ seconds: "4", input_reference: { image_url: expect.any(String) } }), 200],
    [expect.objectContaining({ seconds: "5" }), 400],
  ]);
  expect(JSON.stringify(entries)).not.toMatch(/secret|iVA/);
  // An endpoint that takes what the format refuses has moved away from it.
  const [first] = entries;
  const moved = entries.map((entry) =>
    entry.status === 400 ? { ...entry, status: 200, response: first?.response ?? null } : entry,
  );
  expect(findingsIn("openai-videos", moved)).toContainEqual(expect.stringContaining("seconds"));
});
