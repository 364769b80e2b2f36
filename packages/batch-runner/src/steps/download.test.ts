import { createHash } from "node:crypto";
import { brotliCompressSync, gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { StorageError } from "../failures/storage-error.ts";
import type { HttpRequest } from "../ports/transport.ts";
import { aPlan, aProvider, aTake } from "../testing/plans.ts";
import { clipOf } from "../testing/scripted-vendor.ts";
import { box, tinyClip, tinyIndex } from "../testing/tiny-clip.ts";
import { createWorld } from "../testing/world.ts";

const plan = aPlan([aTake("reveal")]);
const clip = clipOf("task-1");
const sha256 = createHash("sha256").update(clip).digest("hex");
const other = tinyClip("another file of ours");
const soundAlone = Buffer.concat([
  box("ftyp", Buffer.from("M4A ")),
  tinyIndex("soun"),
  box("mdat", Buffer.from("tune")),
]);

function range(from: number, total: number = clip.length): Record<string, string> {
  return { "content-range": `bytes ${from}-${total - 1}/${total}` };
}

const withoutFrame = { status: "succeeded", url: "https://vendor.example.com/files/task-1.mp4?signature=1" };

describe("fetching a clip", () => {
  it("continues where it was cut, if it is the same file", async () => {
    const { render, vendor, store } = createWorld();
    vendor.onPoll = () => withoutFrame;
    const asked: (string | undefined)[] = [];
    vendor.onDownload = ({ headers }: HttpRequest) => {
      asked.push(headers["range"]);
      const from = headers["range"] === undefined ? 0 : Number(/\d+/u.exec(headers["range"])?.[0]);
      const length = clip.length - from;
      const sent = from === 0 ? clip.subarray(0, 10) : clip.subarray(from);
      const common = { etag: '"one"', "content-length": String(length) };
      return from === 0
        ? { status: 200, headers: common, body: sent }
        : {
            status: 206,
            headers: { ...common, "content-range": `bytes ${from}-${clip.length - 1}/${clip.length}` },
            body: sent,
          };
    };
    const report = await render(plan);
    expect(report.takes[0]).toMatchObject({ status: "succeeded", sha256 });
    expect(asked).toEqual([undefined, "bytes=10-"]);
    expect(store.clips.get(sha256)).toEqual(Buffer.from(clip));
  });

  it("lets go of the answer where the disk refuses it, so that nothing waits for its end", async () => {
    const { render, vendor, state } = createWorld();
    vendor.onPoll = () => withoutFrame;
    let open = 0;
    const transport: typeof vendor.transport = {
      ...vendor.transport,
      async stream(request, options) {
        const { body, ...answer } = await vendor.transport.stream(request, options);
        open += 1;
        return {
          ...answer,
          body: (async function* () {
            try {
              yield* body;
            } finally {
              open -= 1;
            }
          })(),
        };
      },
    };
    const store = { ...state.store, openPartial: () => Promise.reject(new StorageError("disk_full", { doing: "it" })) };
    await render(plan, { transport, state: { ...state, store } });
    expect({ asked: vendor.tasks.length, open }).toEqual({ asked: 1, open: 0 });
  });

  it("does not join what was continued at another place than it was cut", async () => {
    const { render, vendor } = createWorld();
    vendor.onPoll = () => withoutFrame;
    const rest = clip.subarray(12);
    let times = 0;
    vendor.onDownload = ({ headers }: HttpRequest) => {
      times += 1;
      if (times === 1) {
        return {
          status: 200,
          headers: { etag: '"one"', "content-length": String(clip.length) },
          body: clip.subarray(0, 10),
        };
      }
      return headers["range"] === undefined
        ? { status: 200, headers: { etag: '"one"' }, body: clip }
        : {
            status: 206,
            headers: { etag: '"one"', "content-range": `bytes 12-${clip.length - 1}/${clip.length}` },
            body: rest,
          };
    };
    expect((await render(plan)).takes[0]).toMatchObject({ status: "succeeded", sha256 });
  });

  it("starts again when the server has another file by now", async () => {
    const { render, vendor } = createWorld();
    vendor.onPoll = () => withoutFrame;
    let times = 0;
    vendor.onDownload = () => {
      times += 1;
      const body = times === 1 ? clip.subarray(0, 10) : clip;
      return { status: 200, headers: { etag: `"${times}"`, "content-length": String(clip.length) }, body };
    };
    expect((await render(plan)).takes[0]).toMatchObject({ status: "succeeded", sha256 });
  });

  it("asks the task for a fresh link when the old one has expired, and pays nothing", async () => {
    const { render, vendor } = createWorld();
    vendor.onPoll = (task) => ({
      status: "succeeded",
      url: `https://vendor.example.com/files/task-1.mp4?signature=${task?.polls}`,
    });
    vendor.onDownload = ({ url }) =>
      url.endsWith("=1") ? { status: 403, headers: {} } : { status: 200, headers: {}, body: clip };
    expect((await render(plan)).takes[0]).toMatchObject({ status: "succeeded", sha256 });
    expect(vendor.tasks).toHaveLength(1);
  });

  it.each<[string, Record<string, string>, Uint8Array, string]>([
    ["a page", { "content-type": "text/html" }, Buffer.from("<html>"), "clip_not_media"],
    ["a storage's error", { "content-type": "application/xml" }, Buffer.from("<Error/>"), "clip_not_media"],
    ["something else than an MP4", { "content-type": "video/mp4" }, Buffer.from("not a clip at all"), "clip_not_mp4"],
    ["a JSON error named a clip", { "content-type": "video/mp4" }, Buffer.from('{"error":{}}'), "clip_not_media"],
    ["less than was promised", { "content-length": "9999" }, clip, "clip_cut"],
    ["nothing", { "content-length": "0" }, Buffer.alloc(0), "clip_not_mp4"],
    ["half of it without a length", {}, clip.subarray(0, clip.length - 5), "clip_not_whole"],
    ["sound alone", {}, soundAlone, "clip_not_whole"],
    ["compressed bytes that say nothing of it", {}, gzipSync(clip), "clip_encoded"],
    ["a compressed half", { "content-encoding": "gzip" }, gzipSync(clip.subarray(0, 40)), "clip_not_whole"],
    ["what was not compressed as is said", { "content-encoding": "br" }, Buffer.from("no such thing"), "clip_cut"],
  ])("refuses %s, keeps the task, and collects it in a later run", async (_name, headers, body, code) => {
    const { render, vendor, store } = createWorld();
    vendor.onPoll = () => withoutFrame;
    vendor.onDownload = () => ({ status: 200, headers, body });
    const report = await render(plan);
    expect(report.takes[0]).toMatchObject({ status: "failed", taskId: "task-1", error: { code } });
    expect(store.files.size).toBe(0);
    vendor.onDownload = () => ({ status: 200, headers: {}, body: clip });
    expect((await render(plan)).takes[0]).toMatchObject({ status: "succeeded", sha256 });
    expect(vendor.tasks).toHaveLength(1);
  });

  it.each<[string, number, Record<string, string>, Uint8Array]>([
    ["named a page", 200, { "content-type": "text/html" }, clip],
    ["named an XML error", 200, { "content-type": "application/xml; charset=utf-8" }, clip],
    ["named compressed", 200, { "content-encoding": "gzip" }, clip],
    ["compressed with gzip", 200, { "content-encoding": "gzip", "content-length": "1" }, gzipSync(clip)],
    ["compressed with brotli", 200, { "content-encoding": "br" }, brotliCompressSync(clip)],
    ["compressed with zstd", 200, { "content-encoding": "zstd" }, zstdCompressSync(clip)],
    ["named a part that is the whole", 206, { "content-range": `bytes 0-${clip.length - 1}/${clip.length}` }, clip],
    ["named a part without saying which", 206, {}, clip],
    ["named not found", 404, { "content-type": "text/plain" }, clip],
    ["named something accepted", 202, {}, clip],
  ])("takes a whole clip for what it is where it is %s", async (_name, status, headers, body) => {
    const { render, vendor } = createWorld();
    vendor.onPoll = () => withoutFrame;
    const ranges: unknown[] = [];
    vendor.onDownload = ({ headers: asked }) => {
      ranges.push(asked["range"]);
      return { status, headers, body };
    };
    expect((await render(plan)).takes[0]).toMatchObject({ status: "succeeded", sha256 });
    expect(ranges).toEqual([undefined]);
  });

  it("keeps what came in the last try for a person to look at, and says where", async () => {
    const { render, vendor, store } = createWorld();
    vendor.onPoll = () => withoutFrame;
    const half = clip.subarray(0, clip.length - 5);
    vendor.onDownload = () => ({ status: 200, headers: { "content-length": String(half.length) }, body: half });
    const { takes } = await render(plan);
    expect(takes[0]?.error).toMatchObject({
      code: "clip_not_whole",
      message: `The clip ends in the middle of a box: 5 bytes are missing after ${half.length}. The download is kept at ${[...store.aside.keys()].map((key) => `/store/aside/${key}`).join("")}`,
      hint: "Run again: the clip is downloaded again, not paid for again.",
    });
    expect([...store.aside.values()]).toEqual([half]);
  });

  it.each<[string, (from: number) => Record<string, string>]>([
    ["another file by its ETag", (from) => ({ etag: '"two"', ...range(from) })],
    ["a file without an ETag", (from) => range(from)],
    ["a longer file", (from) => ({ etag: '"one"', ...range(from, clip.length + 10) })],
    ["another length than its range", (from) => ({ etag: '"one"', ...range(from), "content-length": "3" })],
    ["no range", () => ({ etag: '"one"' })],
    [
      "a range that ends before it starts",
      (from) => ({ etag: '"one"', "content-range": `bytes ${from}-1/${clip.length}` }),
    ],
    [
      "a range past the end",
      (from) => ({ etag: '"one"', "content-range": `bytes ${from}-${clip.length}/${clip.length}` }),
    ],
  ])("does not join to what is here %s", async (_name, headersOf) => {
    const { render, vendor } = createWorld();
    vendor.onPoll = () => withoutFrame;
    let times = 0;
    vendor.onDownload = ({ headers }) => {
      times += 1;
      const from = Number(/\d+/u.exec(headers["range"] ?? "")?.[0] ?? 0);
      if (from > 0) return { status: 206, headers: headersOf(from), body: other.subarray(from) };
      const body = times === 1 ? clip.subarray(0, 30) : clip;
      return { status: 200, headers: { etag: '"one"', "content-length": String(clip.length) }, body };
    };
    expect((await render(plan)).takes[0]).toMatchObject({ status: "succeeded", sha256 });
    expect(times).toBe(3);
  });

  it("asks for the rest of a range that ends early, and of a body without a length", async () => {
    const { render, vendor } = createWorld();
    vendor.onPoll = () => withoutFrame;
    const asked: unknown[] = [];
    vendor.onDownload = ({ headers }) => {
      asked.push(headers["range"]);
      if (asked.length === 1) return { status: 200, headers: { etag: '"one"' }, body: clip.subarray(0, 30) };
      const from = Number(/\d+/u.exec(headers["range"] ?? "")?.[0] ?? 0);
      const to = asked.length === 2 ? 50 : clip.length;
      const part = { etag: '"one"', "content-range": `bytes ${from}-${to - 1}/${clip.length}` };
      return { status: 206, headers: part, body: clip.subarray(from, to) };
    };
    expect((await render(plan)).takes[0]).toMatchObject({ status: "succeeded", sha256 });
    expect(asked).toEqual([undefined, "bytes=30-", "bytes=50-"]);
  });

  it("fetches a large clip in as many parts as its server gives", async () => {
    const { render, vendor } = createWorld();
    vendor.onPoll = () => withoutFrame;
    const large = tinyClip("x".repeat(12 * 1024 * 1024));
    const part = 1024 * 1024;
    vendor.onDownload = ({ headers }) => {
      const from = Number(/\d+/u.exec(headers["range"] ?? "")?.[0] ?? 0);
      const body = large.subarray(from, from + part);
      const content = `bytes ${from}-${from + body.length - 1}/${large.length}`;
      return { status: 206, headers: { etag: '"one"', "content-range": content }, body };
    };
    expect((await render(plan)).takes[0]).toMatchObject({ status: "succeeded" });
  });

  it("waits as long as bytes come, and leaves a link that is silent", async () => {
    const { render, vendor, clock } = createWorld();
    vendor.onPoll = () => withoutFrame;
    let times = 0;
    const stream: typeof vendor.transport.stream = async () => {
      times += 1;
      const isSilent = times === 1;
      const body = (async function* () {
        for (let at = 0; at < clip.length; at += 1) {
          await clock.sleep(isSilent && at === 10 ? 3_600_000 : 59_000);
          yield clip.subarray(at, at + 1);
        }
      })();
      return { status: 200, headers: {}, body };
    };
    const started = clock.now();
    const { takes } = await render(plan, { transport: { ...vendor.transport, stream } });
    expect(takes[0]).toMatchObject({ status: "succeeded", sha256 });
    expect(times).toBe(2);
    expect(clock.now() - started).toBeGreaterThan(clip.length * 59_000);
  });

  it("leaves a refusal that never ends", async () => {
    const { render, vendor } = createWorld();
    vendor.onPoll = () => withoutFrame;
    const signals: (AbortSignal | undefined)[] = [];
    const stream: typeof vendor.transport.stream = async (_request, { signal } = {}) => {
      signals.push(signal);
      return {
        status: 404,
        headers: {},
        body: (async function* () {
          yield Buffer.from("no");
          await new Promise<never>(() => undefined);
        })(),
      };
    };
    const { takes } = await render(plan, { transport: { ...vendor.transport, stream } });
    expect(takes[0]).toMatchObject({ status: "failed", error: { code: "http_404" } });
    expect(signals.every((signal) => signal?.aborted === true)).toBe(true);
  });

  it("tries again after a 503, as late as the server asks", async () => {
    const { render, vendor, clock } = createWorld();
    vendor.onPoll = () => withoutFrame;
    const times: number[] = [];
    vendor.onDownload = () => {
      times.push(clock.now());
      return times.length === 1
        ? { status: 503, headers: { "retry-after": "20" } }
        : { status: 200, headers: {}, body: clip };
    };
    expect((await render(plan)).takes[0]?.status).toBe("succeeded");
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBe(20_000);
  });

  it.each(["http://cdn.example.com/a.mp4", "https://127.0.0.1/a.mp4", "https://169.254.169.254/a.mp4"])(
    "does not fetch %s, not even by a redirect",
    async (bad) => {
      const direct = createWorld();
      direct.vendor.onPoll = () => ({ status: "succeeded", url: bad });
      expect((await direct.render(plan)).takes[0]).toMatchObject({ status: "failed", error: { code: "link_refused" } });
      const redirected = createWorld();
      redirected.vendor.onPoll = () => withoutFrame;
      redirected.vendor.onDownload = () => ({ status: 302, headers: { location: bad } });
      expect((await redirected.render(plan)).takes[0]).toMatchObject({
        status: "failed",
        error: { code: "link_refused" },
      });
      expect(redirected.vendor.requests.map(({ url }) => url)).not.toContain(bad);
    },
  );

  it("follows a redirect to a good address, and not forever", async () => {
    const { render, vendor } = createWorld();
    vendor.onPoll = () => withoutFrame;
    vendor.onDownload = ({ url }) =>
      url.startsWith("https://cdn.")
        ? { status: 200, headers: {}, body: clip }
        : { status: 307, headers: { location: "https://cdn.example.com/a.mp4" } };
    expect((await render(plan)).takes[0]?.status).toBe("succeeded");
    const round = createWorld();
    round.vendor.onPoll = () => withoutFrame;
    round.vendor.onDownload = ({ url }) => ({ status: 307, headers: { location: url } });
    expect((await round.render(plan)).takes[0]?.error?.code).toBe("too_many_redirects");
  });

  it("sends the key to nobody but the provider", async () => {
    const { render, vendor } = createWorld();
    await render(plan);
    const withKey = vendor.requests.filter(({ headers }) =>
      Object.values(headers).some((value) => value.includes("canary-key")),
    );
    expect(new Set(withKey.map(({ url }) => new URL(url).pathname))).toEqual(new Set(["/tasks", "/tasks/task-1"]));
  });

  it("does not hold a clip back for its last frame", async () => {
    const { render, vendor, events } = createWorld();
    vendor.onDownload = ({ url }) =>
      url.includes(".png") ? { status: 404, headers: {} } : { status: 200, headers: {}, body: clip };
    expect((await render(plan)).takes[0]?.status).toBe("succeeded");
    expect(events.filter(({ type }) => type === "warning")).toHaveLength(1);
  });

  it("may fetch from this machine where the provider itself is on it", async () => {
    const { render, vendor, state } = createWorld();
    const realm = "local:http://127.0.0.1:4010" as const;
    vendor.onPoll = () => ({ status: "succeeded", url: "http://127.0.0.1:4010/files/task-1.mp4" });
    const local = aPlan([aTake("reveal", { realm })], {
      providers: [aProvider({ realm, baseUrl: "http://127.0.0.1:4010" })],
    });
    expect((await render(local, { state: { ...state, realmClass: "local" } })).totals).toMatchObject({ succeeded: 1 });
  });
});
