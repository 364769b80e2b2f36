import { expect } from "vitest";
import type { Played } from "./played.ts";
import { secret } from "./played.ts";
import type { VideosClient } from "./videos-clients.ts";

/** How far a walk through the life of a video is. */
interface Walk {
  readonly client: VideosClient;
  readonly played: Played;
  /** The video that was made first. */
  id: string;
  remixId: string;
  characterId: string;
}

/** A call as its client has it, and what its answer must say. */
export interface VideosCall {
  readonly name: string;
  readonly isOffered?: (client: VideosClient) => boolean;
  readonly make: (walk: Walk) => Promise<void>;
}

const clip = new File([Uint8Array.of(0, 0, 0, 8)], "clip.mp4", { type: "video/mp4" });
const picture = new File([Uint8Array.of(0x89, 0x50, 0x4e, 0x47)], "first.png", { type: "image/png" });

/** Every call of the Videos API, in an order in which each has what it needs. */
export const videosCalls: readonly VideosCall[] = [
  {
    name: "`create`, as a form with a picture",
    make: async (walk) => {
      const created = await walk.client.videos.create({
        model: "sora-2",
        prompt: "A watch on marble",
        seconds: "8",
        size: "1280x720",
        input_reference: picture,
      });
      expect(created).toMatchObject({ object: "video", status: "queued" });
      walk.id = created.id;
    },
  },
  {
    name: "`retrieve`, until it has ended",
    make: async ({ client, id }) => {
      const statuses: string[] = [];
      while (!["completed", "failed"].includes(statuses.at(-1) ?? "")) {
        // oxlint-disable-next-line no-await-in-loop -- one poll after the other
        statuses.push((await client.videos.retrieve(id)).status);
      }
      expect(statuses).toEqual(["queued", "in_progress", "completed"]);
    },
  },
  { name: "`downloadContent`: the clip", make: (walk) => download(walk, "video", "video/mp4") },
  { name: "`downloadContent`: thumbnail (WebP)", make: (walk) => download(walk, "thumbnail", "image/webp") },
  { name: "`downloadContent`: sprite sheet (JPEG)", make: (walk) => download(walk, "spritesheet", "image/jpeg") },
  {
    name: "`remix`",
    make: async (walk) => {
      const remix = await walk.client.videos.remix(walk.id, { prompt: "The same in rain" });
      expect(remix).toMatchObject({ status: "queued", remixed_from_video_id: walk.id });
      walk.remixId = remix.id;
    },
  },
  {
    name: "`list`",
    make: async ({ client, id, remixId }) => {
      const page: { readonly data: readonly { readonly id: string }[] } = await client.videos.list({ limit: 10 });
      expect(page.data.map((video) => video.id)).toEqual([remixId, id]);
    },
  },
  {
    name: "`edit`, of a video and of a file",
    isOffered: ({ videos }) => videos.edit !== undefined,
    make: async ({ client: { videos }, id }) => {
      expect(await videos.edit?.({ prompt: "in rain", video: { id } })).toMatchObject({ status: "queued" });
      expect(await videos.edit?.({ prompt: "in rain", video: clip })).toMatchObject({ status: "queued" });
    },
  },
  {
    name: "`extend`",
    isOffered: ({ videos }) => videos.extend !== undefined,
    make: async ({ client: { videos }, id }) => {
      const extended = await videos.extend?.({ prompt: "and on", seconds: "4", video: { id } });
      expect(extended).toMatchObject({ object: "video", status: "queued" });
    },
  },
  {
    name: "`createCharacter`",
    isOffered: ({ videos }) => videos.createCharacter !== undefined,
    make: async (walk) => {
      const character = await walk.client.videos.createCharacter?.({ name: "Ada", video: clip });
      expect(character).toMatchObject({ name: "Ada" });
      walk.characterId = character?.id ?? "";
    },
  },
  {
    name: "`getCharacter`",
    isOffered: ({ videos }) => videos.getCharacter !== undefined,
    make: async ({ client: { videos }, characterId }) => {
      expect(await videos.getCharacter?.(characterId)).toMatchObject({ id: characterId, name: "Ada" });
    },
  },
  {
    name: "`webhooks.unwrap` of `video.completed`",
    isOffered: ({ webhooks }) => webhooks !== undefined,
    make: (walk) => unwrap(walk, "video.completed"),
  },
  {
    name: "`delete`",
    make: async ({ client: { videos }, id }) => {
      expect(await videos.delete(id)).toMatchObject({ id, deleted: true });
      await expect(videos.retrieve(id)).rejects.toMatchObject({ status: 404 });
    },
  },
];

/** Calls about a video that fails. */
export const failedCalls: readonly VideosCall[] = [
  {
    name: "`retrieve` of one that failed, with the vendor's code",
    make: async (walk) => {
      const { id } = await walk.client.videos.create({ prompt: "A watch on marble" });
      walk.id = id;
      let video = await walk.client.videos.retrieve(id);
      // oxlint-disable-next-line no-await-in-loop -- one poll after the other
      while (video.status !== "failed") video = await walk.client.videos.retrieve(id);
      expect(video.error).toMatchObject({ code: "moderation_blocked" });
    },
  },
  {
    name: "`webhooks.unwrap` of `video.failed`",
    isOffered: ({ webhooks }) => webhooks !== undefined,
    make: (walk) => unwrap(walk, "video.failed"),
  },
];

/** Makes the calls that the client offers, in order; gives the names of those that it made. */
export async function walkThrough(
  calls: readonly VideosCall[],
  client: VideosClient,
  played: Played,
): Promise<readonly string[]> {
  const walk: Walk = { client, played, id: "", remixId: "", characterId: "" };
  const made: string[] = [];
  for (const { name, isOffered = () => true, make } of calls) {
    if (!isOffered(client)) continue;
    // oxlint-disable-next-line no-await-in-loop -- one call builds on the other
    await make(walk);
    made.push(name);
  }
  return made;
}

async function download(
  { client, id }: Walk,
  variant: "video" | "thumbnail" | "spritesheet",
  type: string,
): Promise<void> {
  const content = await client.videos.downloadContent(id, { variant });
  expect(content.headers.get("content-type")).toBe(type);
  expect((await content.arrayBuffer()).byteLength).toBeGreaterThan(0);
}

async function unwrap({ client, played, id }: Walk, type: string): Promise<void> {
  const { body, headers } = await played.eventOf(id);
  const event = await client.webhooks?.unwrap(body, new Headers(headers), `whsec_${secret}`);
  expect(event).toMatchObject({ type, data: { id } });
}
