import { createServer, request } from "node:http";
import { createMockServer } from "@shotlist/mock-server";
import type { MockServer } from "@shotlist/mock-server";
import FormData from "form-data";
import OpenAI from "openai";
import { expect, onTestFinished, test } from "vitest";
import { clients, walkThroughLife } from "./video-life.ts";

async function startMock(options: Parameters<typeof createMockServer>[0] = {}): Promise<MockServer> {
  const mock = await createMockServer({ progress: { mode: "polls", polls: 2 }, ...options });
  onTestFinished(() => mock.close());
  return mock;
}

test.each(Object.entries(clients))("%s walks a video through its whole life", async (_name, createClient) => {
  expect(await walkThroughLife(createClient(`${(await startMock()).urlOf("openai-videos")}/v1`))).toEqual([
    "queued",
    "in_progress",
    "completed",
  ]);
});

test("OpenAI's client edits, extends and keeps characters", async () => {
  const mock = await startMock({ progress: { mode: "immediate" } });
  const client = new OpenAI({ baseURL: `${mock.urlOf("openai-videos")}/v1`, apiKey: "any-key" });
  const clip = new File([Uint8Array.of(0, 0, 0, 8)], "clip.mp4", { type: "video/mp4" });
  const { id } = await client.videos.create({ prompt: "A watch on marble", seconds: "8" });
  await client.videos.retrieve(id);
  expect(await client.videos.edit({ prompt: "in rain", video: { id } })).toMatchObject({ seconds: "8" });
  expect(await client.videos.edit({ prompt: "in rain", video: clip })).toMatchObject({ status: "queued" });
  expect(await client.videos.extend({ prompt: "and on", seconds: "4", video: { id } })).toMatchObject({
    seconds: "12",
  });
  const character = await client.videos.createCharacter({ name: "Ada", video: clip });
  expect(await client.videos.getCharacter(character.id ?? "")).toEqual(character);
});

test("OpenAI's client reads the events of the account", async () => {
  const bodies: { readonly text: string; readonly headers: Headers }[] = [];
  const receiver = createServer((incoming, response) => {
    let text = "";
    incoming.setEncoding("utf8");
    incoming.on("data", (chunk: string) => (text += chunk));
    incoming.on("end", () => {
      bodies.push({
        text,
        headers: new Headers(Object.entries(incoming.headers).map(([key, value]) => [key, String(value)])),
      });
      response.end();
    });
  });
  await new Promise<void>((resolve) => void receiver.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void receiver.close());
  const address = receiver.address();
  if (address === null || typeof address === "string") throw new Error("no address");
  const secret = Buffer.from("a secret of the account").toString("base64");
  const mock = await startMock({
    clock: "real",
    progress: { mode: "immediate" },
    seed: secret,
    webhookUrl: `http://127.0.0.1:${address.port}/events`,
  });
  const client = new OpenAI({ baseURL: `${mock.urlOf("openai-videos")}/v1`, apiKey: "any-key" });
  const { id } = await client.videos.create({ prompt: "A watch on marble" });
  await client.videos.retrieve(id);
  await mock.settled();
  const [event] = bodies;
  expect(
    await client.webhooks.unwrap(event?.text ?? "", event?.headers ?? new Headers(), `whsec_${secret}`),
  ).toMatchObject({
    type: "video.completed",
    data: { id },
  });
});

test("a form that is streamed by the form-data package is read", async () => {
  const mock = await startMock();
  const form = new FormData();
  form.append("prompt", "A watch on marble");
  form.append("seconds", "4");
  form.append("input_reference", Buffer.of(0x89, 0x50), { filename: "first.png", contentType: "image/png" });
  const url = `${mock.urlOf("openai-videos")}/v1/videos`;
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const call = request(url, { method: "POST", headers: { ...form.getHeaders(), authorization: "Bearer any-key" } });
    call.on("response", (response) => resolve(response.resume().statusCode));
    call.on("error", reject);
    form.pipe(call);
  });
  expect(status).toBe(200);
  mock.requests.expect({
    operation: "submit",
    body: { prompt: "A watch on marble", input_reference: { image_url: "data:image/png;base64,iVA=" } },
  });
});
