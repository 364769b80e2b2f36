import { factsOf, type FormatId, type ModelFacts } from "@shotlist/schema";
import type { Media, Reference } from "../../model/media.ts";
import type { ResolvedShot } from "../../model/shot.ts";
import type { Bindings } from "../../wire/codec.ts";
import { mediaFormOf } from "../../wire/media-form.ts";
import { placeholderBindings } from "../../wire/placeholder-bindings.ts";
import { mediaAtSubmit } from "./bindings-at-submit.ts";

/** One request to be kept as a file. */
export interface GoldenRequest {
  readonly name: string;
  readonly shot: ResolvedShot;
  readonly bindings: Bindings;
}

type GoldenShot = Omit<ResolvedShot, "model">;

const plain: GoldenShot = {
  prompt: ["A watch turns slowly on white marble"],
  duration: 5,
  resolution: "720p",
  ratio: "16:9",
  references: [],
  audio: true,
};
const { ratio: _, ...shaped } = plain;
const url = (name: string): Media => ({ from: "url", url: `https://cdn.example.com/${name}` });
const file = (name: string): Media => ({
  from: "file",
  path: `assets/${name}`,
  sha256: "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
  bytes: 16,
  mediaType: "image/png",
});
const frame = (role: "first_frame" | "last_frame", media: Media): Reference => ({ kind: "image", role, media });
const references: readonly Reference[] = [
  { kind: "image", role: "reference_image", media: url("watch.jpg") },
  { kind: "image", role: "reference_image", media: url("strap.png") },
  { kind: "video", role: "reference_video", media: url("walk.mp4") },
  { kind: "audio", role: "reference_audio", media: url("theme.mp3") },
];

/** The same shots for every format, so that the files next to the codecs can be compared with one another. */
const shots: { readonly [name: string]: GoldenShot } = {
  text: plain,
  "text-portrait-silent": { ...plain, duration: 8, resolution: "480p", ratio: "9:16", audio: false },
  "text-square": { ...plain, ratio: "1:1" },
  "first-frame-url": { ...shaped, references: [frame("first_frame", url("first.png"))] },
  "first-frame-file": { ...shaped, references: [frame("first_frame", file("first.png"))] },
  "first-frame-of-a-take": {
    ...shaped,
    references: [frame("first_frame", { from: "take", take: "reveal[lang=en]", what: "lastFrame" })],
  },
  "first-and-last-url": {
    ...shaped,
    references: [frame("first_frame", url("first.png")), frame("last_frame", url("last.png"))],
  },
  "first-and-last-file": {
    ...shaped,
    references: [frame("first_frame", file("first.png")), frame("last_frame", file("last.png"))],
  },
  "first-file-and-last-url": {
    ...shaped,
    references: [frame("first_frame", file("first.png")), frame("last_frame", url("last.png"))],
  },
  references: {
    ...plain,
    prompt: [
      { kind: "image", index: 2 },
      " on a wrist as in ",
      { kind: "video", index: 1 },
      ", in the mood of ",
      { kind: "audio", index: 1 },
    ],
    references,
  },
  "references-chinese": {
    ...plain,
    prompt: ["全程使用", { kind: "video", index: 1 }, "的构图,主角是", { kind: "image", index: 1 }],
    references: references.slice(0, 3),
  },
  "asset-id": {
    ...plain,
    references: [{ kind: "image", role: "reference_image", media: { from: "asset", id: "asset-1" } }],
  },
  options: {
    ...plain,
    seed: 0,
    watermark: false,
    returnLastFrame: true,
    serviceTier: "default",
    expiresAfter: 7200,
  },
  extra: { ...plain, extra: { audit: "spring", metadata: { audit: { team: "brand" } } } },
};

/** The requests of a format: planned ones with placeholders, and one with everything that exists only at submit. */
export function goldenRequests(format: FormatId): readonly GoldenRequest[] {
  const facts = factsOf(format);
  const [model] = facts.models;
  if (model === undefined) throw new Error(`The facts of ${format} list no model.`);
  const planned = Object.entries(shots)
    .map(([name, asked]) => ({ name, shot: offeredOf({ ...asked, model: model.id }, model) }))
    .filter(({ shot }) => takesMediaOf(shot, format) && takesRatioOf(shot, model))
    .map(({ name, shot }) => ({ name, shot, bindings: placeholderBindings(shot, facts) }));
  const shot = offeredOf({ ...shaped, model: model.id, references: [frame("first_frame", url("first.png"))] }, model);
  const bindings: Bindings = {
    media: mediaAtSubmit(model.id, facts),
    seed: 2_147_483_648,
    clientId: "attempt-01",
    webhookUrl: "https://hooks.example.com/shotlist",
  };
  return [...planned, { name: "at-submit", shot, bindings }];
}

/** The shot in a resolution that the model has and without options that it does not, as an author would have to write it. */
function offeredOf(shot: ResolvedShot, model: ModelFacts): ResolvedShot {
  const { seed, watermark, returnLastFrame, serviceTier, expiresAfter, ...rest } = shot;
  const [resolution] = model.resolutions.value;
  const { min, max, step = 1 } = model.duration.value;
  const duration = Math.min(max, min + Math.max(0, Math.round(((rest.duration ?? min) - min) / step)) * step);
  return {
    ...rest,
    duration,
    audio: model.audio !== undefined && shot.audio,
    ...(!model.resolutions.value.includes(shot.resolution) && resolution !== undefined && { resolution }),
    ...(model.seed !== undefined && seed !== undefined && { seed }),
    ...(model.watermark !== undefined && watermark !== undefined && { watermark }),
    ...(model.returnLastFrame !== undefined && returnLastFrame !== undefined && { returnLastFrame }),
    ...(model.serviceTiers !== undefined && serviceTier !== undefined && { serviceTier }),
    ...(model.expiresAfter !== undefined && expiresAfter !== undefined && { expiresAfter }),
  };
}

function takesMediaOf({ references: media, model }: ResolvedShot, format: FormatId): boolean {
  const facts = factsOf(format);
  return media.every((reference) => mediaFormOf(reference, { model, facts }) !== undefined);
}

function takesRatioOf({ ratio }: ResolvedShot, { ratios }: ModelFacts): boolean {
  return ratio === undefined || ratios.value.includes(ratio);
}
