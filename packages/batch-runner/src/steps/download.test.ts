import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { StorageError } from "../errors.ts";
import type { HttpRequest } from "../ports/transport.ts";
import { aPlan, aProvider, aTake } from "../testing/plans.ts";
import { clipOf } from "../testing/scripted-vendor.ts";
import { createWorld } from "../testing/world.ts";

const plan = aPlan([aTake("reveal")]);
const clip = clipOf("task-1");
const sha256 = createHash("sha256").update(clip).digest("hex");
const withoutFrame = { status: "succeeded", url: "https://vendor.example.com/files/task-1.mp4?signature=1" };

describe("fetching a clip", () => {
  it("goes on where it was cut, if it is the same file", async () => {
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

  it("begins anew when the server has another file by now", async () => {
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
    ["less than was promised", { "content-length": "9999" }, clip, "clip_cut"],
    ["nothing", { "content-length": "0" }, Buffer.alloc(0), "clip_not_mp4"],
    ["compressed bytes", { "content-encoding": "gzip" }, clip, "clip_encoded"],
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

  it("follows a redirect to a good address, and not for ever", async () => {
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
