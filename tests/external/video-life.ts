import OpenAI from "openai";
import OpenAI6 from "openai-6";
import { Portkey } from "portkey-ai";
import { expect } from "vitest";

/** What the tests use of a client; each of the published ones has it. */
export interface VideosClient {
  readonly videos: Pick<OpenAI["videos"], "create" | "retrieve" | "list" | "delete" | "downloadContent" | "remix">;
}

export const clients: Readonly<Record<string, (baseURL: string) => VideosClient>> = {
  "openai 7": (baseURL) => new OpenAI({ baseURL, apiKey: "any-key", maxRetries: 0 }),
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same calls, with types of an earlier release
  "openai 6": (baseURL) => new OpenAI6({ baseURL, apiKey: "any-key", maxRetries: 0 }) as unknown as VideosClient,
  Portkey: (baseURL) =>
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same calls, with types of its own
    new Portkey({ baseURL, apiKey: "any-key", Authorization: "Bearer any-key" }) as unknown as VideosClient,
};

/** Walks a video through its whole life as the client has it, and checks each answer; gives every status on the way. */
export async function walkThroughLife({ videos }: VideosClient): Promise<readonly string[]> {
  const created = await videos.create({
    model: "sora-2",
    prompt: "A watch on marble",
    seconds: "4",
    size: "1280x720",
  });
  expect(created).toMatchObject({ object: "video", status: "queued" });
  const statuses: string[] = [];
  while (!["completed", "failed"].includes(statuses.at(-1) ?? "")) {
    // oxlint-disable-next-line no-await-in-loop -- one poll after the other
    statuses.push((await videos.retrieve(created.id)).status);
  }
  const content = await videos.downloadContent(created.id, { variant: "video" });
  expect((await content.arrayBuffer()).byteLength).toBeGreaterThan(0);
  const remix = await videos.remix(created.id, { prompt: "The same in rain" });
  expect(remix).toMatchObject({ status: "queued", remixed_from_video_id: created.id });
  const page: { readonly data: readonly { readonly id: string }[] } = await videos.list({ limit: 10 });
  expect(page.data.map(({ id }) => id)).toEqual([remix.id, created.id]);
  expect(await videos.delete(created.id)).toMatchObject({ id: created.id, deleted: true });
  await expect(videos.retrieve(created.id)).rejects.toMatchObject({ status: 404 });
  return statuses;
}
