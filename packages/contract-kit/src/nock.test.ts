import { createHmac } from "node:crypto";
import { factsOf, formatIds, validateMessage } from "@shotlist/schema";
import type { FormatId } from "@shotlist/schema";
import { contractOf } from "@shotlist/schema/contracts";
import nock from "nock";
import { afterEach, describe, expect, test } from "vitest";
import { findAt, textAt } from "./answer/pointer.ts";
import { errorAnswer } from "./documented/documented-answers.ts";
import { exampleBodies } from "./case/example-bodies.ts";
import { nockLifecycle } from "./nock.ts";
import { canonicalOf } from "./oracle/belief.ts";
import { runContract } from "./run/run-contract.ts";

afterEach(() => nock.cleanAll());

/** A client as anyone would write it. */
function createClient(format: FormatId, baseUrl = factsOf(format).baseUrl.value) {
  const { operations } = factsOf(format);
  const { places } = contractOf(format);
  const headers = { authorization: "Bearer key", "content-type": "application/json" };
  const call = async (operation: "submit" | "poll", body?: unknown, id = "") => {
    const { method = "GET", path = "" } = operations[operation] ?? {};
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const response = await fetch(`${baseUrl}${path.replace("{id}", encodeURIComponent(id))}`, init);
    return { status: response.status, body: (await response.json()) as unknown };
  };
  return {
    submit: async (body: unknown) => {
      const answer = await call("submit", body);
      return { ...answer, id: textAt(answer.body, places.submittedTaskId) ?? "" };
    },
    poll: async (id: string) => {
      const answer = await call("poll", undefined, id);
      return { ...answer, task: canonicalOf(format, findAt(answer.body, places.status)?.value) };
    },
  };
}

describe.each(formatIds)("the lifecycle of %s by nock", (format) => {
  const [body] = exampleBodies(format);

  test("goes from queued through running to the clip", async () => {
    const lifecycle = nockLifecycle(format);
    const client = createClient(format);
    const { id, body: accepted } = await client.submit(body);
    expect(validateMessage(format, "submit.response", accepted)).toMatchObject({ ok: true });
    const polls = [await client.poll(id), await client.poll(id), await client.poll(id), await client.poll(id)];
    expect(polls.map(({ task }) => task)).toEqual(["queued", "running", "succeeded", "succeeded"]);
    for (const poll of polls) expect(validateMessage(format, "task.response", poll.body)).toMatchObject({ ok: true });
    const links = contractOf(format).places.videoUrl;
    expect(textAt(polls[2]?.body, links)).toBe(links.length === 0 ? undefined : lifecycle.videoUrl);
    expect(await (await fetch(lifecycle.videoUrl)).text()).toBe("clip");
    expect(lifecycle.submits).toEqual([body]);
    expect(lifecycle.taskIds).toEqual([id]);
  });

  test("fails where it is asked to", async () => {
    nockLifecycle(format, { outcome: "failed", polls: 0 });
    const client = createClient(format);
    const { id } = await client.submit(body);
    expect(await client.poll(id)).toMatchObject({ status: 200, task: "failed" });
  });

  test("refuses a body that breaks the schema, and a task that it never made", async () => {
    const { submits } = nockLifecycle(format);
    const client = createClient(format);
    const refused = await client.submit({});
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(validateMessage(format, "error.response", refused.body)).toMatchObject({ ok: true });
    expect((await client.poll("never-made")).status).toBeGreaterThanOrEqual(400);
    expect(submits).toEqual([]);
  });

  test("keeps the contract as far as it goes", async () => {
    nockLifecycle(format, { baseUrl: "http://localhost/below" });
    const only = [
      "submit/absent-key",
      "poll/absent-key",
      "poll/unknown-task",
      "submit.request/examples/*",
      "submit.request/model*",
    ];
    const { results } = await runContract({ format, baseUrl: "http://localhost/below", only, seed: 1 });
    expect(results.filter(({ verdict }) => verdict === "fail").map(({ id, findings }) => ({ id, findings }))).toEqual(
      [],
    );
    expect(results.filter(({ verdict }) => verdict === "pass").length).toBeGreaterThan(4);
  });
});

test("plays the lifecycle at the address that the client uses", async () => {
  nockLifecycle("wisgate", {
    baseUrl: "https://gateway.example/wisgate/",
    taskId: "cgt-mine",
    polls: 1,
    videoUrl: "https://cdn.example/a.mp4?sig=1",
  });
  const client = createClient("wisgate", "https://gateway.example/wisgate");
  const first = await client.submit(exampleBodies("wisgate")[0]);
  const second = await client.submit(exampleBodies("wisgate")[0]);
  expect([first.id, second.id]).toEqual(["cgt-mine", "cgt-mine-2"]);
  await client.poll(second.id);
  expect((await client.poll(second.id)).body).toMatchObject({
    id: "cgt-mine-2",
    content: { video_url: "https://cdn.example/a.mp4?sig=1" },
  });
});

test("names the endings that a format knows where it is asked for another", () => {
  expect(() => nockLifecycle("toapis", { outcome: "expired" })).toThrow("A task of toapis cannot end as expired");
});

test("leaves other interceptors alone when it is taken out", async () => {
  const other = nock("https://api.wisgate.ai").get("/other").reply(200, { ok: true });
  nockLifecycle("wisgate").remove();
  expect(await (await fetch("https://api.wisgate.ai/other")).json()).toEqual({ ok: true });
  expect(other.isDone()).toBe(true);
  expect((await fetch("https://api.wisgate.ai/other").catch(() => undefined))?.ok ?? false).toBe(false);
});

describe("calls of OpenAI's client", () => {
  const headers = { authorization: "Bearer key" };
  const base = "https://api.openai.com/v1/videos";
  const post = async (
    path: string,
    body: FormData | string,
  ): Promise<{ readonly status: number; readonly body: unknown }> => {
    const type = typeof body === "string" ? { "content-type": "application/json" } : {};
    const answer = await fetch(base + path, { method: "POST", headers: { ...headers, ...type }, body });
    return { status: answer.status, body: await answer.json() };
  };
  const get = async (path: string): Promise<unknown> => (await fetch(base + path, { headers })).json();

  test("a submit as a form is checked against the schema like one in JSON", async () => {
    const lifecycle = nockLifecycle("openai-videos");
    const file = new Blob([Uint8Array.of(1, 2)], { type: "image/png" });
    expect((await post("", form({ prompt: "a cat", seconds: "4", input_reference: file }))).status).toBe(200);
    expect((await post("", form({ prompt: "a cat", seconds: "5" }))).status).toBe(400);
    expect(lifecycle.submits).toEqual([
      { prompt: "a cat", seconds: "4", input_reference: { image_url: "data:image/png;base64,AQI=" } },
    ]);
  });

  test("content, list, remix, edit, extension, character and delete are answered as documented", async () => {
    const lifecycle = nockLifecycle("openai-videos", { polls: 0, taskId: "video_1" });
    await post("", form({ prompt: "a cat" }));
    expect(await (await fetch(`${base}/video_1/content?variant=video`, { headers })).text()).toBe("clip");
    const thumbnail = await fetch(`${base}/video_1/content?variant=thumbnail`, { headers });
    expect(thumbnail.headers.get("content-type")).toBe("image/webp");
    expect(Buffer.from(await thumbnail.arrayBuffer()).toString("latin1", 8, 12)).toBe("WEBP");
    expect((await fetch(`${base}/video_1/content?variant=trailer`, { headers })).status).toBe(400);
    expect(await post("/video_1/remix", JSON.stringify({ prompt: "a dog" }))).toMatchObject({
      status: 200,
      body: { id: "video_1-2", remixed_from_video_id: "video_1" },
    });
    expect((await post("/edits", form({ prompt: "a fox", "video[id]": "video_1" }))).status).toBe(200);
    expect((await post("/extensions", form({ prompt: "on", seconds: "4", "video[id]": "video_1" }))).status).toBe(200);
    expect((await post("/edits", form({ prompt: "a fox", "video[id]": "video_9" }))).status).toBe(404);
    expect(await get("?limit=10")).toMatchObject({ object: "list", first_id: "video_1-4", last_id: "video_1" });
    const made = await post("/characters", form({ name: "Ada", video: new Blob(["x"], { type: "video/mp4" }) }));
    expect(made).toMatchObject({ status: 200, body: { id: "char_1", name: "Ada" } });
    expect(await get("/characters/char_1")).toEqual(made.body);
    expect(await (await fetch(`${base}/video_1`, { method: "DELETE", headers })).json()).toMatchObject({
      deleted: true,
    });
    expect((await fetch(`${base}/video_1`, { headers })).status).toBe(404);
    expect(lifecycle.taskIds).toEqual(["video_1-2", "video_1-3", "video_1-4"]);
  });

  test.each([
    ["succeeded", "video.completed"],
    ["failed", "video.failed"],
  ] as const)("the end of a video that has %s is reported as %s, signed", async (outcome, type) => {
    const { eventOf } = nockLifecycle("openai-videos", { polls: 1, taskId: "video_1", outcome });
    await post("", form({ prompt: "a cat" }));
    await expect(eventOf("video_1", { secret: "c2VjcmV0" })).rejects.toThrow("Task video_1 has not ended");
    await get("/video_1");
    const { body, headers: signed } = await eventOf("video_1", { secret: "whsec_c2VjcmV0", at: 1_758_941_485 });
    expect(JSON.parse(body)).toEqual({
      id: "evt_video_1",
      object: "event",
      created_at: 1_758_941_485,
      type,
      data: { id: "video_1" },
    });
    const signature = createHmac("sha256", "secret").update(`evt_video_1.1758941485.${body}`).digest("base64");
    expect(signed).toMatchObject({ "webhook-id": "evt_video_1", "webhook-signature": `v1,${signature}` });
  });

  test("a call that a format does not document is answered as its unknown paths", async () => {
    nockLifecycle("wisgate-videos", { baseUrl: "https://gateway.example" });
    const path = `${factsOf("wisgate-videos").operations.submit?.path ?? ""}/video_1/remix`;
    const answer = await fetch(`https://gateway.example${path}`, { method: "POST", headers, body: "{}" });
    expect(answer.status).toBe(errorAnswer("wisgate-videos", "unknown_path").status);
    expect(validateMessage("wisgate-videos", "error.response", await answer.json())).toMatchObject({ ok: true });
  });

  test("a clip that is not ready is not returned", async () => {
    nockLifecycle("openai-videos", { polls: 2, taskId: "video_1" });
    await post("", form({ prompt: "a cat" }));
    expect((await fetch(`${base}/video_1/content`, { headers })).status).toBe(400);
    expect((await fetch(`${base}/video_1`, { method: "DELETE", headers })).status).toBe(400);
  });
});

test("a format without variants of its content reads none", async () => {
  nockLifecycle("gogogotoken", { polls: 0, baseUrl: "https://gateway.example", taskId: "task_1" });
  const client = createClient("gogogotoken", "https://gateway.example");
  await client.submit(exampleBodies("gogogotoken")[0]);
  const path = factsOf("gogogotoken").operations.content?.path.replace("{id}", "task_1") ?? "";
  const headers = { authorization: "Bearer key" };
  expect((await fetch(`https://gateway.example${path}?variant=thumbnail`, { headers })).status).toBe(200);
});

test("a format without events of an account says so", async () => {
  const { eventOf } = nockLifecycle("toapis");
  await expect(eventOf("task_1", { secret: "c2VjcmV0" })).rejects.toThrow("toapis documents no events of an account");
});

test("names the options that there are where one is misspelt", () => {
  // @ts-expect-error -- as plain JavaScript may give it
  expect(() => nockLifecycle("toapis", { outcom: "failed" })).toThrow("nockLifecycle has no option outcom");
});

function form(fields: Readonly<Record<string, string | Blob>>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
}
