import { nockLifecycle } from "@shotlist/contract-kit/nock";
import { expect, onTestFinished, test } from "vitest";
import { clients, walkThroughLife } from "./video-life.ts";

test.each(Object.entries(clients))(
  "%s walks a video through its whole life, played by nock",
  async (_name, createClient) => {
    const lifecycle = nockLifecycle("openai-videos", { baseUrl: "https://videos.example" });
    onTestFinished(lifecycle.remove);
    expect(await walkThroughLife(createClient("https://videos.example/v1"))).toEqual([
      "queued",
      "in_progress",
      "completed",
    ]);
  },
);
