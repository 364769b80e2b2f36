import OpenAI from "openai";
import OpenAI6 from "openai-6";
import { Portkey } from "portkey-ai";

type Videos = OpenAI["videos"];

/** What the tests use of a client; what not all of them have may be absent. */
export interface VideosClient {
  readonly videos: Pick<Videos, "create" | "retrieve" | "list" | "delete" | "downloadContent" | "remix"> &
    Partial<Pick<Videos, "edit" | "extend" | "createCharacter" | "getCharacter">>;
  readonly webhooks?: Pick<OpenAI["webhooks"], "unwrap">;
}

/** Clients of OpenAI's Videos API, by name and version. */
export const videosClients: Readonly<Record<string, (baseURL: string) => VideosClient>> = {
  "openai 7.55.0": (baseURL) => new OpenAI({ baseURL, apiKey: "any-key", maxRetries: 0 }),
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same calls, with types of an earlier release
  "openai 6.30.1": (baseURL) => new OpenAI6({ baseURL, apiKey: "any-key", maxRetries: 0 }) as unknown as VideosClient,
  "portkey-ai 3.1.0": (baseURL) => {
    const { videos } = new Portkey({ baseURL, apiKey: "any-key", Authorization: "Bearer any-key" });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same calls, with types of its own
    return { videos: videos as unknown as VideosClient["videos"] };
  },
};
