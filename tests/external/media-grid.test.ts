import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { codecFor } from "@shotlist/core";
import type { FormatCodec, ResolvedShot, Task } from "@shotlist/core";
import { createMockServer } from "@shotlist/mock-server";
import type { MockServer } from "@shotlist/mock-server";
import { factsOf, formatIds } from "@shotlist/schema";
import type { FormatId, ModelFacts } from "@shotlist/schema";
import { ALL_FORMATS, BufferSource, Input } from "mediabunny";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Probed, probe } from "./ffprobe.ts";

const largestClipBytes = 100 * 1024;
const pictureUrl = "https://example.com/first.png";
const headers = { authorization: "Bearer any-key", "content-type": "application/json" };

/** One combination that a model's facts offer, and what the clip of it must be. */
interface Cell {
  readonly shot: ResolvedShot;
  /** Sizes that fit; more than one where the vendor chooses the shape. */
  readonly sizes: readonly string[];
  readonly seconds: number;
  readonly audio: boolean;
}

function cellsOf(format: FormatId): readonly Cell[] {
  const { models, framesPerSecond } = factsOf(format);
  return models.flatMap((model) =>
    model.resolutions.value.flatMap((resolution) =>
      model.ratios.value.flatMap((ratio) =>
        lengthsOf(model, framesPerSecond.value).flatMap(({ seconds, ...length }) =>
          soundsOf(model).map((audio): Cell => ({
            shot: {
              prompt: ["A cat"],
              model: model.id,
              ...length,
              resolution,
              ratio,
              audio,
              references: picturesOf(model, ratio),
            },
            sizes: sizesOf(format, model, { resolution, ratio }),
            seconds,
            audio,
          })),
        ),
      ),
    ),
  );
}

function lengthsOf(
  { duration, frames }: ModelFacts,
  framesPerSecond: number,
): readonly ({ readonly seconds: number } & Pick<ResolvedShot, "duration" | "frames">)[] {
  const bounds = frames === undefined ? [] : [frames.value.min, frames.value.max];
  return [
    ...[duration.value.min, duration.value.max].map((seconds) => ({ seconds, duration: seconds })),
    ...bounds.map((count) => ({ seconds: count / framesPerSecond, frames: count })),
  ];
}

function soundsOf({ audio, audioFixed }: ModelFacts): readonly boolean[] {
  if (audioFixed !== undefined) return [audioFixed.value];
  return audio?.value === true ? [false, true] : [false];
}

/** A first frame where the model, or the ratio with it, asks for one. */
function picturesOf({ id, textRatios }: ModelFacts, ratio: string): ResolvedShot["references"] {
  const media = { from: "url", url: pictureUrl } as const;
  const needsFrame = id.includes("-i2v-") || textRatios?.value.includes(ratio) === false;
  return needsFrame ? [{ kind: "image", role: "first_frame", media }] : [];
}

function sizesOf(
  format: FormatId,
  model: ModelFacts,
  { resolution, ratio }: { readonly resolution: string; readonly ratio: string },
): readonly string[] {
  const table = (model.ratioPixels ?? factsOf(format).ratioPixels)?.value[resolution];
  if (table === undefined) throw new Error(`${format} gives no sizes for ${resolution}`);
  const sizes = Object.entries(table).map(([name, [width, height]]) => ({ name, size: `${width}x${height}` }));
  return sizes.filter(({ name }) => ratio === "adaptive" || name === ratio).map(({ size }) => size);
}

/** Asks for the clip as a client of the format does, and gives the task at its end. */
async function makeClip(mock: MockServer, codec: FormatCodec, shot: ResolvedShot): Promise<Task> {
  const { method, path, body } = codec.encodeSubmit(shot, { media: () => pictureUrl });
  const base = mock.urlOf(codec.id);
  const answer = await mock.fetch(new Request(base + path, { method, headers, body: JSON.stringify(body) }));
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${JSON.stringify(body)}: ${text}`);
  const { taskId = "" } = codec.decodeSubmit(JSON.parse(text));
  const poll = await mock.fetch(new Request(base + codec.encodePoll(taskId).path, { headers }));
  return codec.decodeTask(await poll.json());
}

function linkOf(mock: MockServer, format: FormatId, task: Task): string {
  if (task.status !== "succeeded") throw new Error(`the task is ${task.status}`);
  const link = task.videoUrl ?? (task.download && mock.urlOf(format) + task.download.path);
  if (link === undefined) throw new Error("there is no clip");
  return link;
}

/** What a second parser, in this process, says of the clip. */
async function parse(mp4: Uint8Array): Promise<Omit<Probed, "frames">> {
  const input = new Input({ source: new BufferSource(mp4), formats: ALL_FORMATS });
  const picture = await input.getPrimaryVideoTrack();
  if (picture === null) throw new Error("the clip holds no picture");
  const sound = await input.getPrimaryAudioTrack();
  return {
    width: await picture.getDisplayWidth(),
    height: await picture.getDisplayHeight(),
    seconds: await input.computeDuration(),
    codecs: sound === null ? ["h264"] : ["h264", "aac"],
  };
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "shotlist-grid-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** Clips of equal size, length and sound differ in their pictures alone: ffprobe looks at one of each. */
const probed = new Set<string>();

/** What does not fit between a clip and its request; empty where all fits. */
async function faultsOf(mp4: Uint8Array, cell: Cell, framesPerSecond: number): Promise<readonly string[]> {
  const parsed = await parse(mp4);
  const key = [parsed.width, parsed.height, cell.seconds, framesPerSecond, cell.audio].join("-");
  const views: (Omit<Probed, "frames"> & { readonly frames?: number })[] = [parsed];
  if (!probed.has(key)) {
    probed.add(key);
    const file = join(folder, `${key}.mp4`);
    await writeFile(file, mp4);
    views.push(await probe(file, "packets"));
  }
  const frame = 1 / framesPerSecond;
  const misfits = views.filter(
    ({ width, height, seconds, codecs, frames = Math.round(cell.seconds * framesPerSecond) }) =>
      !cell.sizes.includes(`${width}x${height}`) ||
      Math.abs(seconds - cell.seconds) > frame ||
      frames !== Math.round(cell.seconds * framesPerSecond) ||
      codecs.join() !== (cell.audio ? "h264,aac" : "h264"),
  );
  const heavy = mp4.length > largestClipBytes ? [`${mp4.length} bytes`] : [];
  return [...misfits.map((view) => JSON.stringify(view)), ...heavy].map((what) => `${JSON.stringify(cell)}: ${what}`);
}

describe.each(formatIds)("%s", (format) => {
  const facts = factsOf(format);

  test("gives for every size, shape, length and sound a clip of just that", async () => {
    await using mock = await createMockServer({ clock: "manual", progress: { mode: "immediate" } });
    const codec = codecFor(format);
    const cells = cellsOf(format);
    const waiting = cells.values();
    const faults: string[] = [];
    await Promise.all(
      Array.from({ length: availableParallelism() }, async () => {
        for (const cell of waiting) {
          // oxlint-disable-next-line no-await-in-loop -- as many at once as the machine has cores
          const task = await makeClip(mock, codec, cell.shot);
          // oxlint-disable-next-line no-await-in-loop
          const clip = await mock.fetch(new Request(linkOf(mock, format, task), { headers }));
          // oxlint-disable-next-line no-await-in-loop
          faults.push(...(await faultsOf(await clip.bytes(), cell, facts.framesPerSecond.value)));
        }
      }),
    );
    expect(faults).toEqual([]);
    expect(mock.billed().tasks).toBe(cells.length);
  });

  test("hands the clip out whole, in parts, by its tag, and not after its time", async () => {
    await using mock = await createMockServer({ clock: "manual", progress: { mode: "immediate" } });
    const task = await makeClip(mock, codecFor(format), cellsOf(format)[0]!.shot);
    const link = linkOf(mock, format, task);
    const get = (more: Readonly<Record<string, string>> = {}, method = "GET"): Promise<Response> =>
      mock.fetch(new Request(link, { method, headers: { ...headers, ...more } }));
    const whole = await get();
    const bytes = await whole.bytes();
    const tag = whole.headers.get("etag") ?? "none";
    const part = await get({ range: "bytes=100-299" });
    expect([part.status, part.headers.get("content-range")]).toEqual([206, `bytes 100-299/${bytes.length}`]);
    expect(await part.bytes()).toEqual(bytes.subarray(100, 300));
    expect((await get({ range: `bytes=${bytes.length}-` })).status).toBe(416);
    expect((await get({ "if-none-match": tag })).status).toBe(304);
    const isSigned = task.status === "succeeded" && task.videoUrl !== undefined;
    // A call under the key that hands the clip out is documented for GET alone, and its answer has no end in time.
    if (!isSigned) return;
    const head = await get({}, "HEAD");
    expect([head.status, head.headers.get("content-length")]).toEqual([200, String(bytes.length)]);
    mock.clock.advance(facts.linkLifeSeconds.value * 1000 - 1);
    expect((await get()).status).toBe(200);
    mock.clock.advance(1);
    expect((await get()).status).toBe(403);
  });
});
