import { createHash } from "node:crypto";
import { present } from "@shotlist/schema";
import { describe, expect, it } from "vitest";
import type { FormatSupport } from "../formats/format-support.ts";
import type { HttpRequest } from "../ports/transport.ts";
import { aPlan, aTake } from "../testing/plans.ts";
import { plainFormat } from "../testing/plain-format.ts";
import { clipOf } from "../testing/scripted-vendor.ts";
import { tinyMov, tinyWebm } from "../testing/tiny-clip.ts";
import { createWorld, type World } from "../testing/world.ts";

const baseUrl = "https://vendor.example.com";
const plan = aPlan([aTake("reveal")]);
const clip = clipOf("task-1");
const sha256 = createHash("sha256").update(clip).digest("hex");

/** A format whose provider hands clips out itself, under the key. */
const withCall: FormatSupport = {
  ...plainFormat,
  codec: {
    ...plainFormat.codec,
    decodeTask: (body, taskId) => {
      const task = plainFormat.codec.decodeTask(body, taskId);
      return task.status === "succeeded" ? { ...task, download: { path: "/tasks/task-1/content" } } : task;
    },
  },
};

function isKeyed({ headers }: HttpRequest): boolean {
  return headers["authorization"] === "Bearer canary-key";
}

/** A vendor that answers with this link, and returns the clip at its own call. */
function linking(url: string | undefined): World & { readonly asked: string[] } {
  const world = createWorld();
  const asked: string[] = [];
  world.vendor.onPoll = () => ({ status: "succeeded", ...present({ url }) });
  world.vendor.onDownload = (request) => {
    asked.push(`${request.url}${isKeyed(request) ? " with the key" : ""}`);
    const isCall = request.url === `${baseUrl}/tasks/task-1/content`;
    if (!isCall) return { status: 404, headers: {} };
    return isKeyed(request) ? { status: 200, headers: {}, body: clip } : { status: 401, headers: {} };
  };
  return { ...world, asked };
}

const call = `${baseUrl}/tasks/task-1/content with the key`;

describe("collecting a clip", () => {
  it.each<[string, string | undefined, readonly string[]]>([
    ["without a link", undefined, [call]],
    ["whose link is the provider's own call", `${baseUrl}/tasks/task-1/content`, [call]],
    ["whose link is the call as a path", "/tasks/task-1/content", [call]],
    ["whose link is gone", "https://cdn.example.com/a.mp4", ["https://cdn.example.com/a.mp4", call]],
    ["whose link leads where nothing is fetched from", "http://localhost:3999/tasks/task-1/content", [call]],
    ["whose link names the upstream's id", `${baseUrl}/tasks/up_9/content`, [`${baseUrl}/tasks/up_9/content`, call]],
  ])("%s: the provider's call is made in the end, and only that one with the key", async (_name, url, expected) => {
    const { render, asked, vendor } = linking(url);
    expect((await render(plan, { formats: () => withCall })).takes[0]).toMatchObject({ status: "succeeded", sha256 });
    expect(asked).toEqual(expected);
    expect(vendor.tasks).toHaveLength(1);
  });

  it("says what the link said where the call does not help either", async () => {
    const { render, vendor } = linking("https://cdn.example.com/a.mp4");
    vendor.onDownload = ({ url }) => ({ status: url.includes("cdn") ? 403 : 404, headers: {} });
    expect((await render(plan, { formats: () => withCall })).takes[0]).toMatchObject({
      status: "failed",
      error: { code: "http_403" },
    });
  });

  it.each([
    ["webm", tinyWebm("pictures")],
    ["mov", tinyMov("pictures")],
  ])("in %s: it is put under its right ending, the report names that, and a person is informed", async (kind, body) => {
    const { render, vendor, store, events } = createWorld();
    vendor.onPoll = () => ({ status: "succeeded", url: `${baseUrl}/files/task-1.mp4` });
    vendor.onDownload = () => ({ status: 200, headers: { "content-type": "video/mp4" }, body });
    const first = await render(aPlan([aTake("reveal", { output: "board/reveal.mp4" })]));
    const second = await render(aPlan([aTake("reveal", { output: "board/reveal.mp4" })]));
    const [path = ""] = store.files.keys();
    expect(path.endsWith(`board/reveal.${kind}`)).toBe(true);
    expect([...first.takes, ...second.takes].map((take) => [take.status, take.file])).toEqual([
      ["succeeded", path],
      ["cached", path],
    ]);
    expect(events.filter(({ type }) => type === "warning")).toMatchObject([
      { message: `The clip is a ${kind} file, unlike the output board/reveal.mp4: it is written to reveal.${kind}` },
    ]);
  });

  it("under the name that its storyboard gives to another take is put next to it", async () => {
    const { render, vendor, store } = createWorld();
    vendor.onPoll = (task) => ({ status: "succeeded", url: `${baseUrl}/files/${task?.id}.mp4` });
    vendor.onDownload = ({ url }) => ({
      status: 200,
      headers: {},
      body: url.includes("task-1") ? tinyWebm("pictures") : clip,
    });
    await render(aPlan([aTake("one", { output: "a.mp4" }), aTake("two", { output: "a.webm" })]));
    const names = [...store.files.keys()].map((path) => path.split("/").at(-1));
    expect(new Set(names)).toEqual(new Set(["a.mp4.webm", "a.webm.mp4"]));
  });
});
