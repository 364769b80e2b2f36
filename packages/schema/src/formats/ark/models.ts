import type { MediaForm, ModelFacts, RatioPixels, RoleFacts } from "../../facts/facts.ts";
import type { Provenance } from "../../facts/provenance.ts";

const page: Provenance = { grade: "documented", source: "Ark: create task" };

/** Ratios by name, and the one that follows a picture. */
export const fixedRatios = ["16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] as const;
export const ratios: readonly string[] = [...fixedRatios, "adaptive"];
export const anyForm: readonly MediaForm[] = ["url", "data", "asset"];
const urlOrData: readonly MediaForm[] = ["url", "data"];
export const seed: NonNullable<ModelFacts["seed"]> = {
  value: { min: -1, max: 4_294_967_295 },
  provenance: page,
};
const bothTiers = { value: ["default", "flex"], provenance: page } as const;
export const frame = (forms: readonly MediaForm[]): RoleFacts => ({ forms, max: 1, provenance: page });

/** Sizes of Seedance 2.0 and 1.5. */
export const ratioPixels: RatioPixels = {
  "480p": sizes([864, 496], [752, 560], [640, 640], [992, 432]),
  "720p": sizes([1280, 720], [1112, 834], [960, 960], [1470, 630]),
  "1080p": sizes([1920, 1080], [1664, 1248], [1440, 1440], [2206, 946]),
  "4k": sizes([3840, 2160], [3326, 2494], [2880, 2880], [4398, 1886]),
};

/** Sizes of the 1.0 family, whose sides are multiples of 32. */
const olderPixels: RatioPixels = {
  "480p": sizes([864, 480], [736, 544], [640, 640], [960, 416]),
  "720p": sizes([1248, 704], [1120, 832], [960, 960], [1504, 640]),
  "1080p": sizes([1920, 1088], [1664, 1248], [1440, 1440], [2176, 928]),
};

const common: Pick<ModelFacts, "provenance" | "ratios" | "watermark" | "returnLastFrame" | "expiresAfter"> = {
  provenance: page,
  ratios: { value: ratios, provenance: page },
  watermark: { value: true, provenance: page },
  returnLastFrame: { value: true, provenance: page },
  expiresAfter: { value: { min: 3600, max: 259_200 }, provenance: page },
};

/** What the 2.0 family has in common. */
export const newest: Omit<ModelFacts, "id" | "resolutions" | "aliases"> = {
  ...common,
  duration: { value: { min: 4, max: 15, integer: true }, provenance: page },
  roles: {
    first_frame: frame(anyForm),
    last_frame: frame(anyForm),
    reference_image: { forms: anyForm, max: 9, provenance: page },
    reference_video: { forms: ["url", "asset"], max: 3, maxTotalSeconds: 15, provenance: page },
    reference_audio: { forms: anyForm, max: 3, maxTotalSeconds: 15, provenance: page },
  },
  audio: { value: true, provenance: page },
};

const older: Omit<ModelFacts, "id" | "roles" | "aliases"> = {
  ...common,
  duration: { value: { min: 2, max: 12, integer: true }, provenance: page },
  frames: { value: { min: 29, max: 289, step: 4, offset: 25 }, provenance: page },
  resolutions: { value: ["480p", "720p", "1080p"], provenance: page },
  ratioPixels: { value: olderPixels, provenance: page },
  seed,
  cameraFixed: { value: true, provenance: page },
  serviceTiers: bothTiers,
};

/** The models of 2026-06; an alias is the id of the same model on the international site. */
export const models: readonly ModelFacts[] = [
  {
    ...newest,
    id: "doubao-seedance-2-0-260128",
    resolutions: { value: ["480p", "720p", "1080p", "4k"], provenance: page },
    aliases: ["dreamina-seedance-2-0-260128"],
  },
  {
    ...newest,
    id: "doubao-seedance-2-0-fast-260128",
    resolutions: { value: ["480p", "720p"], provenance: page },
    aliases: ["dreamina-seedance-2-0-fast-260128"],
  },
  {
    ...common,
    id: "doubao-seedance-1-5-pro-251215",
    duration: { value: { min: 4, max: 12, integer: true }, provenance: page },
    resolutions: { value: ["480p", "720p", "1080p"], provenance: page },
    roles: { first_frame: frame(urlOrData), last_frame: frame(urlOrData) },
    audio: { value: true, provenance: page },
    seed,
    cameraFixed: { value: true, provenance: page },
    draft: { value: true, provenance: page },
    draftTerms: {
      value: {
        resolution: "480p",
        returnLastFrame: false,
        serviceTiers: ["default"],
        tokenFactor: { silent: 0.7, withAudio: 0.6 },
      },
      provenance: { grade: "documented", source: "Ark: prices" },
    },
    draftOf: { value: true, provenance: page },
    // A task, and with it a draft, is kept for so long.
    draftLifeSeconds: { value: 604_800, provenance: page },
    draftReuses: {
      value: ["model", "prompt", "references", "duration", "ratio", "audio", "seed", "cameraFixed"],
      provenance: page,
    },
    serviceTiers: bothTiers,
    aliases: ["seedance-1-5-pro-251215"],
  },
  {
    ...older,
    id: "doubao-seedance-1-0-pro-250528",
    roles: { first_frame: frame(urlOrData), last_frame: frame(urlOrData) },
    aliases: ["seedance-1-0-pro-250528"],
  },
  {
    ...older,
    id: "doubao-seedance-1-0-pro-fast-251015",
    roles: { first_frame: frame(urlOrData) },
    aliases: ["seedance-1-0-pro-fast-251015"],
  },
  {
    ...older,
    id: "doubao-seedance-1-0-lite-t2v-250428",
    // The 1.0 family adapts to a first frame only, which this model does not take.
    ratios: { value: fixedRatios, provenance: page },
    roles: {},
    aliases: ["seedance-1-0-lite-t2v-250428"],
  },
  {
    ...older,
    id: "doubao-seedance-1-0-lite-i2v-250428",
    roles: {
      first_frame: frame(urlOrData),
      last_frame: frame(urlOrData),
      reference_image: { forms: urlOrData, max: 4, provenance: page },
    },
    aliases: ["seedance-1-0-lite-i2v-250428"],
  },
];

type Size = readonly [number, number];

/** One row of the table: portrait shapes are their landscape ones, turned. */
function sizes(wide: Size, classic: Size, square: Size, cinema: Size): RatioPixels[string] {
  const turned = ([width, height]: Size): Size => [height, width];
  return {
    "16:9": wide,
    "4:3": classic,
    "1:1": square,
    "3:4": turned(classic),
    "9:16": turned(wide),
    "21:9": cinema,
  };
}
