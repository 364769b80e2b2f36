import type { ModelFacts } from "../../facts/facts.ts";
import type { Provenance } from "../../facts/provenance.ts";
import { drafts } from "./drafts.ts";
import { anyForm, fixedRatios, frame, models, newest, ratios, seed } from "./models.ts";

const page: Provenance = { grade: "documented", source: "Ark: create task" };
const live: Provenance = { grade: "observed", source: "TanStack AI: Ark probes" };
const pages25: Provenance = { grade: "public", source: "TanStack AI: Ark probes" };
const liveSeed = { ...seed, provenance: live } as const;

/** What live answers add to a model: every one takes a seed. */
function tried(model: ModelFacts): ModelFacts {
  const isOlder = model.id.startsWith("doubao-seedance-1-0");
  return {
    ...model,
    seed: model.seed ?? liveSeed,
    ...(isOlder ? {} : { autoDuration: { value: true, provenance: live } }),
    ...(model.id.startsWith("doubao-seedance-1-0-pro") ? { textRatios: { value: fixedRatios, provenance: live } } : {}),
    ...(model.id.includes("seedance-2")
      ? { priority: { value: { min: 0, max: 9 }, provenance: page }, webSearch: { value: true, provenance: page } }
      : { cameraFixed: { value: true, provenance: live } }),
  };
}

/** The models of 2026-10: Seedance 2.5 and the mini form of 2.0 are new. */
export const modelsToday: readonly ModelFacts[] = [
  ...models.slice(0, 2).map((model) => tried(model)),
  tried({
    ...newest,
    id: "doubao-seedance-2-0-mini-260615",
    provenance: live,
    resolutions: { value: ["480p", "720p"], provenance: live },
    aliases: ["dreamina-seedance-2-0-mini-260615"],
  }),
  {
    ...newest,
    id: "doubao-seedance-2-5-260628",
    provenance: pages25,
    duration: { value: { min: 4, max: 30, integer: true }, provenance: pages25 },
    resolutions: { value: ["480p", "720p", "1080p"], provenance: live },
    ratios: { value: ratios, provenance: pages25 },
    roles: {
      first_frame: { ...frame(anyForm), provenance: pages25 },
      last_frame: { ...frame(anyForm), provenance: pages25 },
      reference_image: { forms: anyForm, max: 30, provenance: pages25 },
      reference_video: { forms: ["url", "asset"], max: 10, provenance: pages25 },
      reference_audio: { forms: anyForm, max: 10, provenance: pages25 },
    },
    audio: { value: true, provenance: pages25 },
    watermark: { value: true, provenance: pages25 },
    returnLastFrame: { value: true, provenance: pages25 },
    expiresAfter: { value: { min: 3600, max: 259_200 }, provenance: pages25 },
    seed: { ...seed, provenance: pages25 },
    autoDuration: { value: true, provenance: pages25 },
    soundAlone: { value: true, provenance: pages25 },
    frameRatios: { value: ["adaptive"], provenance: { grade: "public", source: "ArcReel: Ark backend" } },
    outputFormats: { value: ["mp4", "mov"], provenance: pages25 },
    priority: { value: { min: 0, max: 9 }, provenance: pages25 },
    ...drafts,
    aliases: ["dreamina-seedance-2-5-260628"],
  },
  ...models.slice(2).map((model) => tried(model)),
];
