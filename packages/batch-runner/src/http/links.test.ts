import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { describe, expect, it, onTestFinished } from "vitest";
import { aPlan, aProvider, aTake } from "../testing/plans.ts";
import { clipOf } from "../testing/scripted-vendor.ts";
import { createWorld } from "../testing/world.ts";
import { createTransport } from "./undici-transport.ts";

type Answers = Readonly<Record<string, (response: ServerResponse, origin: string) => void>>;

/** A vendor over real sockets, whose one task links to `link`. */
async function startVendor(
  link: (origin: string) => string,
  answers: Answers,
): Promise<{
  readonly origin: string;
  readonly asked: string[];
}> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    if (request.method === "POST") return response.end(JSON.stringify({ id: "task-1" }));
    if (path === "/tasks/task-1") {
      return response.end(JSON.stringify({ status: "succeeded", url: link(origin) }));
    }
    asked.push(path);
    const answer = answers[path];
    if (answer === undefined) return response.writeHead(404).end();
    return answer(response, origin);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const origin = `http://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}`;
  return { origin, asked };
}

/** What happens to a clip that is fetched from there. */
async function afterFetching(
  link: (origin: string) => string,
  answers: Answers = {},
): Promise<{
  readonly became: string | undefined;
  readonly asked: readonly string[];
}> {
  const { origin, asked } = await startVendor(link, answers);
  const { begin, clock } = createWorld();
  const transport = createTransport();
  onTestFinished(() => transport.close());
  const realm = `local:${origin}` as const;
  const plan = aPlan([aTake("reveal", { realm })], { providers: [aProvider({ realm, baseUrl: origin })] });
  const world = createWorld();
  const state = { ...world.state, realmClass: "local", clock: instant(clock) } as const;
  const report = await begin(plan, { state, transport });
  const [take] = report.takes;
  return { became: take?.error?.code ?? take?.status, asked };
}

/** Waits for sockets take as long as they take; every other wait is none at all. */
function instant(clock: ReturnType<typeof createWorld>["clock"]): typeof clock {
  return {
    ...clock,
    sleep: (ms, signal) =>
      ms >= 30_000
        ? new Promise((_resolve, reject) =>
            signal?.addEventListener("abort", () => reject(new DOMException("stopped", "AbortError"))),
          )
        : Promise.resolve(),
  };
}

async function drain(body: AsyncIterable<Uint8Array>): Promise<number> {
  let bytes = 0;
  for await (const chunk of body) bytes += chunk.length;
  return bytes;
}

const clip = clipOf("task-1");
const sendsClip = (response: ServerResponse): void =>
  void response.writeHead(200, { "content-type": "video/mp4" }).end(clip);
const redirectsTo = (where: string) => (response: ServerResponse) =>
  void response.writeHead(302, { location: where }).end();

describe("a link over real sockets", () => {
  it("is fetched, redirects included", async () => {
    const answers = { "/a.mp4": redirectsTo("/b.mp4"), "/b.mp4": sendsClip };
    expect(await afterFetching((origin) => `${origin}/a.mp4`, answers)).toEqual({
      became: "succeeded",
      asked: ["/a.mp4", "/b.mp4"],
    });
  });

  it.each([
    ["file:///etc/passwd"],
    ["ftp://cdn.example.com/a.mp4"],
    ["http://cdn.example.com/a.mp4"],
    ["https://user:password@cdn.example.com/a.mp4"],
  ])("to %s is not followed, given at once or by a redirect", async (address) => {
    expect(await afterFetching(() => address)).toEqual({ became: "link_refused", asked: [] });
    const redirected = await afterFetching((origin) => `${origin}/a.mp4`, { "/a.mp4": redirectsTo(address) });
    expect(redirected.asked).toContain("/a.mp4");
    expect(redirected.became).toBe("link_refused");
  });

  it.each([
    ["a page", "text/html; charset=utf-8", "<h1>sorry</h1>", "clip_not_media"],
    ["an error of the storage", "application/xml", "<Error/>", "clip_not_media"],
    ["no MP4 whatever it says", "video/mp4", "these bytes are no film", "clip_not_mp4"],
  ])("that answers with %s brings no clip", async (_, type, body, code) => {
    const answers = {
      "/a.mp4": (response: ServerResponse) => void response.writeHead(200, { "content-type": type }).end(body),
    };
    expect((await afterFetching((origin) => `${origin}/a.mp4`, answers)).became).toBe(code);
  });

  it("that ends before its length is fetched again", async () => {
    let nth = 0;
    const answers: Answers = {
      "/a.mp4": (response) => {
        nth += 1;
        if (nth > 1) return sendsClip(response);
        response.writeHead(200, { "content-type": "video/mp4", "content-length": String(clip.length) });
        response.write(clip.subarray(0, 20), () => response.destroy());
      },
    };
    expect(await afterFetching((origin) => `${origin}/a.mp4`, answers)).toEqual({
      became: "succeeded",
      asked: ["/a.mp4", "/a.mp4"],
    });
  });

  it("that has too many redirects is given up", async () => {
    const answers = { "/a.mp4": redirectsTo("/a.mp4") };
    expect(await afterFetching((origin) => `${origin}/a.mp4`, answers)).toMatchObject({ became: "too_many_redirects" });
  });
});

describe("an answer over real sockets", () => {
  it("that is longer than any vendor's is read no further", async () => {
    const { origin } = await startVendor(() => "", {
      "/long": (response) => void response.writeHead(200).end(Buffer.alloc(100_000)),
    });
    const transport = createTransport();
    onTestFinished(() => transport.close());
    const request = { method: "GET", url: `${origin}/long`, headers: {}, timeoutMs: 5000, maxBytes: 1000 } as const;
    await expect(transport.request(request)).rejects.toMatchObject({ code: "answer_too_long" });
    const { body } = await transport.stream(request);
    await expect(drain(body)).rejects.toMatchObject({ code: "answer_too_long" });
  });
});
