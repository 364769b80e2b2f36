import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMockServer } from "@shotlist/mock-server";
import OpenAI from "openai";
import { expect, onTestFinished, test } from "vitest";
import { probe } from "./ffprobe.ts";

async function setup(): Promise<OpenAI> {
  const mock = await createMockServer({ format: "openai-videos", progress: { mode: "polls", polls: 2 } });
  onTestFinished(() => mock.close());
  return new OpenAI({ baseURL: `${mock.url}/v1`, apiKey: "any-key" });
}

/** Polls until the video has ended; gives every status on the way. */
async function statusesOf(client: OpenAI, id: string): Promise<readonly string[]> {
  const statuses: string[] = [];
  while (!["completed", "failed"].includes(statuses.at(-1) ?? "")) {
    // oxlint-disable-next-line no-await-in-loop -- one poll after the other
    statuses.push((await client.videos.retrieve(id)).status);
  }
  return statuses;
}

test("OpenAI's client makes a video, downloads it and deletes it, with only base URL and key changed", async () => {
  const client = await setup();
  const reference = new File([Uint8Array.of(0x89, 0x50, 0x4e, 0x47)], "first.png", { type: "image/png" });
  const created = await client.videos.create({
    model: "sora-2",
    prompt: "A watch turns slowly on white marble",
    seconds: "4",
    size: "1280x720",
    input_reference: reference,
  });
  expect(created).toMatchObject({ object: "video", status: "queued", seconds: "4", size: "1280x720" });
  expect(await statusesOf(client, created.id)).toEqual(["queued", "in_progress", "completed"]);
  expect(await client.videos.retrieve(created.id)).toMatchObject({
    progress: 100,
    error: null,
    expires_at: expect.any(Number),
  });

  const content = await client.videos.downloadContent(created.id, { variant: "video" });
  const file = join(await mkdtemp(join(tmpdir(), "shotlist-openai-")), "clip.mp4");
  await writeFile(file, new Uint8Array(await content.arrayBuffer()));
  expect(await probe(file)).toMatchObject({ width: 1280, height: 720, seconds: 4 });

  expect(await client.videos.delete(created.id)).toEqual({ id: created.id, object: "video.deleted", deleted: true });
  await expect(client.videos.retrieve(created.id)).rejects.toMatchObject({ status: 404, code: "video_not_found" });
});

test("OpenAI's client walks the pages of the list", async () => {
  const client = await setup();
  const ids: string[] = [];
  for (const prompt of ["one", "two", "three"]) {
    // oxlint-disable-next-line no-await-in-loop -- in order
    ids.push((await client.videos.create({ prompt })).id);
  }
  const listed: string[] = [];
  for await (const video of client.videos.list({ limit: 2, order: "asc" })) listed.push(video.id);
  expect(listed).toEqual(ids);
});

test("OpenAI's client reads the mock's refusals as its own errors", async () => {
  const client = await setup();
  // @ts-expect-error -- a length that the API does not have
  await expect(client.videos.create({ prompt: "A cat", seconds: "5" })).rejects.toMatchObject({
    status: 400,
    type: "invalid_request_error",
    param: "seconds",
  });
});
