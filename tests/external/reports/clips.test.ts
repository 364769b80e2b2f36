import { readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createMockServer } from "@shotlist/mock-server";
import { describe, expect, onTestFinished, test } from "vitest";
import { answerBytes, answerJson, createProject, startVendor, type Project } from "./vendor.ts";

// Faults that people reported of other programs and met with their money: what happened to a clip that was paid for.

const film = ["-f", "lavfi", "-i", "testsrc2=s=320x240:r=24:d=3"] as const;
const h264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"] as const;

/** A storyboard of shots that a vendor of ours answers by their prompt. */
function board(shots: string, { provider = "wisgate", model = "doubao-seedance-2.0" } = {}): string {
  return `shotlist: 1
name: board
provider: ${provider}
providers: { ${provider}: { pollEvery: 50ms } }
defaults: { model: ${model} }
shots:
${shots}`;
}

const watch = "  - { id: watch, prompt: A watch turns }\n";

function finished(link: string): object {
  return { id: "cgt-1", model: "m", status: "succeeded", content: { video_url: link } };
}

describe("a clip that is cut short and names no length", () => {
  test.each([
    ["with its index last", []],
    ["with its index first", ["-movflags", "+faststart"]],
    ["in fragments", ["-movflags", "+frag_keyframe+empty_moov"]],
  ])("%s is fetched again, and never paid for again", async (_name, flags) => {
    const project = await createProject({ "sb.yaml": board(watch) });
    await project.ffmpeg(...film, ...h264, ...flags, "clip.mp4");
    const clip = readFileSync(join(project.folder, "clip.mp4"));
    let asked = 0;
    const { base, calls } = await startVendor((call, response, own) => {
      if (call.method === "POST") return answerJson(response, { id: "cgt-1" });
      if (!call.url.startsWith("/f/")) return answerJson(response, finished(`${own}/f/a.mp4`));
      asked += 1;
      if (asked > 1) return answerBytes(response, clip);
      response.socket?.write("HTTP/1.1 200 OK\r\ncontent-type: video/mp4\r\nconnection: close\r\n\r\n");
      return void response.socket?.end(clip.subarray(0, Math.floor(clip.length / 2)));
    });
    expect((await project.shotlist("render", "sb.yaml", "--base-url", base)).exitCode).toBe(0);
    expect(await readFile(join(project.folder, "renders-local/board/watch.mp4"))).toEqual(clip);
    expect([asked, calls.filter(({ method }) => method === "POST").length]).toEqual([2, 1]);
    expect(await project.shotlist("verify")).toMatchObject({ exitCode: 0 });
  });
});

test.each(["clip_short", "clip_ends_early", "clip_is_a_sound", "clip_misnamed", "clip_called_a_part"])(
  "the mock's fault %s costs a download at most",
  async (fault) => {
    const mock = await createMockServer({
      formats: ["wisgate"],
      progress: { mode: "immediate" },
      scenario: { rules: [{ fault, times: 1 }] },
    });
    onTestFinished(() => mock.close());
    const project = await createProject({ "sb.yaml": board(watch) });
    const { exitCode } = await project.shotlist("render", "sb.yaml", "--base-url", mock.urlOf("wisgate"));
    expect([exitCode, mock.billed().tasks]).toEqual([0, 1]);
    expect(await project.shotlist("verify")).toMatchObject({ exitCode: 0 });
  },
);

test("a clip that stays half is `failed`, kept aside, and collected by a later run", async () => {
  const project = await createProject({ "sb.yaml": board(watch) });
  await project.ffmpeg(...film, ...h264, "clip.mp4");
  const clip = readFileSync(join(project.folder, "clip.mp4"));
  let isWhole = false;
  const { base, calls } = await startVendor((call, response, own) => {
    if (call.method === "POST") return answerJson(response, { id: "cgt-1" });
    if (!call.url.startsWith("/f/")) return answerJson(response, finished(`${own}/f/a.mp4`));
    return answerBytes(response, isWhole ? clip : clip.subarray(0, clip.length - 100));
  });
  const first = await project.shotlist("render", "sb.yaml", "--base-url", base);
  expect(first).toMatchObject({ exitCode: 1, output: expect.stringContaining("not paid for again") });
  const [aside = ""] = await readdir(join(project.folder, ".shotlist/local/aside"));
  expect(first.output).toContain(aside);
  isWhole = true;
  expect((await project.shotlist("render", "sb.yaml", "--base-url", base)).exitCode).toBe(0);
  expect(calls.filter(({ method }) => method === "POST")).toHaveLength(1);
});

describe("a finished task of a relay", () => {
  const content = "/v1/videos/task_A1/content";
  const ways: readonly (readonly [string, (base: string) => string | undefined])[] = [
    ["with a public link", (base) => `${base}/pub/a.mp4`],
    ["with its own content path for a link", (base) => `${base}${content}`],
    ["with that path alone", () => content],
    ["with that path at a default that nobody set", () => `http://localhost:3999${content}`],
    ["with that path for the upstream's id", (base) => `${base}/v1/videos/up_9/content`],
    ["with no link at all", () => undefined],
  ];
  const relays = {
    gogogotoken: {
      board: board("  - { id: watch, prompt: A watch turns, resolution: 480p }\n", {
        provider: "gogogotoken",
        model: "doubao-seedance-2-0",
      }),
      accepted: { id: "task_A1", task_id: "task_A1", status: "queued", model: "x" },
      finished: (link: string | undefined) => ({
        code: "success",
        message: "",
        data: {
          id: 7,
          task_id: "task_A1",
          status: "SUCCESS",
          progress: "100%",
          fail_reason: "",
          result_url: link,
          data: {},
        },
      }),
    },
    "wisgate-videos": {
      board: board(watch, { provider: "wisgate-videos", model: "doubao-seedance-2" }),
      accepted: { id: "task_A1", object: "video", status: "queued" },
      finished: (link: string | undefined) => ({
        id: "task_A1",
        object: "video",
        status: "completed",
        progress: 100,
        ...(link === undefined ? {} : { meta_data: { url: link } }),
      }),
    },
  } as const;
  const cases = Object.entries(relays).flatMap(([format, relay]) =>
    ways.map(([way, link]) => [format, way, relay, link] as const),
  );

  test.each(cases)(
    "%s %s is collected, and the key goes to the relay's own call alone",
    async (_format, _way, relay, link) => {
      const project = await createProject({ "sb.yaml": relay.board });
      await project.ffmpeg(...film, ...h264, "clip.mp4");
      const clip = readFileSync(join(project.folder, "clip.mp4"));
      const { base, calls } = await startVendor((call, response, own) => {
        if (call.method === "POST") return answerJson(response, relay.accepted);
        if (call.url === "/pub/a.mp4") return answerBytes(response, clip);
        if (call.url === content && call.isKeyed) return answerBytes(response, clip);
        if (call.url.endsWith("/content")) return answerJson(response, { error: { message: "Invalid token" } }, 401);
        return answerJson(response, relay.finished(link(own)));
      });
      expect(await project.shotlist("render", "sb.yaml", "--base-url", base)).toMatchObject({ exitCode: 0 });
      const keyed = calls.filter(({ isKeyed, url }) => isKeyed && (url.endsWith("/content") || url.startsWith("/pub")));
      expect(keyed.every(({ url }) => url === content)).toBe(true);
    },
  );
});

describe("what the table and the contact sheet say of a clip", () => {
  const thumbnail = [
    "-f",
    "lavfi",
    "-i",
    "testsrc2=s=160x120:r=1:d=1",
    "-map",
    "0",
    "-map",
    "1:v",
    "-c",
    "copy",
    "-c:v:1",
    "mjpeg",
    "-pix_fmt:v:1",
    "yuvj420p",
  ];
  test.each<[string, string, readonly string[], string]>([
    ["fragmented", "fragmented.mp4", ["-c", "copy", "-movflags", "+frag_keyframe+empty_moov"], "320x240"],
    ["hybrid", "hybrid.mp4", ["-c", "copy", "-movflags", "+frag_keyframe"], "320x240"],
    ["turned", "turned.mp4", ["-c", "copy", "-metadata:s:v", "rotate=90"], "240x320"],
    ["with a thumbnail", "thumbnail.mp4", thumbnail, "320x240"],
    ["in WebM", "film.webm", ["-c:v", "libvpx-vp9", "-cpu-used", "8", "-b:v", "300k"], "320x240"],
    ["in MOV", "film.mov", ["-c", "copy"], "320x240"],
  ])("that is %s", async (_name, file, words, size) => {
    const project = await createProject({ "sb.yaml": board(watch) });
    await project.ffmpeg(...film, ...h264, "-g", "24", "clip.mp4");
    await project.ffmpeg("-i", "clip.mp4", ...words, file);
    const base = await serving(project, file);
    const { exitCode, output } = await project.shotlist("render", "sb.yaml", "--base-url", base);
    expect(exitCode).toBe(0);
    const ending = file.split(".").at(-1) ?? "";
    const shown = ending === "mp4" ? "watch.mp4" : `watch.${ending}`;
    expect(output).toMatch(new RegExp(`^watch +${shown} +${size} +3\\.0 `, "mu"));
    expect(await readdir(join(project.folder, "renders-local/board"))).toEqual([shown]);
    await project.shotlist("report", "sb.yaml", "--out", "r.html");
    const [width, height] = size.split("x");
    expect(readFileSync(join(project.folder, "r.html"), "utf8")).toMatch(
      new RegExp(`"width":${width},"height":${height},"seconds":3(?:\\.0\\d*)?[,}]`, "u"),
    );
    expect(await project.shotlist("status", "sb.yaml")).toMatchObject({
      output: expect.stringMatching(/watch +rendered/u),
    });
    expect(await project.shotlist("render", "sb.yaml", "--base-url", base)).toMatchObject({
      exitCode: 0,
      output: expect.stringContaining("Nothing was submitted"),
    });
  });
});

/** A vendor whose clip is this file, always called an MP4. */
async function serving({ folder }: Project, file: string): Promise<string> {
  const { base } = await startVendor((call, response, own) => {
    if (call.method === "POST") return answerJson(response, { id: "cgt-1" });
    if (!call.url.startsWith("/f/")) return answerJson(response, finished(`${own}/f/a.mp4`));
    return answerBytes(response, readFileSync(join(folder, file)));
  });
  return base;
}
